package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintDecoder;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Of two instruments: bids on the other one than the record's, amends that bid, and says on which leg it was called. Throws at a price of 666. */
final class Pair implements Strategy {
    static final StrategyType TYPE = new StrategyType("pair", "trades two instruments", List.of(), 2, Pair::new);

    @Override
    public void initialize(Parameters parameters, StrategyContext context) {}

    @Override
    public void onMarketData(BookTopDecoder top, StrategyContext context) {
        if (top.bid() == 666 * Fixed8.ONE) {
            throw new IllegalStateException("expected any other price");
        }
        StrategyContext other = context.leg(1 - context.legIndex());
        if (other.openOrderCount() == 0) {
            other.placeBest(Side.BUY, Fixed8.ONE, 5);
        } else {
            OpenOrder order = other.openOrder(0);
            other.amend(order.intent(), top.bid(), 2 * Fixed8.ONE);
        }
    }

    @Override
    public void onMarketData(TradePrintDecoder print, StrategyContext context) {
        long leaves = context.openOrderCount() == 0 ? 0 : context.openOrder(0).leaves();
        context.signal(print.price() > 0 ? "up" : "down", print.price(), leaves);
    }

    @Override
    public void onOrderFill(FillDecoder fill, StrategyContext context) {
        context.signal("fill", context.legIndex() * Fixed8.ONE, context.leg(0).position());
    }

    @Override
    public void onTimer(int timer, StrategyContext context) {
        throw new AssertionError("expected no timer");
    }

    @Override
    public void writeState(WireOut state) {}

    @Override
    public void readState(WireIn state) {}
}
