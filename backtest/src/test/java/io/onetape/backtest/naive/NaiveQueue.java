package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import io.onetape.journal.schema.QueueModel;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The queue models as their formulas stand in the rules. */
final class NaiveQueue {
    private static final int DECIMALS = 8;

    private final NaiveSettings settings;
    private final Hits hits;

    NaiveQueue(NaiveSettings settings, Hits hits) {
        this.settings = settings;
        this.hits = hits;
    }

    /** The order's price shows this quantity. */
    void shows(NaiveOrder order, BigDecimal shown) {
        BigDecimal canceled = order.level.subtract(order.printed).subtract(shown);
        hits.hitIf(shown.compareTo(order.level) > 0, Rule.LEVEL_GROWS);
        if (canceled.signum() > 0 && (order.front.signum() > 0 || settings.queueModel() == QueueModel.FIRST)) {
            hits.hit(Rule.valueOf("CANCEL_" + settings.queueModel()));
        }
        if (settings.queueModel() == QueueModel.FIRST || settings.queueModel() == QueueModel.LAST) {
            order.front = joining(shown);
        } else if (canceled.signum() > 0 && settings.queueModel() != QueueModel.RISK_AVERSE) {
            BigDecimal back = order.level.subtract(order.front).max(ZERO);
            BigDecimal behind = new BigDecimal(chanceBehind(order.front.doubleValue(), back.doubleValue()))
                    .multiply(canceled)
                    .setScale(DECIMALS, RoundingMode.HALF_EVEN);
            BigDecimal ahead = canceled.subtract(behind); // (1 - p) c
            order.front = order.front.subtract(ahead).add(back.subtract(behind).min(ZERO));
        }
        order.front = order.front.min(shown).max(ZERO);
        order.level = shown;
        order.printed = ZERO;
    }

    /** What is ahead of an order that joins a price which shows this quantity. */
    BigDecimal joining(BigDecimal shown) {
        return settings.queueModel() == QueueModel.FIRST ? ZERO : shown;
    }

    private double chanceBehind(double front, double back) {
        double n = settings.exponent();
        if (front + back == 0) {
            return 1;
        }
        return switch (settings.queueModel()) {
            case POWER -> StrictMath.pow(back, n) / (StrictMath.pow(back, n) + StrictMath.pow(front, n));
            case POWER2 -> StrictMath.pow(back, n) / StrictMath.pow(back + front, n);
            case POWER3 -> 1 - StrictMath.pow(front / (front + back), n);
            case LOG -> StrictMath.log1p(back) / (StrictMath.log1p(back) + StrictMath.log1p(front));
            case LOG2 -> StrictMath.log1p(back) / StrictMath.log1p(back + front);
            default -> throw new IllegalArgumentException("no chance in " + settings.queueModel());
        };
    }
}
