package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.orders.OrderTable;
import java.util.ArrayDeque;
import java.util.Objects;
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
    private final ArrayDeque<Order> waitingCancels = new ArrayDeque<>();

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

    /** True if there is an open order of this instrument, but for those that take positions back. */
    boolean isAnyOpen(int instrument) {
        for (int i = 0; i < open.size(); i++) {
            Order order = open.get(i);
            if (order.instrument == instrument && !order.isFlatten()) {
                return true;
            }
        }
        return false;
    }

    /** A public trade takes from the queue ahead of our orders at its price, and leaves nobody ahead of those that it went through. */
    void printed(int instrument, TradePrintDecoder print) {
        for (int i = 0; i < open.size(); i++) {
            Order order = open.get(i);
            if (order.instrument == instrument
                    && order.queueAhead != Fixed8.NULL
                    && order.buys() == (print.aggressor() == Side.SELL)) {
                order.queueAhead = ahead(order, print.price(), print.quantity());
            }
        }
    }

    private static long ahead(Order order, long price, long quantity) {
        if (price == order.price) {
            return Math.max(0, order.queueAhead - quantity);
        }
        boolean through = order.buys() ? price < order.price : price > order.price;
        return through ? 0 : order.queueAhead;
    }

    /** The cancel that waits longest. */
    @Nullable Order firstWaitingCancel() {
        return waitingCancels.peek();
    }

    void letCancelWait(Order order) {
        order.cancelWaits = true;
        waitingCancels.add(order);
    }

    /** It is sent, or there is nothing left to cancel. */
    void cancelWaitsNoMore(Order order) {
        if (order.cancelWaits) {
            order.cancelWaits = false;
            waitingCancels.remove(order);
        }
    }

    /** The order has just ended. */
    void end(Order order) {
        cancelWaitsNoMore(order);
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

    /** Writes {@code waitingCancels}, those that wait longest first. */
    void writeWaiting(WireOut state) {
        state.write("waitingCancels").sequence(waitingCancels, (orders, out) -> {
            for (Order order : orders) {
                out.marshallable(wire -> {
                    wire.write("intent").int64(order.intent);
                    wire.write("strategy").text(OrderId.strategyName(order.strategy));
                });
            }
        });
    }

    /** After the open orders. */
    void readWaiting(WireIn state) {
        state.read("waitingCancels").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    long intent = wire.read("intent").int64();
                    long strategy = OrderId.strategy(wire.read("strategy").text());
                    to.waitingCancels.add(
                            Objects.requireNonNull(to.open.find(strategy, intent), "only open orders wait"));
                });
            }
        });
    }

    private static Order read(ValueIn in) {
        Order order = new Order();
        in.marshallable(order::readState);
        return order;
    }
}
