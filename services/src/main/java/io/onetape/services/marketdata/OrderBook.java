package io.onetape.services.marketdata;

import io.onetape.journal.record.LevelsView;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.Side;

/** The open quantity of one instrument by price level, on both sides. Nothing here knows whether an update was missed. Mutable, single-threaded. */
public final class OrderBook {
    private final BookSide bids = new BookSide(Side.BUY);
    private final BookSide asks = new BookSide(Side.SELL);
    private final LevelsView changed = new LevelsView();

    /** What others want to buy. */
    public BookSide bids() {
        return bids;
    }

    /** What others want to sell. */
    public BookSide asks() {
        return asks;
    }

    /** Takes all levels away. */
    public void clear() {
        bids.clear();
        asks.clear();
    }

    /** True if the best bid is at or above the best ask: something is missing, or the venue itself is between two states. */
    public boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.bestPrice() >= asks.bestPrice();
    }

    /** Becomes what the snapshot holds. Reads the decoder's groups, so they must not have been read yet. */
    public void load(DepthSnapshotDecoder snapshot) {
        clear();
        DepthSnapshotDecoder.BidsDecoder bid = snapshot.bids();
        while (bid.hasNext()) {
            bid.next();
            bids.load(bid.price(), bid.quantity());
        }
        DepthSnapshotDecoder.AsksDecoder ask = snapshot.asks();
        while (ask.hasNext()) {
            ask.next();
            asks.load(ask.price(), ask.quantity());
        }
    }

    /** Sets all levels of the update, whose decoder has not read its groups yet, and does not then. */
    public void apply(DepthUpdateDecoder update) {
        int behindBids = changed.wrap(update.buffer(), update.limit());
        bids.setAll(changed);
        changed.wrap(update.buffer(), behindBids);
        asks.setAll(changed);
    }
}
