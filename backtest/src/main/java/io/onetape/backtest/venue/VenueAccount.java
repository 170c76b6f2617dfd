package io.onetape.backtest.venue;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Liquidity;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Our money at the venue, exact: the capital, less what was bought, plus what was sold, less fees, plus funding; and what was traded in thirty days, which
 * sets the rates of fees: on this day of UTC and on the 29 before it. Mutable, single-threaded.
 */
final class VenueAccount {
    private static final int DAYS = 30;
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final VenueSettings settings;
    private final ExactSum cash = new ExactSum();
    private final long[] tradedOnDay = new long[DAYS]; // by day modulo 30
    private long day = Long.MIN_VALUE;
    private long traded;
    private FeeTiers.Tier tier;

    VenueAccount(VenueSettings settings) {
        this.settings = settings;
        tier = settings.fees().at(0);
        cash.add(settings.capital());
    }

    /**
     * A fill: its fee is rate x notional, both products rounded half-even at the eighth decimal. The rate is that of the tier which the fills before it have
     * reached.
     *
     * @param quantity positive when bought
     */
    long fill(long price, long quantity, Liquidity liquidity, boolean liquidation, long nanos) {
        advance(Math.floorDiv(nanos, DAY_NANOS));
        long rate = liquidity == Liquidity.MAKER ? tier.makerRate() : tier.takerRate();
        long charged = liquidation ? Math.addExact(rate, settings.liquidationFeeRate()) : rate;
        long notional = Fixed8.multiply(price, Math.abs(quantity));
        long fee = Fixed8.multiply(notional, charged);
        cash.subtractProduct(price, quantity);
        cash.add(Math.negateExact(fee));
        trade(notional);
        return fee;
    }

    void fund(long payment) {
        cash.add(payment);
    }

    /** Adds the cash to a sum. */
    void addCashTo(ExactSum sum) {
        sum.add(cash);
    }

    private void trade(long notional) {
        if (settings.fees().tiers().size() > 1) {
            int today = Math.floorMod(day, DAYS);
            tradedOnDay[today] = capped(tradedOnDay[today], notional);
            traded = capped(traded, notional);
            tier = settings.fees().at(traded);
        }
    }

    private void advance(long to) {
        if (to == day) {
            return;
        }
        long first = day == Long.MIN_VALUE ? to : Math.max(day + 1, to - DAYS + 1);
        for (long next = first; next <= to; next++) {
            tradedOnDay[Math.floorMod(next, DAYS)] = 0;
        }
        day = to;
        sumUp();
    }

    private void sumUp() {
        traded = 0;
        for (long of : tradedOnDay) {
            traded = capped(traded, of);
        }
        tier = settings.fees().at(traded);
    }

    /** More than any tier is as good as the largest number. */
    private static long capped(long sum, long notional) {
        return sum > Long.MAX_VALUE - notional ? Long.MAX_VALUE : sum + notional;
    }

    /** Keys: cashHigh, cashLow, day, tradedOnDay. */
    void writeState(WireOut to) {
        to.write("cashHigh").int64(cash.high());
        to.write("cashLow").int64(cash.low());
        to.write("day").int64(day);
        to.write("tradedOnDay").sequence(tradedOnDay, (days, out) -> {
            for (long of : days) {
                out.int64(of);
            }
        });
    }

    void readState(WireIn from) {
        long high = from.read("cashHigh").int64();
        cash.restore(high, from.read("cashLow").int64());
        day = from.read("day").int64();
        from.read("tradedOnDay").sequence(tradedOnDay, (days, in) -> {
            for (int i = 0; in.hasNextSequenceItem(); i++) {
                days[i] = in.int64();
            }
        });
        sumUp();
    }
}
