package io.onetape.backtest.venue;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Liquidity;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Our position in one instrument as the venue keeps it, and whose it is. Fixed8. Mutable, single-threaded.
 */
final class Position {
    private final VenueAccount account;
    private final VenueListener listener;
    private final List<Share> shares = new ArrayList<>(); // in the order of their first fills
    private long quantity;

    /** What one strategy's fills have left. */
    static final class Share {
        final long strategy;
        private long quantity;

        private Share(long strategy) {
            this.strategy = strategy;
        }
    }

    Position(VenueAccount account, VenueListener listener) {
        this.account = account;
        this.listener = listener;
    }

    /** Positive is long. */
    long quantity() {
        return quantity;
    }

    /** Those whose fills made the position, also those that have nothing left. */
    List<Share> shares() {
        return shares;
    }

    /** What of the whole position is this strategy's: its share, if that is on the position's side, and at most the position. */
    long partOf(Share share) {
        return quantity > 0
                ? Math.max(0, Math.min(quantity, share.quantity))
                : Math.min(0, Math.max(quantity, share.quantity));
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
     * Fills the order.
     *
     * @param traded quantity, positive, at most what the order wants
     */
    void fill(VenueOrder order, long price, long traded, Liquidity liquidity, long venueTradeId, long exchangeNanos) {
        long signed = order.buys() ? traded : -traded;
        order.reduceLeaves(traded);
        long fee = account.fill(price, signed, liquidity, order.isLiquidation(), exchangeNanos);
        quantity = Math.addExact(quantity, signed);
        Share share = share(order.submit().strategy());
        share.quantity = Math.addExact(share.quantity, signed);
        listener.filled(order, price, traded, liquidity, fee, venueTradeId, exchangeNanos);
    }

    private Share share(long strategy) {
        for (int i = 0; i < shares.size(); i++) {
            if (shares.get(i).strategy == strategy) {
                return shares.get(i);
            }
        }
        Share first = new Share(strategy);
        shares.add(first);
        return first;
    }

    /** Keys: quantity, shares (by their first fills). */
    void writeState(WireOut to) {
        to.write("quantity").int64(quantity);
        to.write("shares").sequence(shares, (all, out) -> {
            for (Share share : all) {
                out.marshallable(wire -> {
                    wire.write("quantity").int64(share.quantity);
                    wire.write("strategy").text(OrderId.strategyName(share.strategy));
                });
            }
        });
    }

    void readState(WireIn from) {
        quantity = from.read("quantity").int64();
        from.read("shares").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    long of = wire.read("quantity").int64();
                    to.share(OrderId.strategy(wire.read("strategy").text())).quantity = of;
                });
            }
        });
    }
}
