package io.onetape.backtest.metrics.statistics;

/**
 * A statistic, or why there is none.
 *
 * @param value NaN if there is none
 * @param reason empty if there is a value
 */
public record Figure(double value, String reason) {
    public Figure {
        if (Double.isFinite(value) != reason.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a finite value or a reason, found " + value + " and '" + reason + "'");
        }
    }

    public static Figure of(double value) {
        return Double.isFinite(value) ? new Figure(value, "") : none("not a finite number");
    }

    public static Figure none(String reason) {
        return new Figure(Double.NaN, reason);
    }

    /** {@code part / whole}; none for {@code reason} if the whole is 0. */
    public static Figure ratio(double part, double whole, String reason) {
        return whole == 0 ? none(reason) : of(part / whole);
    }

    /** The same of counts. */
    public static Figure share(long part, long whole, String reason) {
        return ratio((double) part, (double) whole, reason);
    }

    public boolean isKnown() {
        return reason.isEmpty();
    }
}
