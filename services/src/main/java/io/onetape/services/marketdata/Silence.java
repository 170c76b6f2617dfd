package io.onetape.services.marketdata;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.replay.Emitter;
import java.util.List;
import java.util.Optional;

/**
 * When a book is stale because nothing comes any more: depth, quotes and trades of its instrument break the silence, by the tape's time; a Tick is enough for it to
 * pass. A book that has become stale that way is shown again by what proves it: the next update in order, or a snapshot; a trade does not. A book that was
 * not there is not stale. Off (0) until it is configured; then silence counts from that moment on.
 *
 * <p>A timer an instrument, with the instrument's id as its number: it is not moved with every record but, when it comes due, set again to where the silence would be
 * over now. Single-threaded.
 */
final class Silence {
    /** The setting, a whole number of milliseconds; 0: off. */
    static final String KEY = "marketdata.staleAfterMillis";

    private static final long NANOS = 1_000_000;
    private static final long MAXIMUM_MILLIS = 86_400_000; // a day

    private long afterNanos;

    /** 0: off. */
    long afterNanos() {
        return afterNanos;
    }

    void setAfterNanos(long nanos) {
        afterNanos = nanos;
    }

    /** Something of this instrument has come. */
    void broken(MarketBook book, long nanos, Emitter out) {
        if (afterNanos == 0) {
            return;
        }
        if (book.seenNanos == Fixed8.NULL) {
            out.setTimer(book.instrument, nanos + afterNanos);
        }
        book.seenNanos = nanos;
    }

    /** An instrument's timer has come due; true if its book has become stale. */
    boolean isOver(MarketBook book, long dueNanos, Emitter out) {
        if (book.seenNanos == Fixed8.NULL) {
            return false; // the instrument was defined anew since
        }
        if (dueNanos - book.seenNanos < afterNanos) {
            out.setTimer(book.instrument, book.seenNanos + afterNanos);
            return false;
        }
        book.seenNanos = Fixed8.NULL; // the next sign of life sets the timer again
        book.sync.onSilence();
        return true;
    }

    /** Takes a new setting; returns what is wrong with it, and then nothing has changed. */
    Optional<String> configure(String millis, List<MarketBook> books, long nanos, Emitter out) {
        if (!millis.matches("[0-9]{1,8}") || Long.parseLong(millis) > MAXIMUM_MILLIS) {
            return Optional.of(KEY + ": expected a whole number from 0 to " + MAXIMUM_MILLIS + ", found " + millis);
        }
        afterNanos = Long.parseLong(millis) * NANOS;
        for (MarketBook book : books) {
            if (afterNanos == 0) {
                book.seenNanos = Fixed8.NULL;
                book.sync.forgetSilence();
                out.cancelTimer(book.instrument);
            } else {
                book.seenNanos = nanos;
                out.setTimer(book.instrument, nanos + afterNanos);
            }
        }
        return Optional.empty();
    }
}
