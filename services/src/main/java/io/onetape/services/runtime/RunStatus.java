package io.onetape.services.runtime;

import io.onetape.journal.tape.DamagedTapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What supervisor and processes say of themselves, in the control folder, and what a reader makes of it. */
public final class RunStatus {
    /** The supervisor's file: a line a process. */
    static final String FILE = "processes";

    private static final String SERVICES = ".services";

    private RunStatus() {}

    /**
     * One process.
     *
     * @param pid 0 if it does not run
     */
    public record ProcessLine(String process, String state, long pid, int restarts) {
        /** True if it runs, or is started again by itself. */
        public boolean comesOrRuns() {
            return state.equals(Child.State.STARTING.name()) || state.equals(Child.State.RUNNING.name());
        }
    }

    /**
     * One service of a process.
     *
     * @param damage true if it has failed because a tape or an outbox is damaged
     */
    public record ServiceLine(
            String process, String service, String state, int failures, String failure, boolean damage) {
        /** True if it is not started again by itself. */
        public boolean hasFailed() {
            return state.equals(Slot.State.FAILED.name());
        }
    }

    static String text(List<Child> children) {
        StringBuilder text = new StringBuilder();
        for (Child child : children) {
            text.append(child.spec().name()).append('\t');
            text.append(child.state()).append('\t');
            text.append(child.pid()).append('\t');
            text.append(child.restarts()).append('\n');
        }
        return text.toString();
    }

    static String services(List<Slot> slots) {
        StringBuilder text = new StringBuilder();
        for (Slot slot : slots) {
            String failure = slot.failure()
                    .map(e -> String.valueOf(e.getMessage()).replaceAll("\\s+", " "))
                    .orElse("");
            text.append(slot.name()).append('\t');
            text.append(slot.state()).append('\t');
            text.append(slot.failures()).append('\t');
            text.append(failure).append('\t');
            text.append(slot.failure()
                            .filter(DamagedTapeException.class::isInstance)
                            .isPresent())
                    .append('\n');
        }
        return text.toString();
    }

    static Path servicesFile(RunPaths paths, String process) {
        return paths.control().resolve(process + SERVICES);
    }

    /** The processes of a run, in the order of their start; empty before the first start. */
    public static List<ProcessLine> processes(RunPaths paths) {
        List<ProcessLine> processes = new ArrayList<>();
        for (String[] columns : lines(paths.control().resolve(FILE))) {
            processes.add(
                    new ProcessLine(columns[0], columns[1], Long.parseLong(columns[2]), Integer.parseInt(columns[3])));
        }
        return processes;
    }

    /** The services of a process, in the order of their start. */
    public static List<ServiceLine> services(RunPaths paths, String process) {
        List<ServiceLine> services = new ArrayList<>();
        for (String[] columns : lines(servicesFile(paths, process))) {
            services.add(new ServiceLine(
                    process,
                    columns[0],
                    columns[1],
                    Integer.parseInt(columns[2]),
                    columns[3],
                    columns.length > 4 && Boolean.parseBoolean(columns[4])));
        }
        return services;
    }

    private static List<String[]> lines(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
