package io.onetape.services.ops.metrics;

import io.onetape.journal.schema.PositionChangedDecoder;
import org.agrona.collections.Long2LongHashMap;

/**
 * How many reductions of a position made a profit: each PositionChanged with a smaller position than before, or one on the other side, is one; it won if the
 * instrument's realised profit and loss went up. Fees and funding are left out. The first record of a position that is not flat tells where it stands and counts
 * as nothing. One thread writes; any thread reads the percentage.
 */
final class RoundTrips {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int SIDES = 256;

    private final Long2LongHashMap positions = new Long2LongHashMap(UNKNOWN);
    private final Long2LongHashMap realized = new Long2LongHashMap(UNKNOWN);
    private long won;
    private long all;
    private volatile double percent = Double.NaN;

    void onPosition(int instrument, PositionChangedDecoder changed) {
        long key = (long) instrument * SIDES + changed.positionSideRaw();
        long before = positions.put(key, changed.position());
        long realizedBefore = realized.put(key, changed.realizedPnl());
        if (before == UNKNOWN || before == 0) {
            return;
        }
        long after = changed.position();
        boolean reduced = Math.abs(after) < Math.abs(before) || Long.signum(after) == -Long.signum(before);
        if (reduced) {
            all++;
            won += changed.realizedPnl() > realizedBefore ? 1 : 0;
            percent = 100.0 * won / all;
        }
    }

    /** Of 100; not a number before the first. */
    double percent() {
        return percent;
    }
}
