package io.onetape.backtest.metrics.statistics;

/** The standard normal distribution, to about fifteen digits, the same on every machine. */
final class Normal {
    private static final double SQRT_TWO_PI = StrictMath.sqrt(2 * StrictMath.PI);
    private static final double TAIL = 5;
    private static final int MOST_STEPS = 200;

    private Normal() {}

    static double density(double x) {
        return StrictMath.exp(-x * x / 2) / SQRT_TWO_PI;
    }

    /** The chance of a value up to {@code x}. */
    static double below(double x) {
        if (x < -TAIL) {
            return upperTail(-x);
        }
        if (x > TAIL) {
            return 1 - upperTail(x);
        }
        double term = x; // x^(2k+1) / (1 x 3 x 5 ... (2k+1)), Marsaglia (2004)
        double sum = x;
        for (int k = 1; k < MOST_STEPS && Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
            term *= x * x / (2 * k + 1);
            sum += term;
        }
        return 0.5 + density(x) * sum;
    }

    /** Beyond {@code x}, which is large: Laplace's continued fraction, from its end. */
    private static double upperTail(double x) {
        double fraction = x;
        for (int k = MOST_STEPS; k > 0; k--) {
            fraction = x + k / fraction;
        }
        return density(x) / fraction;
    }

    /** The value that {@code chance}, between 0 and 1 exclusive, is up to: Newton's steps of the third order (Halley) from 0. */
    static double quantile(double chance) {
        if (!(chance > 0 && chance < 1)) {
            throw new IllegalArgumentException("expected a chance between 0 and 1, found " + chance);
        }
        if (chance > 0.5) {
            return -quantile(1 - chance);
        }
        double x = chance > 0.1 ? 0 : -StrictMath.sqrt(-2 * StrictMath.log(chance));
        for (int i = 0; i < MOST_STEPS; i++) {
            double error = (below(x) - chance) / density(x);
            double step = error / (1 + x * error / 2);
            x -= step;
            if (Math.abs(step) <= 1e-15 * Math.max(1, Math.abs(x))) {
                break;
            }
        }
        return x;
    }
}
