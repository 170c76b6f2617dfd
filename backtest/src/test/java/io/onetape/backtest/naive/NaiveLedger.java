package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our side's money by what has been heard: exact sums, rounded once. */
final class NaiveLedger {
    private static final int DECIMALS = 8;

    /** What one answer does. Fees are positive when paid, funding is negative when paid. */
    record Entry(int instrument, BigDecimal bought, BigDecimal price, BigDecimal fee, BigDecimal funding) {}

    private final Map<Integer, BigDecimal> positions = new TreeMap<>();
    private final Map<Integer, BigDecimal> marks = new TreeMap<>();
    private BigDecimal cash = ZERO; // of what was bought and sold
    private BigDecimal turnover = ZERO;
    private BigDecimal fees = ZERO;
    private BigDecimal funding = ZERO;

    void heard(Entry entry) {
        positions.merge(entry.instrument(), entry.bought(), BigDecimal::add);
        BigDecimal paid = entry.bought().multiply(entry.price());
        cash = cash.subtract(paid);
        turnover = turnover.add(paid.abs());
        fees = fees.add(entry.fee());
        funding = funding.add(entry.funding());
    }

    void marked(int instrument, BigDecimal mark) {
        marks.put(instrument, mark);
    }

    BigDecimal turnover() {
        return rounded(turnover);
    }

    BigDecimal fees() {
        return rounded(fees);
    }

    BigDecimal funding() {
        return rounded(funding);
    }

    /** Positions at their marks, rounded, and then what was paid. Null while a position has no mark price: then other prices count. */
    @Nullable BigDecimal profit() {
        BigDecimal total = cash;
        for (Map.Entry<Integer, BigDecimal> held : positions.entrySet()) {
            BigDecimal mark = held.getValue().signum() == 0 ? ZERO : marks.get(held.getKey());
            if (mark == null) {
                return null;
            }
            total = total.add(held.getValue().multiply(mark));
        }
        return rounded(total).subtract(rounded(fees)).add(rounded(funding));
    }

    private static BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
