package io.onetape.replay.kill;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.TickEncoder;

/** The facts of a run: a function of their number, so that a feeder that was killed goes on with the same ones. */
final class Facts {
    /** The name of their source. */
    static final String SOURCE = "feed";

    /** 2024-08-08T23:59:58Z. */
    static final long START = 1_723_161_598_000_000_000L;

    private static final long STEP = 150_000_000; // seven a second: many cycles where a cycle is a second

    private final RecordDraft draft = new RecordDraft();
    private final TickEncoder tick = new TickEncoder();

    /** The fact with this number, from 1 on; {@code source} is 0 in an outbox. */
    RecordDraft fact(long number, int source) {
        draft.begin(tick, 0).wallNanos(nanos(number) + number % 13);
        return draft.source(source, number).recordedAtNanos(nanos(number));
    }

    /** When it happened. */
    static long nanos(long number) {
        return START + number * STEP + ((number * 0x9E3779B97F4A7C15L) >>> 40); // up to 17 ms more
    }
}
