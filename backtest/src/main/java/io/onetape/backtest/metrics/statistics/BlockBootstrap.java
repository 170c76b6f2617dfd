package io.onetape.backtest.metrics.statistics;

import java.util.Arrays;

/**
 * 95 % intervals of ratios of sums: blocks are drawn again with replacement. The generator is splitmix64 (Steele, Lea and Flood, 2014), so a seed gives the same interval for
 * ever.
 */
public final class BlockBootstrap {
    public static final int REPLICATES = 1_000;

    /** With fewer blocks an interval is none: hardly more than the smallest and the largest of them. */
    public static final int FEWEST = 10;

    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private final double[][] blocks;
    private final double[][] draws; // by replicate, the sums of all columns

    /** @param blocks of equal length, each the block's sums */
    public BlockBootstrap(double[][] blocks, long seed) {
        int columns = blocks.length == 0 ? 0 : blocks[0].length;
        this.blocks = blocks;
        draws = new double[blocks.length < FEWEST ? 0 : REPLICATES][columns];
        long state = seed;
        for (double[] sums : draws) {
            for (int i = 0; i < blocks.length; i++) {
                state += 0x9E3779B97F4A7C15L;
                long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
                mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
                mixed ^= mixed >>> 31;
                double[] block = blocks[(int) (((mixed >>> 32) * blocks.length) >>> 32)];
                for (int column = 0; column < columns; column++) {
                    sums[column] += block[column];
                }
            }
        }
    }

    /** The ends of the interval of {@code scale} x (sum of the columns {@code tops}) / (sum of the columns behind them). */
    public Figure[] interval(int[] tops, double scale) {
        int found = countWith(tops);
        if (found < FEWEST) {
            Figure none = Figure.none("expected " + FEWEST + " blocks of 5 minutes, found " + found);
            return new Figure[] {none, none};
        }
        double[] ratios = new double[draws.length];
        int known = 0;
        for (double[] sums : draws) {
            double top = 0;
            double bottom = 0;
            for (int column : tops) {
                top += sums[column];
                bottom += sums[column + 1];
            }
            if (bottom > 0) {
                ratios[known++] = scale * top / bottom;
            }
        }
        Arrays.sort(ratios, 0, known);
        return new Figure[] {Figure.of(quantile(ratios, known, LOW)), Figure.of(quantile(ratios, known, HIGH))};
    }

    /** Blocks in which something of these columns was traded. */
    private int countWith(int[] tops) {
        int count = 0;
        for (double[] block : blocks) {
            double bottom = 0;
            for (int column : tops) {
                bottom += block[column + 1];
            }
            count += bottom > 0 ? 1 : 0;
        }
        return count;
    }

    /** Between the two nearest ones, linear. */
    private static double quantile(double[] sorted, int count, double share) {
        double place = share * (count - 1);
        int below = (int) place;
        int above = Math.min(below + 1, count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
