package io.onetape.services.runtime;

import io.onetape.replay.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * One process of a run: turns its parts on the caller's thread, in the order of the plan, until it is told to stop; then stops them in the opposite order. One
 * part's failure does not end the others.
 */
public final class ProcessLoop implements AutoCloseable {
    private final ProcessPlan process;
    private final ProcessClock clock;
    private final RuntimeJournal journal;
    private final List<Slot> slots = new ArrayList<>();
    private volatile boolean stopping;

    /** Opens nothing yet but the process's own outbox. */
    public ProcessLoop(
            RunPaths paths,
            RunPlan plan,
            String name,
            Function<String, Processor> processors,
            Build build,
            ProcessClock clock) {
        this.process = plan.process(name);
        this.clock = clock;
        this.journal = new RuntimeJournal(name, paths, plan.roll(), clock::wallNanos);
        Parts parts = new Parts(paths, plan, process, processors, build, journal, clock);
        SplittableRandom random = new SplittableRandom(clock.wallNanos());
        for (String part : process.parts()) {
            slots.add(new Slot(part, parts.of(part), process.restarts(), random));
        }
    }

    /** Turns every part once and returns how much was done. */
    public int turn() {
        long now = clock.monotonicNanos();
        int work = 0;
        for (int i = 0; i < slots.size(); i++) {
            work += slots.get(i).turn(now);
        }
        return work;
    }

    /** Turns until {@link #stop} is called, then stops all parts in order. */
    public void run() {
        while (!stopping) {
            if (turn() == 0) {
                process.pauser().pause(process.parkNanos());
            }
        }
        stopParts();
    }

    /** From any thread. */
    public void stop() {
        stopping = true;
    }

    /** Stops all parts in order, the last one first. */
    public void stopParts() {
        for (int i = slots.size() - 1; i >= 0; i--) {
            slots.get(i).stop();
        }
    }

    /** The parts, in the order of the plan. */
    List<Slot> slots() {
        return slots;
    }

    @Override
    public void close() {
        journal.close();
    }
}
