package io.onetape.journal.tape;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;

/** Fills tapes with ticks and, now and then, a longer record, from one source. */
public final class Ticks {
    /** 2024-08-08T23:59:58Z. */
    public static final long START = 1_723_161_598_000_000_000L;

    private final TapeWriter tape;
    private final RecordDraft draft = new RecordDraft();
    private final TickEncoder tick = new TickEncoder();
    private final ConfigSetEncoder config = new ConfigSetEncoder();
    private final int source;

    public Ticks(TapeWriter tape) {
        this.tape = tape;
        this.source = tape.define(SourceKind.OUTSIDE, "clock", START);
    }

    /** Appends {@code count} records, {@code stepNanos} apart, after the last one's time. */
    public Ticks append(int count, long stepNanos) {
        for (int i = 0; i < count; i++) {
            long number = tape.sources().last(source) + 1;
            long nanos = tape.lastNanos() + stepNanos;
            if (number % 7 == 0) {
                draft.begin(config, 0).key("k".repeat((int) (number % 301))).value("v".repeat((int) (number % 97)));
            } else {
                draft.begin(tick, 0).wallNanos(nanos);
            }
            draft.source(source, number);
            tape.append(draft.buffer(), draft.length(), source, nanos);
        }
        return this;
    }
}
