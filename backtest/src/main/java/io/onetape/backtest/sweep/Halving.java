package io.onetape.backtest.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * Successive halving: all trials run over a short beginning of the tape, the better half of them over twice as much, and so on, until few run over all of it. A beginning is never shorter than a
 * 64th of the tape's time.
 */
public final class Halving {
    private static final int MOST_HALVINGS = 6;

    private Halving() {}

    /**
     * One step.
     *
     * @param trials how many of the best run
     */
    public record Rung(Part part, int trials) {}

    /** The steps for so many trials; the last one is over the whole tape. */
    public static List<Rung> rungs(int trials, long firstNanos, long lastNanos) {
        int halvings = Math.min(MOST_HALVINGS, 32 - Integer.numberOfLeadingZeros(Math.max(0, trials - 1)));
        long nanos = lastNanos - firstNanos;
        List<Rung> rungs = new ArrayList<>();
        int left = trials;
        for (int step = 0; step <= halvings; step++) {
            long to = step == halvings ? Long.MAX_VALUE : firstNanos + Math.max(1, nanos >> (halvings - step));
            rungs.add(new Rung(new Part(Part.RUNG, step + 1, Long.MIN_VALUE, to), left));
            left = (left + 1) / 2;
        }
        return rungs;
    }
}
