package io.onetape.services.runtime;

import io.onetape.journal.sequencer.Progress;
import io.onetape.replay.ServiceLoop;
import io.onetape.replay.StateAt;
import io.onetape.services.config.topology.SnapshotPolicy;
import io.onetape.services.strategy.StrategyFailedException;
import java.util.Optional;

/** A processor as a part of a process: its loop between tape and outbox, its snapshots, and what is said when it starts and stops. Single-threaded. */
final class ServicePart implements Part {
    private final ServiceLoop loop;
    private final Progress progress;
    private final Optional<SubmitSync> sync;
    private final SnapshotPolicy policy;
    private final RuntimeJournal journal;
    private final ProcessClock clock;
    private long snapshotAt;
    private long snapshotNanos;

    ServicePart(
            ServiceLoop loop,
            Progress progress,
            Optional<SubmitSync> sync,
            SnapshotPolicy policy,
            RuntimeJournal journal,
            ProcessClock clock) {
        this.loop = loop;
        this.progress = progress;
        this.sync = sync;
        this.policy = policy;
        this.journal = journal;
        this.clock = clock;
        this.snapshotAt = loop.consumed();
        this.snapshotNanos = clock.monotonicNanos();
    }

    @Override
    public int doWork() {
        int work = consume();
        if (loop.consumed() > snapshotAt && isDue()) {
            loop.snapshot(false);
            snapshotAt = loop.consumed();
            snapshotNanos = clock.monotonicNanos();
        }
        return work;
    }

    /** A strategy that throws is put into quarantine from that record on; anything else that throws ends the service. */
    private int consume() {
        try {
            return loop.doWork();
        } catch (StrategyFailedException e) {
            long number = journal.quarantined(e.strategy(), loop.consumed(), String.valueOf(e.getMessage()));
            throw new QuarantinedException(number, e);
        }
    }

    @Override
    public long consumed() {
        return loop.consumed();
    }

    @Override
    public long correlation() {
        return loop.correlation();
    }

    private boolean isDue() {
        return loop.consumed() - snapshotAt >= policy.records()
                || clock.monotonicNanos() - snapshotNanos >= policy.everyNanos();
    }

    @Override
    public void stop() {
        loop.snapshot(true);
        journal.stopped(loop.processor().name(), loop.consumed(), StateAt.hash(StateAt.json(loop.processor())));
    }

    @Override
    public void close() {
        loop.close();
        progress.close();
        sync.ifPresent(SubmitSync::close);
    }
}
