package io.onetape.tools.live;

import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.RunStatus;
import io.onetape.services.runtime.Supervisor;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.Json;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** What runs of a run, and how far each service has come. Reads only. */
final class StatusReport {
    private static final String NOT_SAID = "";
    private static final List<Column> COLUMNS = List.of(
            Column.text("PROCESS", 12, 7),
            Column.text("SERVICE", 12, 7),
            Column.text("STATE", 9, 8),
            Column.number("PID", 8, 7, 0),
            Column.number("RESTARTS", 8, 8, 0),
            Column.number("CONSUMED", 12, 8, 0),
            Column.number("BEHIND", 10, 6, 0));

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

    /** For a terminal with so many columns, 0 for a file. */
    String text(boolean json, int columns) {
        return json ? json() : table(columns);
    }

    private String table(int columns) {
        StringBuilder text = new StringBuilder();
        text.append(file.run().mode().name().toLowerCase(Locale.ROOT))
                .append(running ? ", running" : ", not running")
                .append(", tape at sequence ")
                .append(last)
                .append('\n');
        Columns table = new Columns(columns, "", " ", COLUMNS);
        text.append(table.heading()).append('\n');
        for (RunStatus.ProcessLine process : RunStatus.processes(paths)) {
            List<RunStatus.ServiceLine> services = RunStatus.services(paths, process.process());
            if (services.isEmpty()) { // its JVM has not come so far yet
                text.append(table.row(cells(process, "-", state(process, NOT_SAID), -1)))
                        .append('\n');
            }
            for (RunStatus.ServiceLine service : services) {
                String state = state(process, service.state());
                text.append(table.row(cells(process, service.service(), state, consumed(service.service()))))
                        .append('\n');
                if (!service.failure().isEmpty()) {
                    text.append(Wrap.words("    " + service.failure(), columns, "    "))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private List<String> cells(RunStatus.ProcessLine process, String service, String state, long consumed) {
        return List.of(
                process.process(),
                service,
                state.toLowerCase(Locale.ROOT),
                process.pid() == 0 || !running ? "-" : Long.toString(process.pid()),
                Integer.toString(process.restarts()),
                consumed < 0 ? "-" : Long.toString(consumed),
                consumed < 0 ? "-" : Long.toString(Math.max(0, last - consumed)));
    }

    /** What a service is; of a process that starts it says what an earlier process left, or nothing yet. */
    private String state(RunStatus.ProcessLine process, String ofService) {
        if (!running) {
            return "STOPPED";
        }
        if (!process.state().equals("RUNNING")) {
            return process.state();
        }
        return ofService.equals(NOT_SAID) || ofService.equals("STOPPED") ? "STARTING" : ofService;
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
                        .string("state", state(process, service.state()))
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
}
