package io.onetape.backtest.naive;

/** So many new orders and amends in each ten seconds and each minute of UTC. What it refuses does not count. */
final class NaiveRate {
    private static final long TEN_SECONDS = 10_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;

    private final NaiveSettings settings;
    private final Hits hits;
    private final Window tenSeconds = new Window();
    private final Window minute = new Window();

    private static final class Window {
        long number = Long.MIN_VALUE;
        int taken;

        /** True if it is another one than before, in which something was taken. */
        boolean move(long to) {
            boolean another = to != number && taken > 0;
            taken = to == number ? taken : 0;
            number = to;
            return another;
        }

        boolean isFull(int limit) {
            return limit > 0 && taken >= limit;
        }
    }

    NaiveRate(NaiveSettings settings, Hits hits) {
        this.settings = settings;
        this.hits = hits;
    }

    boolean takes(long now) {
        boolean wasFull = tenSeconds.isFull(settings.ordersPerTenSeconds());
        boolean minuteWasFull = minute.isFull(settings.ordersPerMinute());
        hits.hitIf(tenSeconds.move(Math.floorDiv(now, TEN_SECONDS)) && wasFull, Rule.RATE_OF_TEN_SECONDS_BEGINS_ANEW);
        hits.hitIf(minute.move(Math.floorDiv(now, MINUTE)) && minuteWasFull, Rule.RATE_OF_A_MINUTE_BEGINS_ANEW);
        boolean isFull = tenSeconds.isFull(settings.ordersPerTenSeconds());
        boolean minuteIsFull = minute.isFull(settings.ordersPerMinute());
        hits.hitIf(isFull, Rule.RATE_OF_TEN_SECONDS);
        hits.hitIf(minuteIsFull, Rule.RATE_OF_A_MINUTE);
        if (isFull || minuteIsFull) {
            return false;
        }
        tenSeconds.taken++;
        minute.taken++;
        return true;
    }
}
