package io.onetape.backtest.importer.fact;

import io.onetape.journal.fixed.Fixed8;

/** The times of one message, nanoseconds since the epoch, null where nobody says. Mutable, used again for each message; single-threaded. */
public final class FactTimes {
    private long receivedNanos = Fixed8.NULL;
    private long eventNanos = Fixed8.NULL;
    private long transactionNanos = Fixed8.NULL;

    /** When we received it, when the venue sent it, when it happened there. */
    public FactTimes set(long received, long event, long transaction) {
        receivedNanos = received;
        eventNanos = event;
        transactionNanos = transaction;
        return this;
    }

    public long receivedNanos() {
        return receivedNanos;
    }

    public long eventNanos() {
        return eventNanos;
    }

    public long transactionNanos() {
        return transactionNanos;
    }
}
