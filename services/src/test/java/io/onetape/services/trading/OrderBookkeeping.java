package io.onetape.services.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderState;
import io.onetape.services.Emitted;
import io.onetape.services.orders.OrderLifeCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Follows all orders on a tape by the plainest means, and asserts what must hold at each record. */
final class OrderBookkeeping {
    /** One order as the tape tells it. */
    static final class Seen {
        final String name;
        final boolean buy;
        final long quantity;
        OrderState state = OrderState.NEW;
        boolean passed;
        boolean sent;
        long filled;

        Seen(String name, boolean buy, long quantity) {
            this.name = name;
            this.buy = buy;
            this.quantity = quantity;
        }

        long leaves() {
            return Math.max(0, quantity - filled);
        }

        boolean isOpen() {
            return !OrderLifeCycle.isTerminal(state);
        }
    }

    private final Map<String, Seen> orders = new TreeMap<>();
    private final long limit;
    private long position;

    OrderBookkeeping(long limit) {
        this.limit = limit;
    }

    List<Seen> orders() {
        return new ArrayList<>(orders.values());
    }

    long position() {
        return position;
    }

    void take(Emitted record) {
        switch (record.name()) {
            case "OrderRequested" -> {
                Seen order = new Seen(name(record), record.get("side").equals("BUY"), number(record, "quantity"));
                orders.put(order.name, order);
            }
            case "RiskDecision" -> order(record).passed = record.get("verdict").equals("PASSED");
            case "SubmitOrder" -> {
                assertThat(order(record).sent).as("%s was sent before", record).isFalse();
                assertThat(order(record).passed)
                        .as("%s was passed by risk", record)
                        .isTrue();
                order(record).sent = true;
            }
            case "Fill" -> {
                long quantity = number(record, "quantity");
                order(record).filled += quantity;
                position += record.get("side").equals("BUY") ? quantity : -quantity;
            }
            case "OrderChanged" -> changed(record);
            default -> {}
        }
    }

    private void changed(Emitted record) {
        Seen order = order(record);
        OrderState previous = OrderState.valueOf(record.get("previous"));
        OrderState next = OrderState.valueOf(record.get("state"));
        assertThat(previous).as("previous state in %s", record).isEqualTo(order.state);
        assertThat(previous == next || OrderLifeCycle.allows(previous, next))
                .as("%s", record)
                .isTrue();
        assertThat(number(record, "cumulativeQuantity")).as("%s", record).isEqualTo(order.filled);
        order.state = next;
        assertThat(number(record, "leaves")).as("%s", record).isEqualTo(order.isOpen() ? order.leaves() : 0);
    }

    /** Whatever of the passed orders fills now, the position stays within the limit. */
    void assertWithinLimit(String where) {
        long buys = position;
        long sells = position;
        for (Seen order : orders.values()) {
            if (order.passed && order.isOpen()) {
                buys += order.buy ? order.leaves() : 0;
                sells -= order.buy ? 0 : order.leaves();
            }
        }
        assertThat(buys).as(where).isLessThanOrEqualTo(limit);
        assertThat(sells).as(where).isGreaterThanOrEqualTo(-limit);
    }

    private Seen order(Emitted record) {
        return orders.get(name(record));
    }

    private static String name(Emitted record) {
        return record.get("strategy") + "-" + record.get("intent");
    }

    private static long number(Emitted record, String field) {
        return Fixed8.parse(record.get(field));
    }
}
