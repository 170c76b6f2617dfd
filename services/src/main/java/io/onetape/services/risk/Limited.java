package io.onetape.services.risk;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradingState;
import io.onetape.services.reference.StateText;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Something that limits hold for: an instrument, a strategy, or the account. It knows what is held and open in its name, what it has lost since the day's
 * highest (00:00 UTC, or its first fill), and whether it may trade.
 */
final class Limited {
    private static final long SECOND = 1_000_000_000L;

    final LimitScope scope;
    final int instrument;
    final long strategy;
    /** Its own; null if it has none. */
    @Nullable Limits limits;

    TradingState state = TradingState.NORMAL;
    int openOrders;
    /** Bits of {@link Breaches}: which limits are exceeded now. */
    int breached;
    /** Orders that have passed while there was a limit of the rate. */
    final Window passed = new Window(SECOND);
    /** Of an instrument or a strategy its own; of the account those of all instruments. */
    final List<Exposure> exposures = new ArrayList<>();

    private final ExactSum fromDayPeak = new ExactSum(); // never above zero
    private final ExactSum equity = new ExactSum();
    private boolean equityKnown;
    private final ExactSum scratch = new ExactSum();

    Limited(LimitScope scope, int instrument, long strategy) {
        this.scope = scope;
        this.instrument = instrument;
        this.strategy = strategy;
    }

    @Nullable Exposure find(int ofInstrument, PositionSide side) {
        for (int i = 0; i < exposures.size(); i++) {
            Exposure exposure = exposures.get(i);
            if (exposure.price.instrument == ofInstrument && exposure.positionSide == side) {
                return exposure;
            }
        }
        return null;
    }

    /** Gains {@code a * b}. */
    void gain(long a, long b) {
        fromDayPeak.addProduct(a, b);
        if (fromDayPeak.signum() > 0) {
            fromDayPeak.clear();
        }
        equity.addProduct(a, b);
    }

    /** The account has said so; until the next report, gains are added. */
    void report(long reportedEquity, long reportedDrawdown) {
        equity.clear();
        equity.add(reportedEquity);
        equityKnown = true;
        fromDayPeak.clear();
        fromDayPeak.subtractProduct(reportedDrawdown, Fixed8.ONE);
    }

    /** Nothing has been lost of the new day, so no limit of it is exceeded. */
    void beginDay() {
        fromDayPeak.clear();
        breached &= ~Breaches.DRAWDOWN;
    }

    /** Positive, half-even. */
    long drawdown() {
        return -fromDayPeak.toFixed8HalfEven();
    }

    boolean isEquityKnown() {
        return equityKnown;
    }

    /** Of the account, half-even; 0 if nobody has said yet. */
    long equity() {
        return equityKnown ? equity.toFixed8HalfEven() : 0;
    }

    /** What is held, at the last price, half-even. */
    long notional() {
        scratch.clear();
        for (int i = 0; i < exposures.size(); i++) {
            exposures.get(i).addNotional(scratch);
        }
        return scratch.toFixed8HalfEven();
    }

    /** What is held and open at its worst, each position at its last price and {@code changed} at {@code price}, after such an order; half-even. */
    long worstNotional(Exposure changed, Side side, long quantity, long price) {
        scratch.clear();
        for (int i = 0; i < exposures.size(); i++) {
            Exposure exposure = exposures.get(i);
            long value = exposure == changed ? price : exposure.price.value;
            if (value != Fixed8.NULL) {
                scratch.addProduct(exposure.worstSize(side, exposure == changed ? quantity : 0), value);
            }
        }
        return scratch.toFixed8HalfEven();
    }

    /** The largest position, whichever its direction. */
    long largestPosition() {
        long largest = 0;
        for (int i = 0; i < exposures.size(); i++) {
            largest = Math.max(largest, Math.absExact(exposures.get(i).position));
        }
        return largest;
    }

    /** Limits, exposures and the count of orders are written elsewhere. */
    void writeState(WireOut wire) {
        wire.write("breached").int32(breached);
        StateText.exact(wire.write("equity"), equity);
        wire.write("equityKnown").bool(equityKnown);
        StateText.exact(wire.write("fromDayPeak"), fromDayPeak);
        wire.write("instrument").int32(instrument);
        passed.writeState("passed", wire);
        wire.write("scope").text(scope.name());
        wire.write("state").text(state.name());
        wire.write("strategy").text(OrderId.strategyName(strategy));
    }

    void readState(WireIn wire) {
        breached = wire.read("breached").int32();
        StateText.exact(wire.read("equity"), equity);
        equityKnown = wire.read("equityKnown").bool();
        StateText.exact(wire.read("fromDayPeak"), fromDayPeak);
        passed.readState("passed", wire);
        state = TradingState.valueOf(wire.read("state").text());
    }
}
