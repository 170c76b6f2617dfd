package io.onetape.services.strategy.momentum;

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
import io.onetape.services.strategy.series.MovingAverage;
import io.onetape.services.strategy.series.Sampler;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Follows the trend: trend = (fast - slow) / slow, of two exponential moving averages of the mid, one sample in each interval that has a valid book top.
 * Buys while the trend is {@code threshold} or more, sells while it is as far below zero, once {@code slow} samples were seen; leaves when the trend has gone
 * or turned, and by take profit, stop and age, see {@link RoundTrips}. A pause of more than {@code slow} intervals starts the averages anew.
 *
 * <p>Signal {@code trend}: conviction = trend / (2 x threshold), at most 1; the fair price is the fast average.
 */
public final class Momentum implements Strategy {
    /** {@code strategy.<name>.type = momentum}. */
    public static final StrategyType TYPE =
            new StrategyType("momentum", "follows the trend of two moving averages", Settings.DECLARED, Momentum::new);

    private static final int TIMER = 0;

    private final TopOfBook top = new TopOfBook();
    private final Sampler sampler = new Sampler();
    private final MovingAverage fast = new MovingAverage();
    private final MovingAverage slow = new MovingAverage();
    private final RoundTrips trips = new RoundTrips(TIMER);
    private final Wish wish = new Wish();
    private Settings settings = Settings.NONE;
    private long samples;

    @Override
    public void initialize(Parameters parameters, StrategyContext context) {
        settings = Settings.of(parameters, context.instrument());
        trips.settings(settings.trade());
    }

    @Override
    public void onMarketData(BookTopDecoder book, StrategyContext context) {
        top.take(book);
        if (top.isValid()) {
            sample(sampler.next(context.nowNanos(), settings.sampleNanos()));
        }
        decide(context);
    }

    private void sample(long intervals) {
        if (intervals == 0) {
            return;
        }
        if (intervals > settings.slow()) {
            fast.clear();
            slow.clear();
            samples = 0;
        }
        fast.add(top.mid(), settings.fast());
        slow.add(top.mid(), settings.slow());
        samples++;
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
        long trend = samples == 0 || slow.value() <= 0
                ? 0
                : Fixed8.divide(Math.subtractExact(fast.value(), slow.value()), slow.value());
        boolean known = samples >= settings.slow();
        int direction = known && Math.abs(trend) >= settings.threshold() ? Long.signum(trend) : 0;
        boolean gone = known && Long.signum(trend) != Long.signum(context.position());
        long average = trips.average();
        long held = average == Fixed8.NULL ? 0 : average;
        wish.enter(direction, "trend", conviction(trend), fast.value())
                .exit(gone ? Exit.PASSIVE : Exit.HOLD)
                .exits(Fixed8.multiply(held, settings.takeProfit()), Fixed8.multiply(held, settings.stop()));
        trips.decide(context, top, wish);
    }

    private long conviction(long trend) {
        long most = 2 * settings.threshold();
        return Math.abs(trend) >= most ? Long.signum(trend) * Fixed8.ONE : Fixed8.divide(trend, most);
    }

    /** Keys: fast, sampler, samples, slow, top, trips. */
    @Override
    public void writeState(WireOut wire) {
        wire.write("fast").marshallable(fast::writeState);
        wire.write("sampler").marshallable(sampler::writeState);
        wire.write("samples").int64(samples);
        wire.write("slow").marshallable(slow::writeState);
        wire.write("top").marshallable(top::writeState);
        wire.write("trips").marshallable(trips::writeState);
    }

    @Override
    public void readState(WireIn wire) {
        wire.read("fast").marshallable(fast::readState);
        wire.read("sampler").marshallable(sampler::readState);
        samples = wire.read("samples").int64();
        wire.read("slow").marshallable(slow::readState);
        wire.read("top").marshallable(top::readState);
        wire.read("trips").marshallable(trips::readState);
    }
}
