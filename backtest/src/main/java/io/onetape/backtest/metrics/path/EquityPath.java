package io.onetape.backtest.metrics.path;

import io.onetape.backtest.metrics.figure.Drawdown;
import io.onetape.backtest.metrics.statistics.Exact;
import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;

/** Net profit and loss through all records, its highest, its lowest, and the largest fall. Exact, moved by differences; the capital is no part of it. Single-threaded. */
public final class EquityPath {
    private final ExactSum net = new ExactSum();
    private final ExactSum change = new ExactSum();
    private final ExactSum fromPeak = new ExactSum(); // never above zero
    private final ExactSum fromLow = new ExactSum(); // never below zero
    private final ExactSum deepest = new ExactSum(); // never above zero
    private final ExactSum peakOfDeepest = new ExactSum();
    private final ExactSum scratch = new ExactSum();
    private long beforeNanos = Long.MIN_VALUE;
    private long peakNanos;
    private long deepestPeakNanos;
    private long deepestNanos;
    private long deepestSequence;
    private long recoveredNanos = Long.MIN_VALUE;
    private boolean fallIsTheDeepest;

    /** Adds {@code a * b}: {@link #settle} then judges the fall, so several differences of one record count as one. */
    void addProduct(long a, long b) {
        change.addProduct(a, b);
    }

    void add(long fixed8) {
        change.add(fixed8);
    }

    /** The record has moved all that it moves; true if that was anything. */
    public boolean settle(long nanos, long sequence) {
        beforeNanos = beforeNanos == Long.MIN_VALUE ? nanos : beforeNanos;
        boolean moved = change.signum() != 0;
        if (moved) {
            if (fromPeak.signum() == 0) {
                peakNanos = beforeNanos;
            }
            net.add(change);
            fromPeak.add(change);
            fromLow.add(change);
            change.clear();
            judge(nanos, sequence);
        }
        beforeNanos = nanos;
        return moved;
    }

    private void judge(long nanos, long sequence) {
        if (fromLow.signum() < 0) {
            fromLow.clear();
        }
        if (fromPeak.signum() >= 0) {
            fromPeak.clear();
            if (fallIsTheDeepest) {
                recoveredNanos = nanos;
                fallIsTheDeepest = false;
            }
        } else if (Exact.compare(fromPeak, deepest) < 0) {
            deepest.set(fromPeak);
            peakOfDeepest.set(net);
            peakOfDeepest.subtract(fromPeak);
            deepestPeakNanos = peakNanos;
            deepestNanos = nanos;
            deepestSequence = sequence;
            recoveredNanos = Long.MIN_VALUE;
            fallIsTheDeepest = true;
        }
    }

    public ExactSum exactNet() {
        return net;
    }

    /** Half-even. */
    public long net() {
        return net.toFixed8HalfEven();
    }

    /** How far it is from its highest now: 0 or less. */
    public ExactSum fromPeak() {
        return fromPeak;
    }

    public long highest() {
        scratch.set(net);
        scratch.subtract(fromPeak);
        return scratch.toFixed8HalfEven();
    }

    public long lowest() {
        scratch.set(net);
        scratch.subtract(fromLow);
        return scratch.toFixed8HalfEven();
    }

    /** The largest fall so far; {@code capital} is {@link Fixed8#NULL} if it is not known. */
    public Drawdown drawdown(long capital, long lastNanos) {
        boolean fell = deepest.signum() < 0;
        boolean recovered = !fell || recoveredNanos != Long.MIN_VALUE;
        long peak = capital == Fixed8.NULL ? Fixed8.NULL : capital + peakOfDeepest.toFixed8HalfEven();
        Figure ofPeak = capital == Fixed8.NULL
                ? Figure.none("nothing on the tape says the capital")
                : peak <= 0
                        ? Figure.none("expected equity above 0 at the peak, found " + Fixed8.toString(peak))
                        : Figure.of(-Exact.value(deepest) / ((double) peak / Fixed8.ONE));
        long end = !fell ? deepestPeakNanos : recovered ? recoveredNanos : lastNanos;
        return new Drawdown(
                -deepest.toFixed8HalfEven(),
                ofPeak,
                peak,
                deepestPeakNanos,
                deepestNanos,
                deepestSequence,
                end,
                recovered);
    }
}
