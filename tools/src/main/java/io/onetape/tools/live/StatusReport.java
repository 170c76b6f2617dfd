package io.onetape.tools.live;

import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.RunStatus;
import io.onetape.services.runtime.Supervisor;
import io.onetape.tools.format.Json;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** What runs of a run, and how far each service has come. Reads only. */
final class StatusReport {
    private final RunPaths paths;
    private final RunFile file;
    private final boolean running;
    private final long last;

    StatusReport(RunPaths paths, RunFile file) {
        this.paths = paths;
        this.file = file;
        this.running = Supervisor.isRunning(paths);
        this.last = last(paths);
    }

    String text(boolean json) {
        return json ? json() : table();
    }

    private String table() {
        StringBuilder text = new StringBuilder();
        text.append(file.run().mode().name().toLowerCase(Locale.ROOT))
                .append(running ? ", running" : ", not running")
                .append(", tape at sequence ")
                .append(last)
                .append('\n');
        line(text, "PROCESS", "SERVICE", "STATE", "PID", "CONSUMED", "BEHIND");
        for (RunStatus.ProcessLine process : RunStatus.processes(paths)) {
            String pid = process.pid() == 0 || !running ? "-" : Long.toString(process.pid());
            for (RunStatus.ServiceLine service : RunStatus.services(paths, process.process())) {
                long consumed = consumed(service.service());
                line(
                        text,
                        process.process(),
                        service.service(),
                        running ? service.state().toLowerCase(Locale.ROOT) : "stopped",
                        pid,
                        consumed < 0 ? "-" : Long.toString(consumed),
                        consumed < 0 ? "-" : Long.toString(Math.max(0, last - consumed)));
                if (!service.failure().isEmpty()) {
                    text.append("    ").append(service.failure()).append('\n');
                }
            }
        }
        return text.toString();
    }

    private String json() {
        Json json = new Json()
                .begin()
                .string("mode", file.run().mode().name())
                .bool("running", running)
                .integer("lastSequence", last);
        json.key("processes").beginArray();
        for (RunStatus.ProcessLine process : RunStatus.processes(paths)) {
            json.beginObject().string("process", process.process()).string("state", process.state());
            if (process.pid() == 0 || !running) {
                json.nothing("pid");
            } else {
                json.number("pid", process.pid());
            }
            json.number("restarts", process.restarts());
            json.key("services").beginArray();
            List<RunStatus.ServiceLine> services = RunStatus.services(paths, process.process());
            for (RunStatus.ServiceLine service : services) {
                long consumed = consumed(service.service());
                json.beginObject()
                        .string("service", service.service())
                        .string("state", service.state())
                        .number("failures", service.failures());
                if (consumed >= 0) {
                    json.integer("consumed", consumed);
                } else {
                    json.nothing("consumed");
                }
                json.endObject();
            }
            json.endArray().endObject();
        }
        return json.endArray().endObject().text().append('\n').toString();
    }

    private long consumed(String service) {
        if (!Files.exists(paths.progress(service))) {
            return -1;
        }
        try (Progress progress = Progress.open(paths.progress(service))) {
            return progress.consumed();
        }
    }

    private static long last(RunPaths paths) {
        if (!Files.exists(paths.tape().resolve(Manifest.FILE))) {
            return 0;
        }
        try (TapeReader reader = TapeFolder.open(paths.tape()).reader()) {
            return reader.seekLast() ? reader.number() : 0;
        }
    }

    private static void line(StringBuilder text, Object... columns) {
        text.append(String.format(Locale.ROOT, "%-12s %-12s %-9s %8s %12s %10s%n", columns));
    }
}
