package io.onetape.backtest.metrics.path;

import io.onetape.backtest.metrics.figure.Markouts;
import io.onetape.backtest.metrics.statistics.BlockBootstrap;
import io.onetape.backtest.metrics.statistics.Exact;
import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.journal.fixed.ExactSum;
import java.util.ArrayList;
import java.util.List;

/** Puts together what {@link MarkoutBlocks} has counted: all groups, each number with its interval. */
public final class MarkoutGroups {
    private static final double BASIS_POINTS = 10_000;
    private static final String[] LIQUIDITIES = {"ALL", "MAKER", "TAKER"};
    private static final String[] SIDES = {"ALL", "BUY", "SELL"};

    private final MarkoutBlocks from;
    private final double[][] blocks;
    private final BlockBootstrap bootstrap;
    private final long seed;

    public MarkoutGroups(MarkoutBlocks from, long seed) {
        this.from = from;
        this.seed = seed;
        blocks = from.blocks();
        bootstrap = new BlockBootstrap(blocks, seed);
    }

    public Markouts markouts() {
        List<Markouts.Group> groups = new ArrayList<>();
        for (int liquidity = 0; liquidity < LIQUIDITIES.length; liquidity++) {
            for (int side = 0; side < SIDES.length; side++) {
                groups.add(group(liquidity, side));
            }
        }
        return new Markouts(
                MarkoutBlocks.BLOCK_NANOS, blocks.length, BlockBootstrap.REPLICATES, seed, from.clipped, groups);
    }

    private Markouts.Group group(int liquidity, int side) {
        int[] cells = cells(liquidity, side);
        long fills = 0;
        ExactSum notional = new ExactSum();
        for (int cell : cells) {
            fills += from.fills[cell];
            notional.add(from.notional[cell]);
        }
        List<Markouts.Horizon> horizons = new ArrayList<>();
        for (int i = 0; i < MarkoutBlocks.HORIZONS.length; i++) {
            horizons.add(new Markouts.Horizon(
                    MarkoutBlocks.HORIZONS[i],
                    estimate(cells, MarkoutBlocks.MARKOUT + i),
                    estimate(cells, MarkoutBlocks.ADVERSE + i),
                    sum(from.overGap, cells, i),
                    sum(from.overEnd, cells, i)));
        }
        return new Markouts.Group(
                LIQUIDITIES[liquidity], SIDES[side], fills, notional.toFixed8HalfEven(), estimate(cells, 0), horizons);
    }

    /** Fills whose liquidity is not known are in ALL only. */
    private static int[] cells(int liquidity, int side) {
        List<Integer> cells = new ArrayList<>();
        for (int cell = 0; cell < MarkoutBlocks.CELLS; cell++) {
            boolean ofLiquidity = liquidity == 0 || cell / 2 == liquidity - 1;
            boolean ofSide = side == 0 || cell % 2 == side - 1;
            if (ofLiquidity && ofSide) {
                cells.add(cell);
            }
        }
        return cells.stream().mapToInt(Integer::intValue).toArray();
    }

    private static long sum(long[] counts, int[] cells, int horizon) {
        long sum = 0;
        for (int cell : cells) {
            sum += counts[cell * MarkoutBlocks.HORIZONS.length + horizon];
        }
        return sum;
    }

    private Markouts.Estimate estimate(int[] cells, int measure) {
        ExactSum gained = new ExactSum();
        ExactSum traded = new ExactSum();
        long count = 0;
        int[] columns = new int[cells.length];
        for (int i = 0; i < cells.length; i++) {
            int at = cells[i] * MarkoutBlocks.MEASURES + measure;
            gained.add(from.gained[at]);
            traded.add(from.traded[at]);
            count += from.counts[at];
            columns[i] = 2 * at;
        }
        if (count == 0) {
            Figure none = Figure.none("no fill with a mid there");
            return new Markouts.Estimate(0, none, none, none);
        }
        Figure[] interval = bootstrap.interval(columns, BASIS_POINTS);
        return new Markouts.Estimate(
                count, Figure.of(BASIS_POINTS * Exact.value(gained) / Exact.value(traded)), interval[0], interval[1]);
    }
}
