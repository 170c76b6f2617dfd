package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Liquidity;

/** Our position in one instrument as the venue keeps it, and what fills of it cost. Fixed8. Mutable, single-threaded. */
final class Position {
    private final VenueSettings settings;
    private final VenueListener listener;
    private long quantity;

    Position(VenueSettings settings, VenueListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** As it was when it was written down. */
    void restore(long before) {
        quantity = before;
    }

    /** Positive is long. */
    long quantity() {
        return quantity;
    }

    /** What a reduce-only order of this side could trade now. */
    long reducible(boolean buys) {
        return Math.max(0, buys ? -quantity : quantity);
    }

    /** What the order may trade now: its leaves, but of a reduce-only order no more than the position. */
    long wanted(VenueOrder order) {
        return order.reduceOnly() ? Math.min(order.leaves(), reducible(order.buys())) : order.leaves();
    }

    /**
     * Fills the order. The fee is rate x notional; both products are rounded half-even at the eighth decimal.
     *
     * @param traded quantity, positive, at most what the order wants
     */
    void fill(VenueOrder order, long price, long traded, Liquidity liquidity, long venueTradeId, long exchangeNanos) {
        long rate = liquidity == Liquidity.MAKER ? settings.makerRate() : settings.takerRate();
        long fee = Fixed8.multiply(Fixed8.multiply(price, traded), rate);
        order.reduceLeaves(traded);
        quantity = Math.addExact(quantity, order.buys() ? traded : -traded);
        listener.filled(order, price, traded, liquidity, fee, venueTradeId, exchangeNanos);
    }
}
