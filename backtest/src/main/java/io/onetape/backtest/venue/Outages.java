package io.onetape.backtest.venue;

import io.onetape.journal.fixed.TimeWindows;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.schema.OutageRule;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * When requests do not get through: in a recorded outage of their market, and in one that is set by hand for the whole venue. Holds those that wait for the end, in the order in which they
 * arrived. Mutable, single-threaded.
 */
final class Outages {
    /** More requests do not wait: further ones are rejected. */
    private static final int MAX_WAITING = 10_000;

    private final ArrayDeque<RecordCopy> waiting = new ArrayDeque<>();
    private final OutageRule rule;
    private final TimeWindows windows;

    Outages(VenueSettings settings) {
        rule = settings.outageRule();
        windows = settings.outageWindows();
    }

    /** True if a request to this market would not get through now. */
    boolean isDown(VenueMarket market, long nanos) {
        return rule != OutageRule.NONE && (market.isDown || windows.endOf(nanos) > nanos);
    }

    /** True if the request waits from now on. */
    boolean keep(RecordView request) {
        return rule == OutageRule.DELAY && waiting.size() < MAX_WAITING && waiting.add(new RecordCopy(request));
    }

    /** The oldest one that gets through now, which waits no more; null if there is none. */
    @Nullable RecordView take(ByInstrument<VenueMarket> markets, long nanos) {
        for (Iterator<RecordCopy> all = waiting.iterator(); all.hasNext(); ) {
            RecordView request = all.next().view();
            VenueMarket market = markets.find(request.instrument());
            if (market == null || !isDown(market, nanos)) {
                all.remove();
                return request;
            }
        }
        return null;
    }

    /** When the window that requests wait in is over; {@link Long#MAX_VALUE} if none does: a recorded outage ends with a fact. */
    long dueNanos(long nowNanos) {
        long end = waiting.isEmpty() ? nowNanos : windows.endOf(nowNanos);
        return end > nowNanos ? end : Long.MAX_VALUE;
    }

    /** Keys: requests (that wait, the oldest first). */
    void writeState(WireOut to) {
        to.write("requests").sequence(waiting, (all, out) -> {
            for (RecordCopy request : all) {
                RecordView view = request.view();
                byte[] bytes = new byte[view.length()];
                view.buffer().getBytes(0, bytes);
                out.bytes(bytes);
            }
        });
    }

    void readState(WireIn from) {
        from.read("requests").sequence(waiting, (all, in) -> {
            while (in.hasNextSequenceItem()) {
                byte[] bytes = Objects.requireNonNull(in.bytes(), "a request that waits");
                all.add(new RecordCopy(new RecordView().wrap(new UnsafeBuffer(bytes), 0, bytes.length)));
            }
        });
    }
}
