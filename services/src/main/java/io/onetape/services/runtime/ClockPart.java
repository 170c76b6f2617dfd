package io.onetape.services.runtime;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.services.config.topology.ServiceKind;

/** Puts a Tick on the tape at every full second of the wall clock, so that time passes in silence too. Single-threaded. */
final class ClockPart implements Part {
    /** The name of its source. */
    static final String NAME = ServiceKind.CLOCK.text();

    private static final long SECOND = 1_000_000_000L;

    private final OutboxFolder outbox;
    private final ProcessClock clock;
    private final RecordDraft draft = new RecordDraft();
    private final TickEncoder tick = new TickEncoder();
    private long nextNanos;

    ClockPart(RunPaths paths, Run run, ProcessClock clock) {
        this.outbox = OutboxFolder.open(paths.outbox(NAME), run.roll());
        this.clock = clock;
        this.nextNanos = clock.wallNanos() / SECOND * SECOND + SECOND;
    }

    @Override
    public int doWork() {
        long now = clock.wallNanos();
        if (now < nextNanos) {
            return 0;
        }
        draft.begin(tick, 0).wallNanos(now);
        draft.source(0, outbox.lastNumber() + 1);
        outbox.append(draft, now);
        nextNanos = now / SECOND * SECOND + SECOND;
        return 1;
    }

    @Override
    public void close() {
        outbox.close();
    }
}
