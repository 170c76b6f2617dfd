package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Funding of one instrument: at the boundary, on the position held then, with the mark and rate last published before it. Mutable, single-threaded.
 */
final class Funding {
    private static final long NEVER = Long.MAX_VALUE;

    private long mark = Fixed8.NULL;
    private long rate = Fixed8.NULL;
    private long dueNanos = NEVER;

    /** What is due up to the update's own time has been settled before: a boundary that the update still names is not due again. */
    void published(MarkPriceUpdateDecoder update, long exchangeNanos) {
        mark = update.mark() != Fixed8.NULL ? update.mark() : mark; // funding rates may come without one
        rate = update.fundingRate() != Fixed8.NULL ? update.fundingRate() : rate; // and marks without the rest
        long next = update.nextFundingNanos() != Fixed8.NULL ? update.nextFundingNanos() : dueNanos;
        dueNanos = next <= exchangeNanos || rate == Fixed8.NULL || mark == Fixed8.NULL ? NEVER : next;
    }

    void writeState(WireOut to) {
        to.write("dueNanos").int64(dueNanos);
        to.write("mark").int64(mark);
        to.write("rate").int64(rate);
    }

    void readState(WireIn from) {
        dueNanos = from.read("dueNanos").int64();
        mark = from.read("mark").int64();
        rate = from.read("rate").int64();
    }

    /** The last mark price; {@link Fixed8#NULL} if none was published. */
    long mark() {
        return mark;
    }

    /** The next boundary; {@link Long#MAX_VALUE} if none is known. */
    long dueNanos() {
        return dueNanos;
    }

    /** A boundary at or before {@code exchangeNanos} is settled: one payment, or none if flat. Fills at that very time come after it. */
    void settle(
            Instrument instrument,
            Position position,
            VenueAccount account,
            long exchangeNanos,
            VenueListener listener) {
        if (exchangeNanos < dueNanos) {
            return;
        }
        long boundary = dueNanos;
        dueNanos = NEVER; // until the venue publishes the next one
        if (position.quantity() != 0) {
            long notional = Fixed8.multiply(position.quantity(), mark);
            long payment = -Fixed8.multiply(notional, rate);
            account.fund(payment);
            listener.fundingPaid(instrument, payment, rate, mark, position.quantity(), boundary);
        }
    }
}
