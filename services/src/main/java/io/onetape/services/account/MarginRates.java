package io.onetape.services.account;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Which part of the notional is margin: {@code account.initialMarginRate} (0.05 until it is set, a leverage of twenty) to open a position,
 * {@code account.maintenanceMarginRate} (0.005 until it is set) to keep it. One rate for all instruments and sizes: set the rate of the highest bracket that
 * is traded, then every figure is on the safe side. Single-threaded.
 */
public final class MarginRates {
    private static final String INITIAL = "account.initialMarginRate";
    private static final String MAINTENANCE = "account.maintenanceMarginRate";

    private long initial = Fixed8.ONE / 20;
    private long maintenance = Fixed8.ONE / 200;
    private boolean initialIsSet;

    /** Takes one of the two settings; another is passed over. Throws IllegalArgumentException for a rate that is not above 0 and at most 1. */
    public void set(String key, String value) {
        if (key.equals(INITIAL)) {
            initial = rate(value);
            initialIsSet = true;
        } else if (key.equals(MAINTENANCE)) {
            maintenance = rate(value);
        }
    }

    /** Of a notional, half-even. */
    public long initialMargin(long notional) {
        return Fixed8.multiply(notional, initial);
    }

    /** Of a notional, half-even. */
    public long maintenanceMargin(long notional) {
        return Fixed8.multiply(notional, maintenance);
    }

    /** True once somebody has set the initial rate. */
    public boolean initialIsSet() {
        return initialIsSet;
    }

    /** {@code dividend / divisor}, half-even; the largest number there is, with its sign, if it is beyond; null if the divisor is 0. */
    public static long ratio(long dividend, long divisor) {
        if (divisor == 0) {
            return Fixed8.NULL;
        }
        try {
            return Fixed8.divide(dividend, divisor);
        } catch (ArithmeticException e) { // beyond every number: as large as can be says enough
            return dividend < 0 == divisor < 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
        }
    }

    private static long rate(String value) {
        long rate = Fixed8.parse(value);
        if (rate <= 0 || rate > Fixed8.ONE) {
            throw new IllegalArgumentException("expected a rate above 0 and up to 1, found '" + value + "'");
        }
        return rate;
    }

    /** Writes {@code initialIsSet}, {@code initialMarginRate}, {@code maintenanceMarginRate}. */
    public void writeState(WireOut wire) {
        wire.write("initialIsSet").bool(initialIsSet);
        StateText.fixed8(wire.write("initialMarginRate"), initial);
        StateText.fixed8(wire.write("maintenanceMarginRate"), maintenance);
    }

    public void readState(WireIn wire) {
        initialIsSet = wire.read("initialIsSet").bool();
        initial = StateText.fixed8(wire.read("initialMarginRate"));
        maintenance = StateText.fixed8(wire.read("maintenanceMarginRate"));
    }
}
