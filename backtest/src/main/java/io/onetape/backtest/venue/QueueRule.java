package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.QueueModel;
import java.util.Locale;

/**
 * Where in a queue others are taken to have canceled when a level shows less than was printed off it. Immutable.
 *
 * <p>With {@code back = level - front} and {@code c} the quantity that is gone without a print, {@code p} the chance that a cancel was behind us:
 * {@code front' = min(front - c + min(back, p c), shown)}, which is {@code front - (1 - p) c + min(back - p c, 0)}. Risk averse: {@code p = 1}, and all of it is behind us
 * as long as there is room. {@code first} and {@code last} are bounds: our front is always 0, or always all that our price shows. {@code l3}: public orders are known by id, and none of this is
 * needed ({@link VenueOrder#departs}); a market that gives levels only has no valid book. {@code p} by model: see {@link QueueModel}. Powers and logarithms of {@link StrictMath}, so that every machine gets the same; {@code p c} is
 * rounded half-even at eight decimals.
 *
 * @param exponent n of the power models, Fixed8, above 0; {@link Fixed8#NULL} of others
 */
public record QueueRule(QueueModel model, long exponent) {
    public static final QueueRule RISK_AVERSE = new QueueRule(QueueModel.RISK_AVERSE, Fixed8.NULL);

    /** Nobody is ahead of us: no order can fill more. */
    public static final QueueRule FIRST = new QueueRule(QueueModel.FIRST, Fixed8.NULL);

    /** Everybody is: no order can fill less. */
    public static final QueueRule LAST = new QueueRule(QueueModel.LAST, Fixed8.NULL);

    /** Who is ahead is known order by order. */
    public static final QueueRule L3 = new QueueRule(QueueModel.L3, Fixed8.NULL);

    private static final double UNIT = Fixed8.ONE;
    private static final String EXPECTED =
            "expected risk-averse, power:N, power2:N, power3:N, log, log2, l3, first or last, N above 0, found '";

    public QueueRule {
        boolean fits = switch (model) {
            case POWER, POWER2, POWER3 -> exponent > 0;
            case RISK_AVERSE, LOG, LOG2, FIRST, LAST, L3 -> exponent == Fixed8.NULL;
            default -> false;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "expected a queue model, with an exponent above 0 if it is a power, found " + model + " with "
                            + Fixed8.toString(exponent));
        }
    }

    /** Of {@code risk-averse}, {@code power:3}, {@code power2:3}, {@code power3:3}, {@code log}, {@code log2}, {@code l3}, {@code first}, {@code last}. */
    public static QueueRule parse(String text) {
        String[] parts = text.split(":", 2);
        try {
            QueueModel model =
                    QueueModel.valueOf(parts[0].toUpperCase(Locale.ROOT).replace('-', '_'));
            return new QueueRule(model, parts.length == 1 ? Fixed8.NULL : Fixed8.parse(parts[1]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(EXPECTED + text + "'", e);
        }
    }

    /** What {@link #parse} reads. */
    public String toText() {
        String name = model.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return exponent == Fixed8.NULL ? name : name + ":" + Fixed8.toString(exponent);
    }

    /**
     * What stands ahead of us when the level shows another quantity. All Fixed8.
     *
     * @param front ahead of us before, after the prints
     * @param level the quantity that was shown before
     * @param printed at this price since
     * @param shown the quantity that is shown now
     */
    long front(long front, long level, long printed, long shown) {
        if (isBound()) {
            return joining(shown);
        }
        long canceled = level - printed - shown;
        if (model == QueueModel.RISK_AVERSE || canceled <= 0) {
            return Math.min(front, shown);
        }
        long back = Math.max(0, level - front);
        long behind = Math.min(back, (long) Math.rint(behind(front / UNIT, back / UNIT) * canceled));
        return Math.max(0, Math.min(front - canceled + behind, shown));
    }

    /** True if the public orders ahead of us are to be known by id. */
    public boolean isByOrder() {
        return model == QueueModel.L3;
    }

    /** What stands ahead of an order that joins a level which shows so much. */
    long joining(long shown) {
        return model == QueueModel.FIRST ? 0 : shown;
    }

    private boolean isBound() {
        return model == QueueModel.FIRST || model == QueueModel.LAST;
    }

    /** The chance that a cancel is behind us. */
    private double behind(double front, double back) {
        if (back + front == 0) {
            return 1;
        }
        return switch (model) {
            case POWER -> {
                double behind = power(back);
                yield behind / (behind + power(front));
            }
            case POWER2 -> power(back) / power(back + front);
            case POWER3 -> 1 - power(front / (front + back));
            case LOG -> {
                double behind = StrictMath.log1p(back);
                yield behind / (behind + StrictMath.log1p(front));
            }
            case LOG2 -> StrictMath.log1p(back) / StrictMath.log1p(back + front);
            default -> throw new IllegalStateException("expected a model with a chance, found " + model);
        };
    }

    private double power(double base) {
        return StrictMath.pow(base, exponent / UNIT);
    }
}
