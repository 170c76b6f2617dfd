package io.onetape.services.strategy.meanreversion;

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
import io.onetape.services.strategy.series.Bands;
import io.onetape.services.strategy.series.RollingWindow;
import io.onetape.services.strategy.series.Sampler;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Trades against departures from the mean. A window holds the mid of {@code window} intervals, one sample in each that has a valid book top. While the mid
 * is {@code entry} deviations or more below the window's mean, and at least {@code minDistance} of it away, it buys, and sells above; it leaves when the mid
 * is within {@code exit} deviations of the mean again or beyond it, and by take profit, stop and age, see {@link RoundTrips}. Before the window is full it
 * does nothing; a pause longer than the window starts it anew.
 *
 * <p>Signal {@code deviation}: conviction = -(mid - mean) / (2 x entry x deviation), at most 1; the fair price is the mean.
 */
public final class MeanReversion implements Strategy {
    /** {@code strategy.<name>.type = meanreversion}. */
    public static final StrategyType TYPE = new StrategyType(
            "meanreversion",
            "trades against departures from the mean of a window",
            Settings.DECLARED,
            MeanReversion::new);

    private static final int TIMER = 0;

    private final TopOfBook top = new TopOfBook();
    private final Sampler sampler = new Sampler();
    private final RollingWindow window = new RollingWindow();
    private final RoundTrips trips = new RoundTrips(TIMER);
    private final Wish wish = new Wish();
    private Settings settings = Settings.NONE;

    @Override
    public void initialize(Parameters parameters, StrategyContext context) {
        settings = Settings.of(parameters, context.instrument());
        trips.settings(settings.trade());
        window.length(settings.window());
    }

    @Override
    public void onMarketData(BookTopDecoder book, StrategyContext context) {
        top.take(book);
        if (top.isValid()) {
            long intervals = sampler.next(context.nowNanos(), settings.sampleNanos());
            if (intervals > settings.window()) {
                window.clear();
            }
            if (intervals > 0) {
                window.add(top.mid());
            }
        }
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
        boolean known = top.isValid() && window.isFull();
        long away = known ? Math.subtractExact(top.mid(), window.mean()) : 0;
        long deviation = window.deviation();
        boolean far = known && Math.abs(away) >= Fixed8.multiply(window.mean(), settings.minimumDistance());
        int direction = far ? -Bands.side(away, settings.entry(), deviation) : 0;
        long average = trips.average();
        long held = average == Fixed8.NULL ? 0 : average;
        boolean back = known && Bands.isBack(away, context.position(), settings.exit(), deviation);
        long conviction = -Bands.conviction(away, settings.entry(), deviation);
        wish.enter(direction, "deviation", conviction, window.mean())
                .exit(back ? Exit.PASSIVE : Exit.HOLD)
                .exits(Fixed8.multiply(held, settings.takeProfit()), Fixed8.multiply(held, settings.stop()));
        trips.decide(context, top, wish);
    }

    /** Keys: sampler, top, trips, window. */
    @Override
    public void writeState(WireOut wire) {
        wire.write("sampler").marshallable(sampler::writeState);
        wire.write("top").marshallable(top::writeState);
        wire.write("trips").marshallable(trips::writeState);
        wire.write("window").marshallable(window::writeState);
    }

    @Override
    public void readState(WireIn wire) {
        wire.read("sampler").marshallable(sampler::readState);
        wire.read("top").marshallable(top::readState);
        wire.read("trips").marshallable(trips::readState);
        wire.read("window").marshallable(window::readState);
    }
}
