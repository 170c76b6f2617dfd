package io.onetape.services.risk;

import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.services.orders.HarmlessRejection;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Orders that the venue has rejected within a minute. More than {@code risk.maximumRejectionsPerMinute} (10 until it is set) stop trading. What does not count:
 * orders that we have refused ourselves, for those did no harm, and what is a {@link HarmlessRejection}.
 */
final class Rejections {
    static final String SETTING = "risk.maximumRejectionsPerMinute";
    private static final long MINUTE = 60_000_000_000L;
    private static final int MOST = 100_000;

    private final Window window = new Window(MINUTE);
    private int maximum = 10;

    /** Throws IllegalArgumentException, and the former value holds, if this is no number from 0 to 100000. */
    void set(String value) {
        int number = value.matches("\\d{1,6}") ? Integer.parseInt(value) : -1;
        if (number < 0 || number > MOST) {
            throw new IllegalArgumentException("expected a number from 0 to " + MOST + ", found '" + value + "'");
        }
        maximum = number;
    }

    static boolean counts(OrderChangedDecoder changed) {
        OrderState from = changed.previous();
        return changed.state() == OrderState.REJECTED
                && (from == OrderState.PENDING_SUBMIT || from == OrderState.IN_DOUBT)
                && !HarmlessRejection.is(changed.reason());
    }

    /** One more; true if that is too many. */
    boolean add(long nowNanos) {
        window.add(nowNanos);
        return window.count(nowNanos) > maximum;
    }

    String detail(long nowNanos) {
        return "expected at most " + maximum + " rejected orders in a minute, found " + window.count(nowNanos);
    }

    /** What was is forgiven. */
    void clear() {
        window.clear();
    }

    void writeState(WireOut wire) {
        wire.write("maximum").int32(maximum);
        window.writeState("times", wire);
    }

    void readState(WireIn wire) {
        maximum = wire.read("maximum").int32();
        window.readState("times", wire);
    }
}
