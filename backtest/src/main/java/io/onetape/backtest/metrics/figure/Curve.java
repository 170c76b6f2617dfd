package io.onetape.backtest.metrics.figure;

import java.util.List;

/**
 * The equity through time for charts: at each multiple of the step, what it was after the last record before. At most 4,096 points; the step grows with the tape.
 *
 * @param firstNanos time of the first point
 * @param net profit and loss, Fixed8
 * @param lowest net since the point before
 * @param drawdown largest fall below the highest since the point before, positive
 * @param inventory position at each point, of each instrument that was traded
 */
public record Curve(
        long firstNanos,
        long stepNanos,
        List<Long> net,
        List<Long> lowest,
        List<Long> drawdown,
        List<Inventory> inventory) {
    public Curve {
        net = List.copyOf(net);
        lowest = List.copyOf(lowest);
        drawdown = List.copyOf(drawdown);
        inventory = List.copyOf(inventory);
    }

    /** Positions of one instrument, Fixed8, one a point of the curve. */
    public record Inventory(String symbol, List<Long> position) {
        public Inventory {
            position = List.copyOf(position);
        }
    }
}
