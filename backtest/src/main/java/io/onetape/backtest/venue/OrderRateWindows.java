package io.onetape.backtest.venue;

import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Counts new orders and amends in the venue's fixed windows: from each tenth and each sixtieth second of UTC on. Mutable, single-threaded. */
final class OrderRateWindows {
    private static final long TEN_SECONDS = 10_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;

    private final OrderRate limit;
    private long tenSeconds = Long.MIN_VALUE;
    private long minute = Long.MIN_VALUE;
    private int inTenSeconds;
    private int inMinute;

    OrderRateWindows(OrderRate limit) {
        this.limit = limit;
    }

    /** True if the venue takes one more now; then it is counted. What is refused here does not count. */
    boolean take(long nanos) {
        advance(nanos);
        if ((limit.perTenSeconds() > 0 && inTenSeconds >= limit.perTenSeconds())
                || (limit.perMinute() > 0 && inMinute >= limit.perMinute())) {
            return false;
        }
        inTenSeconds++;
        inMinute++;
        return true;
    }

    private void advance(long nanos) {
        long ten = Math.floorDiv(nanos, TEN_SECONDS);
        if (ten != tenSeconds) {
            tenSeconds = ten;
            inTenSeconds = 0;
        }
        long sixty = Math.floorDiv(nanos, MINUTE);
        if (sixty != minute) {
            minute = sixty;
            inMinute = 0;
        }
    }

    void writeState(WireOut to) {
        to.write("inMinute").int32(inMinute);
        to.write("inTenSeconds").int32(inTenSeconds);
        to.write("minute").int64(minute);
        to.write("tenSeconds").int64(tenSeconds);
    }

    void readState(WireIn from) {
        inMinute = from.read("inMinute").int32();
        inTenSeconds = from.read("inTenSeconds").int32();
        minute = from.read("minute").int64();
        tenSeconds = from.read("tenSeconds").int64();
    }
}
