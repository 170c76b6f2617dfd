package io.onetape.backtest.metrics.path;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Liquidity;
import io.onetape.journal.schema.Side;
import java.util.Map;
import java.util.TreeMap;

/**
 * What fills earned against mids, exact over all, and by blocks of five minutes for the bootstrap: of each liquidity and side, capture and for each horizon markout and
 * adverse selection. Single-threaded.
 */
public final class MarkoutBlocks {
    static final long[] HORIZONS = {100_000_000L, 1_000_000_000L, 10_000_000_000L, 60_000_000_000L};
    static final long BLOCK_NANOS = 300_000_000_000L;

    /** Capture, the horizons' markouts, the horizons' adverse selections. */
    static final int MEASURES = 1 + 2 * HORIZONS.length;

    static final int MARKOUT = 1;
    static final int ADVERSE = 1 + HORIZONS.length;
    static final int CELLS = 6; // maker, taker, not known x buy, sell

    /** A year of blocks; later ones count to the first ones again, which a resampling does not mind. */
    private static final int MOST_BLOCKS = 105_120;

    final ExactSum[] gained = sums(CELLS * MEASURES);
    final ExactSum[] traded = sums(CELLS * MEASURES);
    final long[] counts = new long[CELLS * MEASURES];
    final ExactSum[] notional = sums(CELLS);
    final long[] fills = new long[CELLS];
    final long[] overGap = new long[CELLS * HORIZONS.length];
    final long[] overEnd = new long[CELLS * HORIZONS.length];
    long clipped;
    private final Map<Long, double[]> blocks = new TreeMap<>();

    private static ExactSum[] sums(int count) {
        ExactSum[] sums = new ExactSum[count];
        for (int i = 0; i < count; i++) {
            sums[i] = new ExactSum();
        }
        return sums;
    }

    public static int cell(Liquidity liquidity, Side side) {
        int row = liquidity == Liquidity.MAKER ? 0 : liquidity == Liquidity.TAKER ? 1 : 2;
        return 2 * row + (side == Side.BUY ? 0 : 1);
    }

    void fill(int cell, long price, long quantity) {
        fills[cell]++;
        notional[cell].addProduct(price, quantity);
    }

    /** @param towards how much better than the price the mid was, from our side, Fixed8 */
    void add(int cell, int measure, long nanos, long towards, long price, long quantity) {
        int at = cell * MEASURES + measure;
        gained[at].addProduct(towards, quantity);
        traded[at].addProduct(price, quantity);
        counts[at]++;
        double[] block = blocks.computeIfAbsent(
                Math.floorDiv(nanos, BLOCK_NANOS) % MOST_BLOCKS, number -> new double[2 * CELLS * MEASURES]);
        double q = (double) quantity / Fixed8.ONE;
        block[2 * at] += (double) towards / Fixed8.ONE * q;
        block[2 * at + 1] += (double) price / Fixed8.ONE * q;
    }

    /** Each block's money gained and notional, of each cell and measure, in the order of time. */
    double[][] blocks() {
        return blocks.values().toArray(new double[0][]);
    }
}
