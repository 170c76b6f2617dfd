package io.onetape.services.account;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * The account's net profit and loss, how far it has fallen from its highest, and both of the day. Exact, moved by differences: a new mark costs a few
 * additions of 128 bits. The capital is no part of it, so setting it, or moving money in or out, is neither profit nor draw-down.
 */
final class Equity {
    private final ExactSum net = new ExactSum();
    private final ExactSum fromPeak = new ExactSum(); // never above zero
    private final ExactSum deepest = new ExactSum(); // never above zero
    private final ExactSum day = new ExactSum();
    private final ExactSum fromDayPeak = new ExactSum(); // never above zero
    private final ExactSum change = new ExactSum();

    /** Adds {@code a * b}. {@link #settle} then judges the fall: several differences of one record count as one. */
    void addProduct(long a, long b) {
        change.addProduct(a, b);
    }

    void subtract(long fixed8) {
        change.subtractProduct(fixed8, Fixed8.ONE);
    }

    void settle() {
        net.add(change);
        fromPeak.add(change);
        day.add(change);
        fromDayPeak.add(change);
        change.clear();
        if (fromPeak.signum() > 0) {
            fromPeak.clear();
        } else if (isBelow(fromPeak, deepest)) {
            deepest.set(fromPeak);
        }
        if (fromDayPeak.signum() > 0) {
            fromDayPeak.clear();
        }
    }

    /** The figures of the day begin at the equity of now. */
    void beginDay() {
        day.clear();
        fromDayPeak.clear();
    }

    /** The largest fall so far, positive, half-even. */
    long maxDrawdown() {
        return -deepest.toFixed8HalfEven();
    }

    /** When the day began, half-even. */
    long netAtDayStart() {
        ExactSum then = new ExactSum();
        then.set(net);
        then.subtract(day);
        return then.toFixed8HalfEven();
    }

    /** Since the day began, half-even. */
    long dailyPnl() {
        return day.toFixed8HalfEven();
    }

    /** Below the highest of the day, positive, half-even. */
    long dailyDrawdown() {
        return -fromDayPeak.toFixed8HalfEven();
    }

    /** Exact; for checks. */
    ExactSum net() {
        return net;
    }

    private static boolean isBelow(ExactSum a, ExactSum b) {
        return a.high() != b.high() ? a.high() < b.high() : Long.compareUnsigned(a.low(), b.low()) < 0;
    }

    void writeState(WireOut wire) {
        StateText.exact(wire.write("day"), day);
        StateText.exact(wire.write("deepest"), deepest);
        StateText.exact(wire.write("fromDayPeak"), fromDayPeak);
        StateText.exact(wire.write("fromPeak"), fromPeak);
        StateText.exact(wire.write("net"), net);
    }

    void readState(WireIn wire) {
        StateText.exact(wire.read("day"), day);
        StateText.exact(wire.read("deepest"), deepest);
        StateText.exact(wire.read("fromDayPeak"), fromDayPeak);
        StateText.exact(wire.read("fromPeak"), fromPeak);
        StateText.exact(wire.read("net"), net);
    }
}
