package io.onetape.backtest.importer.fact;

import io.onetape.backtest.importer.listing.Listing;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.DepthOrderEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.OrderAction;
import io.onetape.journal.schema.Side;

/** Writes what became of one public order as a fact; the caller says about which instrument. Times are nanoseconds or null. Single-threaded. */
public final class OrderFact {
    private final DepthOrderEncoder order = new DepthOrderEncoder();

    /**
     * One order, or with CLEAR none.
     *
     * @param previousId of the message before, null where the venue does not tell
     * @param left what the order has after this
     * @param last false: more of the same message or snapshot follows
     */
    public void write(
            RecordDraft draft,
            FactTimes times,
            long updateId,
            long previousId,
            OrderAction action,
            long orderId,
            Side side,
            long price,
            long left,
            boolean last,
            Listing listing) {
        draft.begin(order, 0)
                .receivedNanos(times.receivedNanos())
                .eventNanos(times.eventNanos())
                .transactionNanos(times.transactionNanos())
                .updateId(updateId)
                .previousUpdateId(previousId)
                .orderId(orderId)
                .price(price)
                .quantity(left)
                .side(side)
                .action(action)
                .last(last ? Flag.YES : Flag.NO);
        if (price != Fixed8.NULL && left > 0) {
            listing.prices().see(price);
            listing.quantities().see(left);
        }
    }
}
