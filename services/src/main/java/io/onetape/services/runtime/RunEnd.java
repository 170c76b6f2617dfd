package io.onetape.services.runtime;

import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.config.topology.ServiceSpec;
import io.onetape.services.config.topology.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether a run whose market is a recording has come to its end: every fact is on the tape, and nothing follows from it any more. Reads only. */
public final class RunEnd {
    private final RunPaths paths;
    private final List<String> processors;
    private long lastQuiet = -1;

    public RunEnd(RunPaths paths, Run run, Topology topology) {
        this.paths = paths;
        this.processors = topology.services().stream()
                .filter(service -> run.hostsProcessor(service.kind()))
                .map(ServiceSpec::name)
                .toList();
    }

    /** True if two calls in a row have found the same quiet end. Cheap until the recording has been offered. */
    public boolean isReached() {
        Path done = paths.control().resolve(ReplayFeed.DONE);
        if (!Files.exists(done)) {
            return false;
        }
        long quiet = quietAt(Long.parseLong(read(done)));
        boolean reached = quiet > 0 && quiet == lastQuiet;
        lastQuiet = quiet;
        return reached;
    }

    /** The tape's last sequence if nothing is under way, else -1. */
    private long quietAt(long facts) {
        TapeFolder tape = TapeFolder.open(paths.tape());
        long last = lastOf(tape);
        Sources sources = tape.sources();
        if (numberOf(sources, ReplayFeed.NAME) < facts) {
            return -1;
        }
        for (String processor : processors) {
            try (Progress progress = Progress.open(paths.progress(processor))) {
                if (progress.consumed() < last || progress.emitted() > numberOf(sources, processor)) {
                    return -1;
                }
            }
        }
        return last;
    }

    private static long lastOf(TapeFolder tape) {
        try (TapeReader reader = tape.reader()) {
            return reader.seekLast() ? reader.number() : 0;
        }
    }

    private static long numberOf(Sources sources, String name) {
        return sources.byName(name).map(Source::number).map(sources::last).orElse(0L);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
