package io.onetape.tools.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.services.config.RunMode;
import io.onetape.services.runtime.ControlFiles;
import io.onetape.services.runtime.Run;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code run.json} in a run's folder: what the run is, for whoever goes on with it. */
public record RunFile(Run run, Path configuration) {
    private static final String NAME = "run.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static boolean exists(RunPaths paths) {
        return Files.exists(paths.folder().resolve(NAME));
    }

    /** Ends the command if there is no run; {@code typed} is its folder as typed. */
    public static void require(RunPaths paths, Path typed) {
        if (!exists(paths)) {
            throw CommandException.notFound(
                    "no run in " + typed, "tape run --dir " + Shell.word(typed) + " --mode paper --feed synthetic");
        }
    }

    void write(RunPaths paths) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("v", 1);
        json.put("tapeId", Long.toHexString(run.tapeId()));
        json.put("roll", run.roll().name());
        json.put("mode", run.mode().name());
        json.put("startNanos", Long.toString(run.startNanos()));
        json.put("lockstep", run.lockstep());
        json.put("configuration", configuration.toAbsolutePath().toString());
        run.feed().ifPresent(feed -> json.put("feed", feed.tape()).put("speed", feed.speed()));
        ControlFiles.write(paths.folder().resolve(NAME), json.toPrettyString() + "\n");
    }

    public static RunFile read(RunPaths paths) {
        Path file = paths.folder().resolve(NAME);
        try {
            JsonNode json = MAPPER.readTree(Files.readString(file));
            Optional<Run.Feed> feed = json.has("feed")
                    ? Optional.of(new Run.Feed(
                            json.get("feed").asText(), json.get("speed").asDouble()))
                    : Optional.empty();
            Run run = new Run(
                    Long.parseUnsignedLong(json.get("tapeId").asText(), 16),
                    RollCycle.valueOf(json.get("roll").asText()),
                    RunMode.valueOf(json.get("mode").asText()),
                    Long.parseLong(json.get("startNanos").asText()),
                    json.get("lockstep").asBoolean(),
                    feed);
            return new RunFile(run, Path.of(json.get("configuration").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
