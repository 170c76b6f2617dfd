package io.onetape.services.strategy.follower;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.services.reference.StateText;
import io.onetape.services.strategy.OutsideSignal;
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
 * Follows signals that were computed elsewhere: buys while the one in force is {@code threshold} or more, sells while it is as far below zero, and leaves when it
 * is weaker, turned or older than {@code life}, counted from when it became known. A signal replaces the one in force unless that has a higher priority. Take profit, stop and age as of every
 * round trip, see {@link RoundTrips}.
 *
 * <p>Signal {@code external}: the value, taken as within -1 and 1; the fair price is the signal's, or null.
 */
public final class SignalFollower implements Strategy {
    /** {@code strategy.<name>.type = signal-follower}. */
    public static final StrategyType TYPE = new StrategyType(
            "signal-follower", "follows signals that were computed elsewhere", Settings.DECLARED, SignalFollower::new);

    private static final int TIMER = 0;
    private static final int LIFE = 1;

    private final TopOfBook top = new TopOfBook();
    private final RoundTrips trips = new RoundTrips(TIMER);
    private final Wish wish = new Wish();
    private Settings settings = Settings.NONE;
    private long value;
    private long fairPrice = Fixed8.NULL;
    private int priority;
    private long untilNanos = Long.MIN_VALUE;

    @Override
    public void initialize(Parameters parameters, StrategyContext context) {
        settings = Settings.of(parameters, context.instrument());
        trips.settings(settings.trade());
    }

    @Override
    public void onSignal(OutsideSignal signal, StrategyContext context) {
        long endNanos = signal.availableNanos() + settings.lifeNanos();
        boolean inForce = context.nowNanos() < untilNanos;
        if (endNanos <= context.nowNanos() || (inForce && signal.priority() < priority)) {
            return; // it was over before it came, or a stronger one holds
        }
        value = signal.value() == Fixed8.NULL ? 0 : signal.value();
        fairPrice = signal.fairPrice();
        priority = signal.priority();
        untilNanos = endNanos;
        context.setTimer(LIFE, untilNanos);
        decide(context);
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
        long inForce = context.nowNanos() < untilNanos ? value : 0;
        int direction = Math.abs(inForce) >= settings.threshold() ? Long.signum(inForce) : 0;
        long conviction = Math.max(-Fixed8.ONE, Math.min(Fixed8.ONE, inForce));
        long average = trips.average();
        long held = average == Fixed8.NULL ? 0 : average;
        wish.enter(direction, "external", conviction, fairPrice)
                .exit(direction == Long.signum(context.position()) ? Exit.HOLD : Exit.PASSIVE)
                .exits(Fixed8.multiply(held, settings.takeProfit()), Fixed8.multiply(held, settings.stop()));
        trips.decide(context, top, wish);
    }

    /** Keys: fairPrice, priority, top, trips, untilNanos, value. */
    @Override
    public void writeState(WireOut wire) {
        StateText.fixed8(wire.write("fairPrice"), fairPrice);
        wire.write("priority").int32(priority);
        wire.write("top").marshallable(top::writeState);
        wire.write("trips").marshallable(trips::writeState);
        wire.write("untilNanos").int64(untilNanos);
        StateText.fixed8(wire.write("value"), value);
    }

    @Override
    public void readState(WireIn wire) {
        fairPrice = StateText.fixed8(wire.read("fairPrice"));
        priority = wire.read("priority").int32();
        wire.read("top").marshallable(top::readState);
        wire.read("trips").marshallable(trips::readState);
        untilNanos = wire.read("untilNanos").int64();
        value = StateText.fixed8(wire.read("value"));
    }
}
