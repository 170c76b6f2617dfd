package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.LevelsView;
import io.onetape.journal.schema.Liquidity;
import io.onetape.services.marketdata.orders.PublicOrders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our resting orders of one side of one instrument, and where they stand in the queue ({@link QueueRule}). In price-time order.
 *
 * <p>An order's front is the public quantity ahead of it at its price; our own older orders at that price stand ahead as well, but are not part of it. The
 * queue at a price is therefore: front of the first, first, what the front of the second has more, second, and so on. Mutable, single-threaded.
 */
final class RestingOrders {
    private final boolean buys;
    private final boolean partialFills;
    private final QueueRule rule;
    private final Position position;
    private final List<VenueOrder> orders = new ArrayList<>();

    RestingOrders(boolean buys, VenueSettings settings, Position position) {
        this.buys = buys;
        partialFills = settings.partialFills();
        rule = settings.queueRule();
        this.position = position;
    }

    boolean isEmpty() {
        return orders.isEmpty();
    }

    /** Price of the first order, {@link Fixed8#NULL} if there is none. */
    long bestPrice() {
        return orders.isEmpty() ? Fixed8.NULL : orders.get(0).price();
    }

    /** In price-time order; not to be changed. */
    List<VenueOrder> all() {
        return orders;
    }

    @Nullable VenueOrder find(long strategy, long intent) {
        for (VenueOrder order : orders) {
            if (order.submit().strategy() == strategy && order.submit().intent() == intent) {
                return order;
            }
        }
        return null;
    }

    /** Joins the queue behind {@code displayed} at its price: these public orders, if they are known. */
    void add(VenueOrder order, long displayed, @Nullable PublicOrders known) {
        if (rule.isByOrder() && known != null) {
            order.joins(displayed, known.quantityAt(buys, order.price()), known.lastPlace());
        } else {
            order.joins(displayed, rule);
        }
        int at = orders.size();
        while (at > 0 && isBetter(order.price(), orders.get(at - 1).price())) {
            at--;
        }
        orders.add(at, order);
    }

    /** Puts back an order, in the order in which {@link #all} gave them, with its front. */
    void restore(VenueOrder order) {
        orders.add(order);
    }

    void remove(VenueOrder order) {
        orders.remove(order);
    }

    /** What our own orders at this price would still trade. */
    long leavesAt(long price) {
        long leaves = 0;
        for (VenueOrder order : orders) {
            leaves += order.price() == price ? order.leaves() : 0;
        }
        return leaves;
    }

    /** The level shows another quantity: of what is gone and was not printed the queue's rule says where it was. */
    void displayed(long price, long quantity) {
        for (VenueOrder order : orders) {
            if (order.price() == price) {
                order.shows(quantity, rule);
            }
        }
    }

    /** A public order at this price has so much less: who came later moves forward by it. */
    void departed(long price, long quantity, long place, boolean executed, long nanos) {
        for (int i = 0; i < orders.size(); i++) {
            VenueOrder order = orders.get(i);
            if (order.price() == price && place <= order.place()) {
                order.departs(quantity, executed, nanos);
            }
        }
    }

    /** What all levels show now, where public orders make them. */
    void displayed(PublicOrders all) {
        for (int i = 0; i < orders.size(); i++) {
            VenueOrder order = orders.get(i);
            long quantity = all.quantityAt(buys, order.price());
            if (quantity != order.level()) {
                order.shows(quantity, rule);
            }
        }
    }

    /** The best level of the side: it shows this quantity, and nobody is at better prices. The price of an empty side is 0. */
    void touch(long best, long quantity) {
        for (VenueOrder order : orders) {
            if (best != 0 && isBetter(best, order.price())) {
                break;
            }
            order.shows(order.price() == best ? quantity : 0, rule);
        }
    }

    /** The same of all levels that an update names. */
    void displayed(LevelsView levels) {
        if (orders.isEmpty()) {
            return;
        }
        long first = orders.get(0).price();
        long last = orders.get(orders.size() - 1).price();
        long lowest = Math.min(first, last);
        long highest = Math.max(first, last);
        for (int i = 0; i < levels.count(); i++) {
            long price = levels.price(i);
            if (price >= lowest && price <= highest) {
                displayed(price, levels.quantity(i));
            }
        }
    }

    /** The opposite side's aggressor traded at {@code price}: its quantity is used once, over all orders. */
    void printed(long price, long quantity, long tradeId, long exchangeNanos) {
        long rest = quantity;
        long publicTaken = 0; // off the queue at the print's own price
        for (VenueOrder order : orders) {
            if (isBetter(price, order.price())) {
                break;
            }
            order.settle(exchangeNanos);
            order.meets();
            if (order.price() == price) {
                long ahead = Math.min(rest, Math.max(0, order.front() - publicTaken));
                publicTaken += ahead;
                rest -= ahead;
                if (rule.isByOrder()) {
                    order.printsByOrder(quantity, publicTaken);
                } else {
                    order.prints(quantity);
                    order.front(Math.max(0, order.front() - publicTaken));
                }
            } else {
                order.front(0); // the price went through ours: nobody is ahead any more
            }
            rest -= fill(order, rest, tradeId, exchangeNanos);
        }
        removeFilled();
    }

    /**
     * The opposite side offers {@code quantity} at a price that crosses the first order's: fills at our prices, in order. What was used of it is returned.
     */
    long crossed(long oppositePrice, long quantity, long exchangeNanos) {
        long rest = quantity;
        for (VenueOrder order : orders) {
            if (isBetter(oppositePrice, order.price())) {
                break;
            }
            order.meets();
            order.front(0);
            rest -= fill(order, rest, Fixed8.NULL, exchangeNanos);
        }
        removeFilled();
        return quantity - rest;
    }

    /** A price that is higher for buyers, lower for sellers. */
    private boolean isBetter(long price, long than) {
        return buys ? price > than : price < than;
    }

    /** Fills from what is available, at the order's own price; what of it was used is returned, never more than there was. */
    private long fill(VenueOrder order, long available, long tradeId, long exchangeNanos) {
        long wanted = position.wanted(order);
        if (available == 0 || wanted == 0) {
            return 0;
        }
        long quantity = partialFills ? Math.min(available, wanted) : wanted;
        position.fill(order, order.price(), quantity, Liquidity.MAKER, tradeId, exchangeNanos);
        return Math.min(available, quantity);
    }

    private void removeFilled() {
        orders.removeIf(order -> order.leaves() == 0);
    }
}
