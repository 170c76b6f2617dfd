package io.onetape.services.account;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.services.orders.OrderLifeCycle;
import io.onetape.services.orders.OrderTable;
import io.onetape.services.reference.StateText;
import java.util.ArrayDeque;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * What our open orders are worth: leaves x price of everything that has been sent and has not ended, on either side, also what would only take a position
 * back. A market order is valued at the mark of the moment. Exact; allocates only when it grows.
 */
final class OpenOrders {
    private static final class Open {
        private long strategy;
        private long intent;
        private long price;
        private long leaves;
    }

    private final OrderTable<Open> orders = new OrderTable<>();
    private final ArrayDeque<Open> spare = new ArrayDeque<>();
    private final ExactSum notional = new ExactSum();

    /** Follows one step of an order; true if what is open has changed. {@code mark} is null before the instrument's first price. */
    boolean apply(OrderChangedDecoder changed, long mark) {
        OrderState state = changed.state();
        if (state == OrderState.NEW || state == OrderState.VALIDATING || changed.previous() == OrderState.NEW) {
            return false; // not sent yet, or a request that was rejected at once, maybe under the name of another order
        }
        long strategy =
                OrderId.getStrategy(changed.buffer(), changed.offset() + OrderChangedDecoder.strategyEncodingOffset());
        Open order = orders.find(strategy, changed.intent());
        if (OrderLifeCycle.isTerminal(state)) {
            return order != null && forget(order);
        }
        long price = changed.price() == Fixed8.NULL ? mark : changed.price();
        return follow(order, strategy, changed.intent(), price == Fixed8.NULL ? 0 : price, changed.leaves());
    }

    private boolean follow(@Nullable Open known, long strategy, long intent, long price, long leaves) {
        Open order = known;
        if (order == null) {
            Open used = spare.poll();
            order = used == null ? new Open() : used;
            order.strategy = strategy;
            order.intent = intent;
            orders.add(strategy, intent, order);
        } else if (order.price == price && order.leaves == leaves) {
            return false;
        } else {
            notional.subtractProduct(order.price, order.leaves);
        }
        order.price = price;
        order.leaves = leaves;
        notional.addProduct(price, leaves);
        return true;
    }

    private boolean forget(Open order) {
        notional.subtractProduct(order.price, order.leaves);
        spare.add(orders.remove(order.strategy, order.intent));
        return true;
    }

    /** Half-even. */
    long notional() {
        return notional.toFixed8HalfEven();
    }

    void writeState(WireOut state) {
        state.write("openOrders").sequence(orders, (from, out) -> {
            for (int i = 0; i < from.size(); i++) {
                Open order = from.get(i);
                out.marshallable(wire -> {
                    wire.write("intent").int64(order.intent);
                    StateText.fixed8(wire.write("leaves"), order.leaves);
                    StateText.fixed8(wire.write("price"), order.price);
                    wire.write("strategy").text(OrderId.strategyName(order.strategy));
                });
            }
        });
    }

    void readState(WireIn state) {
        state.read("openOrders").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    long intent = wire.read("intent").int64();
                    long leaves = StateText.fixed8(wire.read("leaves"));
                    long price = StateText.fixed8(wire.read("price"));
                    to.follow(null, OrderId.strategy(wire.read("strategy").text()), intent, price, leaves);
                });
            }
        });
    }
}
