package io.onetape.backtest.metrics;

import io.onetape.backtest.metrics.figure.DayReturn;
import io.onetape.backtest.metrics.statistics.SharpeRatios;
import java.util.ArrayList;
import java.util.List;

/**
 * Net profit at each 00:00 UTC, as it was after the last record before. A tape that begins within a minute behind midnight has a mark there, and one that ends within a
 * minute before. Single-threaded.
 */
final class DayMarks {
    private static final long DAY = SharpeRatios.DAY_NANOS;
    private static final long NEAR = 60_000_000_000L;

    private final List<Long> nets = new ArrayList<>();
    private long firstDay;
    private long nextNanos = Long.MIN_VALUE;

    /** Where the next mark is: only a record from there on is of interest. */
    long nextNanos() {
        return nextNanos;
    }

    /** A record at or behind {@link #nextNanos} comes; {@code net} is what was before it. */
    void pass(long nanos, long net) {
        long day = Math.floorDiv(nanos, DAY);
        if (nextNanos == Long.MIN_VALUE) {
            boolean near = nanos - day * DAY <= NEAR;
            firstDay = near ? day : day + 1;
            if (near) {
                nets.add(net);
            }
        } else {
            while (firstDay + nets.size() <= day) {
                nets.add(net);
            }
        }
        nextNanos = (firstDay + nets.size()) * DAY;
    }

    /** The tape has ended. */
    void end(long lastNanos, long net) {
        if (nextNanos != Long.MIN_VALUE && nextNanos - lastNanos <= NEAR) {
            nets.add(net);
            nextNanos += DAY;
        }
    }

    /** The whole days, in their order. */
    List<DayReturn> days(double capital) {
        List<DayReturn> days = new ArrayList<>();
        for (int i = 1; i < nets.size(); i++) {
            long net = nets.get(i) - nets.get(i - 1);
            days.add(new DayReturn(firstDay + i - 1, net, net / capital));
        }
        return days;
    }
}
