package io.onetape.services.runtime;

import io.onetape.journal.excerpt.RollCycle;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run consists of. The same for as long as its tape lasts, but for the processes.
 *
 * @param lockstep true: the order of one JVM across processes; false: as it comes
 * @param startNanos time of the tape's first records
 * @param feed the folder of the tape whose facts are replayed; empty: none
 * @param speed of the feed: 0 is as fast as it can, else a multiple of the pace at which the facts came
 * @param processes in the order of their start
 */
public record RunPlan(
        long tapeId,
        RollCycle roll,
        boolean lockstep,
        long startNanos,
        String feed,
        double speed,
        List<ProcessPlan> processes) {
    /** The part that appends to the tape. */
    public static final String SEQUENCER = "sequencer";

    /** The part that offers the facts of a recorded tape. */
    public static final String FEED = "feed";

    /** The part that lets time pass. */
    public static final String CLOCK = "clock";

    /** The source of the command's requests. */
    public static final String OPERATOR = "operator";

    public RunPlan {
        processes = List.copyOf(processes);
    }

    /** The processors of all processes, in their order: that is the order in which each record is answered in lockstep. */
    public List<String> processors() {
        List<String> processors = new ArrayList<>();
        for (ProcessPlan process : processes) {
            for (String part : process.parts()) {
                if (!part.equals(SEQUENCER) && !part.equals(FEED) && !part.equals(CLOCK)) {
                    processors.add(part);
                }
            }
        }
        return processors;
    }

    /** The process of this name. */
    public ProcessPlan process(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of the processes "
                        + processes.stream().map(ProcessPlan::name).toList() + ", found '" + name + "'"));
    }
}
