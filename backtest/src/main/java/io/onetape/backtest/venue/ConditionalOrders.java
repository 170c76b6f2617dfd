package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.TriggerSource;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * Our orders of one instrument that wait for a price, in the order of their arrival, and the prices that they watch. One whose price was reached goes on at once,
 * or with the first valid book. Mutable, single-threaded.
 */
final class ConditionalOrders {
    private final List<VenueOrder> waiting = new ArrayList<>();
    private final List<VenueOrder> triggered = new ArrayList<>(); // and not yet at the book
    private long last = Fixed8.NULL;
    private long mark = Fixed8.NULL;

    boolean isEmpty() {
        return waiting.isEmpty() && triggered.isEmpty();
    }

    int count() {
        return waiting.size() + triggered.size();
    }

    boolean hasTriggered() {
        return !triggered.isEmpty();
    }

    /** Waiting ones; not to be changed. */
    List<VenueOrder> waiting() {
        return waiting;
    }

    /** Triggered ones that have not met a book; not to be changed. */
    List<VenueOrder> triggered() {
        return triggered;
    }

    void add(VenueOrder order) {
        waiting.add(order);
    }

    @Nullable VenueOrder find(long strategy, long intent) {
        VenueOrder found = find(waiting, strategy, intent);
        return found == null ? find(triggered, strategy, intent) : found;
    }

    private static @Nullable VenueOrder find(List<VenueOrder> orders, long strategy, long intent) {
        for (VenueOrder order : orders) {
            if (order.submit().strategy() == strategy && order.submit().intent() == intent) {
                return order;
            }
        }
        return null;
    }

    /** True if it was one of these. */
    boolean remove(VenueOrder order) {
        return waiting.remove(order) || triggered.remove(order);
    }

    /** True if the order would not have to wait: its price has been reached already. */
    boolean wouldTrigger(OrderTerms terms) {
        long watched = terms.triggerSource() == TriggerSource.MARK ? mark : last;
        return watched != Fixed8.NULL && terms.isTriggeredBy(watched);
    }

    /** True if a last price triggers something. */
    boolean onLast(long price, VenueListener listener, long nanos) {
        last = price;
        return !waiting.isEmpty() && trigger(TriggerSource.LAST, price, listener, nanos);
    }

    /** True if a mark price triggers something. */
    boolean onMark(long price, VenueListener listener, long nanos) {
        mark = price;
        return price != Fixed8.NULL && !waiting.isEmpty() && trigger(TriggerSource.MARK, price, listener, nanos);
    }

    private boolean trigger(TriggerSource source, long price, VenueListener listener, long nanos) {
        boolean any = false;
        int at = 0;
        while (at < waiting.size()) {
            VenueOrder order = waiting.get(at);
            if (order.terms().triggerSource() == source && order.terms().isTriggeredBy(price)) {
                triggered.add(waiting.remove(at));
                listener.triggered(order, nanos);
                any = true;
            } else {
                at++;
            }
        }
        return any;
    }

    /** The next one that goes to the book. */
    VenueOrder takeTriggered() {
        return triggered.remove(0);
    }

    /** Keys: last, mark, triggered, waiting. */
    void writeState(WireOut to) {
        to.write("last").int64(last);
        to.write("mark").int64(mark);
        VenueState.writeOrders("triggered", triggered, to);
        VenueState.writeOrders("waiting", waiting, to);
    }

    void readState(WireIn from) {
        last = from.read("last").int64();
        mark = from.read("mark").int64();
        VenueState.readOrders("triggered", triggered, from);
        VenueState.readOrders("waiting", waiting, from);
    }
}
