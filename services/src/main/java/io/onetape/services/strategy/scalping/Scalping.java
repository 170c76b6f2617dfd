package io.onetape.services.strategy.scalping;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.services.strategy.Parameters;
import io.onetape.services.strategy.Strategy;
import io.onetape.services.strategy.StrategyContext;
import io.onetape.services.strategy.StrategyType;
import io.onetape.services.strategy.roundtrip.Exit;
import io.onetape.services.strategy.roundtrip.RoundTrips;
import io.onetape.services.strategy.roundtrip.TopOfBook;
import io.onetape.services.strategy.roundtrip.Wish;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Takes a few ticks again and again: while the best bid is by {@code imbalance} or more the heavier and the spread is {@code maxSpread} ticks or less, it
 * bids there, and offers likewise; what it has got it offers {@code takeProfit} ticks further at once. It leaves when the imbalance has turned as far
 * against it, and by stop and age, see {@link RoundTrips}.
 *
 * <p>Signal {@code imbalance}: conviction = the imbalance; the fair price is the microprice.
 */
public final class Scalping implements Strategy {
    /** {@code strategy.<name>.type = scalping}. */
    public static final StrategyType TYPE = new StrategyType(
            "scalping",
            "takes a few ticks where one side of the book is the heavier",
            Settings.DECLARED,
            Scalping::new);

    private static final int TIMER = 0;

    private final TopOfBook top = new TopOfBook();
    private final RoundTrips trips = new RoundTrips(TIMER);
    private final Wish wish = new Wish();
    private Settings settings = Settings.NONE;

    @Override
    public void initialize(Parameters parameters, StrategyContext context) {
        settings = Settings.of(parameters, context.instrument());
        trips.settings(settings.trade());
    }

    @Override
    public void onMarketData(BookTopDecoder book, StrategyContext context) {
        top.take(book);
        decide(context);
    }

    @Override
    public void onOrderFill(FillDecoder fill, StrategyContext context) {
        trips.onOrderFill(fill, context);
        decide(context);
    }

    @Override
    public void onOrderChanged(OrderChangedDecoder changed, StrategyContext context) {
        trips.onOrderChanged(changed, context);
        decide(context);
    }

    @Override
    public void onTimer(int timer, StrategyContext context) {
        decide(context);
    }

    @Override
    public void onTradingChanged(StrategyContext context) {
        decide(context);
    }

    private void decide(StrategyContext context) {
        long tick = context.instrument().tickSize();
        boolean known = top.isValid() && top.imbalance() != Fixed8.NULL;
        long imbalance = known ? top.imbalance() : 0;
        int heavier = Math.abs(imbalance) >= settings.imbalance() ? Long.signum(imbalance) : 0;
        boolean narrow = known && top.ask() - top.bid() <= Math.multiplyExact(settings.maximumSpread(), tick);
        boolean turned = heavier * Long.signum(context.position()) < 0;
        wish.enter(narrow ? heavier : 0, "imbalance", imbalance, top.microprice())
                .exit(turned ? Exit.PASSIVE : Exit.HOLD)
                .exits(Math.multiplyExact(settings.takeProfit(), tick), Math.multiplyExact(settings.stop(), tick));
        trips.decide(context, top, wish);
    }

    /** Keys: top, trips. */
    @Override
    public void writeState(WireOut wire) {
        wire.write("top").marshallable(top::writeState);
        wire.write("trips").marshallable(trips::writeState);
    }

    @Override
    public void readState(WireIn wire) {
        wire.read("top").marshallable(top::readState);
        wire.read("trips").marshallable(trips::readState);
    }
}
