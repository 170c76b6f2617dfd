package io.onetape.services.strategy.arbitrage;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.services.strategy.Parameters;
import io.onetape.services.strategy.Strategy;
import io.onetape.services.strategy.StrategyContext;
import io.onetape.services.strategy.StrategyType;
import io.onetape.services.strategy.roundtrip.Exit;
import io.onetape.services.strategy.roundtrip.Hedge;
import io.onetape.services.strategy.roundtrip.RoundTrips;
import io.onetape.services.strategy.roundtrip.TopOfBook;
import io.onetape.services.strategy.roundtrip.Wish;
import io.onetape.services.strategy.series.Bands;
import io.onetape.services.strategy.series.RollingWindow;
import io.onetape.services.strategy.series.Sampler;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Trades the spread of two instruments: spread = mid of {@code symbol} - ratio x mid of {@code symbol2}. A window holds the spread of {@code window}
 * intervals, one sample in each while both books are valid. While the spread is {@code entryDeviations} or more below the window's mean, and at least
 * {@code minDistance} (in the first one's price) away, it buys the first instrument, and sells above; it leaves as maker when the spread is back within
 * {@code exitDeviations} or beyond the mean, at once when it has run {@code stopDeviations} away, and by age.
 *
 * <p>The first instrument is traded as {@link RoundTrips} say. The second one follows it: whatever the first position has become, {@link Hedge} brings the
 * second to -ratio times it, as taker. Nothing is entered while a book is not valid, or while the hedge cannot be had.
 *
 * <p>Signal {@code spread}, on the first instrument: conviction = -(spread - mean) / (2 x entry x deviation), at most 1; the fair price is the mean spread
 * + ratio x mid of the second.
 */
public final class Arbitrage implements Strategy {
    /** {@code strategy.<name>.type = arbitrage}. */
    public static final StrategyType TYPE = new StrategyType(
            "arbitrage",
            "trades the spread of two instruments, symbol and symbol2",
            Settings.DECLARED,
            2,
            Arbitrage::new);

    private static final int TRIPS_TIMER = 0;
    private static final int HEDGE_TIMER = 1;

    private final TopOfBook first = new TopOfBook();
    private final TopOfBook second = new TopOfBook();
    private final Sampler sampler = new Sampler();
    private final RollingWindow window = new RollingWindow();
    private final RoundTrips trips = new RoundTrips(TRIPS_TIMER);
    private final Hedge hedge = new Hedge(HEDGE_TIMER);
    private final Wish wish = new Wish();
    private Settings settings = Settings.NONE;

    @Override
    public void initialize(Parameters parameters, StrategyContext context) {
        settings = Settings.of(
                parameters, context.leg(0).instrument(), context.leg(1).instrument());
        trips.settings(settings.trade());
        hedge.settings(settings.trade());
        window.length(settings.window());
    }

    @Override
    public void onMarketData(BookTopDecoder book, StrategyContext context) {
        (context.legIndex() == 0 ? first : second).take(book);
        if (first.isValid() && second.isValid()) {
            long intervals = sampler.next(context.nowNanos(), settings.sampleNanos());
            if (intervals > settings.window()) {
                window.clear();
            }
            if (intervals > 0) {
                window.add(spread());
            }
        }
        decide(context);
    }

    @Override
    public void onOrderFill(FillDecoder fill, StrategyContext context) {
        if (context.legIndex() == 0) {
            trips.onOrderFill(fill, context);
        } else {
            hedge.onOrderFill();
        }
        decide(context);
    }

    @Override
    public void onOrderChanged(OrderChangedDecoder changed, StrategyContext context) {
        if (context.legIndex() == 0) {
            trips.onOrderChanged(changed, context);
        } else {
            hedge.onOrderChanged(changed, context);
        }
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
        StrategyContext leg = context.leg(0);
        boolean known = first.isValid() && second.isValid() && window.isFull();
        long away = known ? Math.subtractExact(spread(), window.mean()) : 0;
        long deviation = window.deviation();
        boolean far = known && Math.abs(away) >= settings.minimumDistance();
        int direction = far && !hedge.isFailing() ? -Bands.side(away, settings.entry(), deviation) : 0;
        long conviction = -Bands.conviction(away, settings.entry(), deviation);
        long fair = known ? Math.addExact(window.mean(), Fixed8.multiply(settings.ratio(), second.mid())) : Fixed8.NULL;
        wish.enter(direction, "spread", conviction, fair).exit(known ? exit(away, leg.position()) : Exit.HOLD);
        trips.decide(leg, first, wish);
        hedge.decide(context.leg(1), second, Math.negateExact(Fixed8.multiply(leg.position(), settings.ratio())));
    }

    private Exit exit(long away, long position) {
        long deviation = window.deviation();
        if (position != 0 && Bands.side(away, settings.stop(), deviation) == -Long.signum(position)) {
            return Exit.NOW;
        }
        return Bands.isBack(away, position, settings.exit(), deviation) ? Exit.PASSIVE : Exit.HOLD;
    }

    private long spread() {
        return Math.subtractExact(first.mid(), Fixed8.multiply(settings.ratio(), second.mid()));
    }

    /** Keys: first, hedge, sampler, second, trips, window. */
    @Override
    public void writeState(WireOut wire) {
        wire.write("first").marshallable(first::writeState);
        wire.write("hedge").marshallable(hedge::writeState);
        wire.write("sampler").marshallable(sampler::writeState);
        wire.write("second").marshallable(second::writeState);
        wire.write("trips").marshallable(trips::writeState);
        wire.write("window").marshallable(window::writeState);
    }

    @Override
    public void readState(WireIn wire) {
        wire.read("first").marshallable(first::readState);
        wire.read("hedge").marshallable(hedge::readState);
        wire.read("sampler").marshallable(sampler::readState);
        wire.read("second").marshallable(second::readState);
        wire.read("trips").marshallable(trips::readState);
        wire.read("window").marshallable(window::readState);
    }
}
