package io.onetape.services.runtime;

import java.util.Optional;

/**
 * Puts the halt latch on the tape. It stands before the sequencer in the process that hosts both, so after a start nothing that a processor has to say comes
 * before it. A second halt changes nothing. Single-threaded.
 */
final class LatchPart implements Part {
    private static final long LOOK_NANOS = 1_000_000L;

    private final RunPaths paths;
    private final RuntimeJournal journal;
    private final ProcessClock clock;
    private Optional<String> announced = Optional.empty();
    private long dueNanos = Long.MIN_VALUE;

    LatchPart(RunPaths paths, RuntimeJournal journal, ProcessClock clock) {
        this.paths = paths;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public int doWork() {
        long now = clock.monotonicNanos();
        if (now < dueNanos) {
            return 0;
        }
        dueNanos = now + LOOK_NANOS;
        Optional<String> found = HaltLatch.read(paths);
        if (found.equals(announced)) {
            return 0;
        }
        announced = found;
        found.ifPresent(journal::latched);
        return found.isPresent() ? 1 : 0;
    }

    @Override
    public void close() {}
}
