package io.onetape.backtest.venue;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.SubmitOrderDecoder;
import java.util.ArrayList;

/**
 * What the venue does with an account that cannot keep its positions: with each mark price it compares equity (cash + positions at their mark prices, exact)
 * with the maintenance margin of all positions; at it or below, it ends every open order and takes the positions back at what the books have, as taker, with its
 * fee. What a book does not have it takes later; until all is flat nothing else is traded. While some position has no mark price nothing is compared.
 *
 * <p>Of several strategies each has its part in what is taken back, so that their positions stay right. Mutable, single-threaded.
 */
final class Liquidation {
    private final VenueSettings settings;
    private final VenueAccount account;
    private final ByInstrument<VenueMarket> markets;
    private final ExactSum equity = new ExactSum();
    private boolean runs;

    Liquidation(VenueSettings settings, VenueAccount account, ByInstrument<VenueMarket> markets) {
        this.settings = settings;
        this.account = account;
        this.markets = markets;
    }

    /** From the first order that it has ended until all positions are flat. */
    boolean runs() {
        return runs;
    }

    void restore(boolean ran) {
        runs = ran;
    }

    /** A mark price was published. Numbers its orders from behind {@code lastVenueOrderId}, and returns the last number. */
    long review(long lastVenueOrderId, long nanos) {
        if (!runs && (!settings.liquidates() || !isAtMaintenance())) {
            return lastVenueOrderId;
        }
        if (!runs) {
            runs = true;
            for (VenueMarket market : markets) {
                endOrders(market, nanos);
            }
        }
        long last = lastVenueOrderId;
        boolean flat = true;
        for (VenueMarket market : markets) {
            last = takeBack(market, last, nanos);
            flat &= market.position.quantity() == 0;
        }
        runs = !flat;
        return last;
    }

    /** False if nothing is held, or some mark price is not known. */
    private boolean isAtMaintenance() {
        equity.clear();
        account.addCashTo(equity);
        long maintenance = 0;
        boolean isHeld = false;
        for (VenueMarket market : markets) {
            long position = market.position.quantity();
            if (position != 0) {
                isHeld = true;
                long mark = market.funding.mark();
                if (mark == Fixed8.NULL) {
                    return false;
                }
                equity.addProduct(position, mark);
                long notional = Fixed8.multiply(Math.abs(position), mark);
                String symbol = market.instrument().symbol();
                maintenance = Math.addExact(maintenance, settings.margins().maintenance(symbol, notional));
            }
        }
        equity.add(Math.negateExact(maintenance));
        return isHeld && equity.signum() <= 0;
    }

    private void endOrders(VenueMarket market, long nanos) {
        for (VenueOrder order : new ArrayList<>(market.conditional.triggered())) {
            market.expire(order, Reason.LIQUIDATION, nanos);
        }
        for (VenueOrder order : new ArrayList<>(market.conditional.waiting())) {
            market.expire(order, Reason.LIQUIDATION, nanos);
        }
        for (boolean buys : new boolean[] {true, false}) {
            for (VenueOrder order : new ArrayList<>(market.ours(buys).all())) {
                market.expire(order, Reason.LIQUIDATION, nanos);
            }
        }
    }

    private long takeBack(VenueMarket market, long lastVenueOrderId, long nanos) {
        long last = lastVenueOrderId;
        if (market.book.isValid()) {
            for (Position.Share share : market.position.shares()) {
                long part = market.position.partOf(share);
                if (part != 0) {
                    last++;
                    market.liquidate(order(market, share, part, last), nanos);
                }
            }
        }
        return last;
    }

    /** Nobody has asked for it: it has no intent, and no record has caused it. */
    private static VenueOrder order(VenueMarket market, Position.Share share, long part, long venueOrderId) {
        int instrument = market.instrument().id();
        return new VenueOrder(
                new VenueRequest(SubmitOrderDecoder.TEMPLATE_ID, share.strategy, 0, 0, instrument, 0, 0),
                venueOrderId,
                OrderTerms.ofLiquidation(part > 0 ? Side.SELL : Side.BUY, Math.abs(part)),
                Fixed8.NULL,
                market.instrument().quoteAsset());
    }
}
