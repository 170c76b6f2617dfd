package io.onetape.backtest.synthetic;

/**
 * The splitmix64 generator (Steele, Lea and Flood, 2014). Ours, because the JDK's generators may change between versions and a seed must give the same
 * market for ever. Single-threaded.
 */
final class SplitMix {
    private static final double UNIT = 0x1.0p-53;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Even over 0 (inclusive) to {@code bound} (exclusive, positive); the bias of the remainder is below 2^-32. */
    int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Even over 0 (inclusive) to 1 (exclusive). */
    double nextUnit() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** Exponentially distributed around {@code mean}. */
    double nextExponential(double mean) {
        return -mean * StrictMath.log(1 - nextUnit());
    }

    /** About normally distributed, mean 0 and deviation 1: the sum of twelve even draws (Irwin-Hall), never beyond 6. */
    double nextNormal() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += nextUnit();
        }
        return sum;
    }
}
