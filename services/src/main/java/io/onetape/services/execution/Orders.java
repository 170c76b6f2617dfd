package io.onetape.services.execution;

import io.onetape.services.orders.OrderTable;
import java.util.ArrayDeque;
import net.openhft.chronicle.wire.ValueIn;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** The orders that are open, and the last ones that ended: late answers and fills still find those. */
final class Orders {
    /** So many ended orders are remembered; an answer that is later than that many orders is an answer for an unknown order. */
    static final int ENDED_KEPT = 1024;

    private final OrderTable<Order> open = new OrderTable<>();
    private final OrderTable<Order> ended = new OrderTable<>();
    private final ArrayDeque<Order> endedInTime = new ArrayDeque<>();
    private final ArrayDeque<Order> spare = new ArrayDeque<>();

    /** An object for an order that is to be added. */
    Order fresh() {
        Order used = spare.poll();
        return used == null ? new Order() : used;
    }

    /** An object that {@link #fresh} handed out and that was not added. */
    void reuse(Order order) {
        spare.add(order);
    }

    void add(Order order) {
        open.add(order.strategy, order.intent, order);
    }

    @Nullable Order find(long strategy, long intent) {
        Order found = open.find(strategy, intent);
        return found == null ? ended.find(strategy, intent) : found;
    }

    int openCount() {
        return open.size();
    }

    Order open(int index) {
        return open.get(index);
    }

    /** The order has just ended. */
    void end(Order order) {
        open.remove(order.strategy, order.intent);
        remember(order);
    }

    private void remember(Order order) {
        ended.add(order.strategy, order.intent, order);
        endedInTime.add(order);
        if (endedInTime.size() > ENDED_KEPT) {
            Order oldest = endedInTime.remove();
            ended.remove(oldest.strategy, oldest.intent);
            spare.add(oldest);
        }
    }

    void writeEnded(WireOut state) {
        state.write("ended").sequence(endedInTime, (orders, out) -> {
            for (Order order : orders) { // a queue: in the order of their ends
                out.marshallable(order::writeState);
            }
        });
    }

    void writeOpen(WireOut state) {
        state.write("orders").sequence(open, (orders, out) -> {
            for (int i = 0; i < orders.size(); i++) {
                out.marshallable(orders.get(i)::writeState);
            }
        });
    }

    void readEnded(WireIn state) {
        state.read("ended").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                to.remember(read(in));
            }
        });
    }

    void readOpen(WireIn state) {
        state.read("orders").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                to.add(read(in));
            }
        });
    }

    private static Order read(ValueIn in) {
        Order order = new Order();
        in.marshallable(order::readState);
        return order;
    }
}
