package io.onetape.backtest.metrics.figure;

import io.onetape.backtest.metrics.statistics.Figure;
import java.util.List;

/**
 * Where the mid stood before our fills and after them, in basis points of the price, weighted by notional, from our point of view: above 0 is good.
 *
 * @param blocks of {@code blockNanos} in which we had fills
 * @param replicates of the bootstrap over them
 * @param clipped fills whose mid before is too long ago to be known: they are left out
 */
public record Markouts(long blockNanos, int blocks, int replicates, long seed, long clipped, List<Group> groups) {
    public Markouts {
        groups = List.copyOf(groups);
    }

    /**
     * Fills of one liquidity and side.
     *
     * @param liquidity MAKER, TAKER or ALL
     * @param side BUY, SELL or ALL
     * @param notional Fixed8
     * @param capture 10^4 s (M(t-) - p) / p
     */
    public record Group(
            String liquidity, String side, long fills, long notional, Estimate capture, List<Horizon> horizons) {
        public Group {
            horizons = List.copyOf(horizons);
        }
    }

    /**
     * One time after the fill.
     *
     * @param markout 10^4 s (M(t + h) - p) / p
     * @param adverse capture - markout, of the fills that have both
     * @param overGap fills left out because the book was not known in between
     * @param overEnd fills left out because the tape ended before
     */
    public record Horizon(long nanos, Estimate markout, Estimate adverse, long overGap, long overEnd) {}

    /**
     * A notional weighted mean with its 95 % interval.
     *
     * @param fills that count
     */
    public record Estimate(long fills, Figure bps, Figure low, Figure high) {}
}
