package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.Scenario;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Bids once at each best bid, says what it hears, and asks to be woken 10 ms after each print. */
final class Parrot implements Strategy {
    static final StrategyType TYPE = new StrategyType(
            "parrot",
            "repeats what it hears",
            List.of(
                    Parameter.decimal("quantity", "0.001", "5", "quantity of each bid"),
                    Parameter.integer("most", 1, 9, "open orders").withDefault("1")),
            Parrot::new);

    private long quantity;
    private long most;
    private long heard;

    @Override
    public void initialize(Parameters parameters, StrategyContext context) {
        if (parameters.decimal("quantity") == Fixed8.parse("4")) {
            throw new IllegalArgumentException("quantity: expected anything but 4, found '4'");
        }
        quantity = parameters.decimal("quantity");
        most = parameters.integer("most");
    }

    @Override
    public void onMarketData(BookTopDecoder top, StrategyContext context) {
        if (context.openOrderCount() < most) {
            context.placePostOnly(Side.BUY, top.bid(), quantity);
        } else {
            context.cancel(context.openOrder(0).intent());
        }
    }

    @Override
    public void onMarketData(TradePrintDecoder print, StrategyContext context) {
        context.setTimer(3, context.nowNanos() + 10_000_000);
    }

    @Override
    public void onTimer(int timer, StrategyContext context) {
        context.signal("timer", timer * Fixed8.ONE, (context.nowNanos() - Scenario.START_NANOS) * 100);
    }

    @Override
    public void onOrderFill(FillDecoder fill, StrategyContext context) {
        context.signal("fill", ++heard * Fixed8.ONE, fill.price());
    }

    @Override
    public void onOrderChanged(OrderChangedDecoder changed, StrategyContext context) {
        context.signal("changed", ++heard * Fixed8.ONE, context.openOrderCount() * Fixed8.ONE);
    }

    @Override
    public void onPositionUpdate(PositionChangedDecoder position, StrategyContext context) {
        context.signal("position", ++heard * Fixed8.ONE, position.position());
    }

    @Override
    public void onTradingChanged(StrategyContext context) {
        String name = context.mayTrade() ? "resumed" : "halted";
        context.signal(name, ++heard * Fixed8.ONE, context.instrument().tickSize());
    }

    @Override
    public void writeState(WireOut state) {
        state.write("heard").int64(heard);
    }

    @Override
    public void readState(WireIn state) {
        heard = state.read("heard").int64();
    }
}
