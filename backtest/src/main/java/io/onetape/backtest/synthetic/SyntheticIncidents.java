package io.onetape.backtest.synthetic;

/**
 * What goes wrong in a synthetic market, and when. Offsets count from the market's start, in nanoseconds; {@link #NEVER} plants nothing.
 *
 * @param gapAtNanos from here on one depth update of the first instrument is lost on its way to us
 * @param resyncAfterNanos a new snapshot follows the gap by this much
 * @param toxicAtNanos from here on the fundamental price of every instrument runs one way, so that who quotes passively is run over
 * @param toxicForNanos for so long
 */
public record SyntheticIncidents(long gapAtNanos, long resyncAfterNanos, long toxicAtNanos, long toxicForNanos) {
    /** Later than any market ends. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long SECOND = 1_000_000_000L;

    public SyntheticIncidents {
        if (gapAtNanos < 0 || resyncAfterNanos <= 0 || toxicAtNanos < 0 || toxicForNanos < 0) {
            throw new IllegalArgumentException("expected offsets from 0 on and a resync above 0, found gap "
                    + gapAtNanos + ", resync " + resyncAfterNanos + ", toxic " + toxicAtNanos + " for "
                    + toxicForNanos);
        }
    }

    /** A quiet market. */
    public static SyntheticIncidents none() {
        return new SyntheticIncidents(NEVER, 2 * SECOND, NEVER, 0);
    }

    /** One lost depth update at {@code gapAtNanos}, mended two seconds later. */
    public static SyntheticIncidents gapAt(long gapAtNanos) {
        return new SyntheticIncidents(gapAtNanos, 2 * SECOND, NEVER, 0);
    }

    boolean toxic(long offsetNanos) {
        return offsetNanos >= toxicAtNanos && offsetNanos - toxicAtNanos < toxicForNanos;
    }
}
