package io.onetape.backtest.metrics.path;

import io.onetape.backtest.metrics.figure.Curve;
import io.onetape.backtest.metrics.statistics.Exact;
import io.onetape.journal.fixed.ExactSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The curve while it grows: when it is full the step becomes larger, and what lies between the points that are left goes into the next one. Single-threaded. */
public final class CurvePoints {
    static final int MOST = 4_096;
    private static final long SECOND = 1_000_000_000L;
    private static final long[] SECONDS = {1, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400};

    private final long[] net = new long[MOST];
    private final long[] lowest = new long[MOST];
    private final long[] drawdown = new long[MOST];
    private final List<Traded> traded = new ArrayList<>();
    private final List<long[]> positions = new ArrayList<>();
    private long stepNanos = SECOND;
    private long firstNanos;
    private long nextNanos = Long.MIN_VALUE;
    private int size;
    private final ExactSum lowestNow = new ExactSum();
    private final ExactSum deepestNow = new ExactSum(); // below the peak: never above zero
    private boolean begun;

    /** Where the next point is: a record from there on has to {@link #pass}. */
    public long nextNanos() {
        return nextNanos;
    }

    /** An instrument that is traded from now on. */
    public void track(Traded one) {
        traded.add(one);
        positions.add(new long[MOST]);
    }

    /** The equity has moved. */
    public void moved(ExactSum netNow, ExactSum fromPeak) {
        if (!begun || Exact.compare(netNow, lowestNow) < 0) {
            lowestNow.set(netNow);
        }
        if (!begun || Exact.compare(fromPeak, deepestNow) < 0) {
            deepestNow.set(fromPeak);
        }
        begun = true;
    }

    /** A record at or behind {@link #nextNanos} comes; the equity is what was before it. */
    public void pass(long nanos, EquityPath equity) {
        if (nextNanos == Long.MIN_VALUE) {
            nextNanos = Math.floorDiv(nanos + stepNanos - 1, stepNanos) * stepNanos;
            firstNanos = nextNanos;
        }
        while (nextNanos <= nanos) {
            if (size == MOST) {
                thin();
                continue;
            }
            moved(equity.exactNet(), equity.fromPeak());
            point(equity.net());
            moved(equity.exactNet(), equity.fromPeak()); // it is what the next stretch begins with
            nextNanos += stepNanos;
        }
    }

    private void point(long netNow) {
        net[size] = netNow;
        lowest[size] = lowestNow.toFixed8HalfEven();
        drawdown[size] = -deepestNow.toFixed8HalfEven();
        for (int i = 0; i < traded.size(); i++) {
            positions.get(i)[size] = traded.get(i).position();
        }
        size++;
        begun = false;
    }

    private void thin() {
        long larger = largerStep();
        int kept = 0;
        long low = Long.MAX_VALUE;
        long deep = 0;
        long first = 0;
        for (int i = 0; i < size; i++) {
            low = Math.min(low, lowest[i]);
            deep = Math.max(deep, drawdown[i]);
            long nanos = firstNanos + i * stepNanos;
            if (nanos % larger == 0) {
                first = kept == 0 ? nanos : first;
                net[kept] = net[i];
                lowest[kept] = low;
                drawdown[kept] = deep;
                for (long[] of : positions) {
                    of[kept] = of[i];
                }
                kept++;
                low = Long.MAX_VALUE;
                deep = 0;
            }
        }
        if (low != Long.MAX_VALUE) {
            moved(fixed8(low), fixed8(-deep));
        }
        stepNanos = larger;
        size = kept;
        nextNanos = Math.floorDiv(nextNanos + larger - 1, larger) * larger;
        firstNanos = kept == 0 ? nextNanos : first;
    }

    private static ExactSum fixed8(long value) {
        ExactSum sum = new ExactSum();
        sum.add(value);
        return sum;
    }

    private long largerStep() {
        for (long seconds : SECONDS) {
            if (seconds * SECOND > stepNanos) {
                return seconds * SECOND;
            }
        }
        return 2 * stepNanos;
    }

    public long stepNanos() {
        return stepNanos;
    }

    /** Changes of the net from point to point, over the capital. */
    public double[] returns(double capital) {
        double[] returns = new double[Math.max(0, size - 1)];
        for (int i = 1; i < size; i++) {
            returns[i - 1] = (net[i] - net[i - 1]) / capital;
        }
        return returns;
    }

    public Curve curve() {
        List<Curve.Inventory> inventory = new ArrayList<>();
        for (int i = 0; i < traded.size(); i++) {
            inventory.add(new Curve.Inventory(traded.get(i).symbol(), list(positions.get(i))));
        }
        return new Curve(firstNanos, stepNanos, list(net), list(lowest), list(drawdown), inventory);
    }

    private List<Long> list(long[] values) {
        return Arrays.stream(values, 0, size).boxed().toList();
    }
}
