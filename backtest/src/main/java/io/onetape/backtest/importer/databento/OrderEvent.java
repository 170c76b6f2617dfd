package io.onetape.backtest.importer.databento;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderAction;
import io.onetape.journal.schema.Side;
import org.agrona.collections.Long2LongHashMap;

/** What the rows of one event of the venue have said so far of one instrument. Quantities are Fixed8. Mutable, single-threaded. */
final class OrderEvent {
    /** What one contract counts as, Fixed8. */
    final long contractSize;

    private final Long2LongHashMap fills = new Long2LongHashMap(0); // by order; looked up, never iterated
    private boolean printed; // the trade that the next fills are of is on the tape
    private boolean open; // a record was made, and another one has to be the last
    private OrderAction action = OrderAction.CLEAR;
    private long order = Fixed8.NULL;
    private Side side = Side.NULL_VAL;
    private long price = Fixed8.NULL;
    private long left;

    OrderEvent(long contractSize) {
        this.contractSize = contractSize;
    }

    /** A trade; {@code isPrint}: it is on the tape. */
    void traded(boolean isPrint) {
        printed = isPrint;
    }

    /** An order was filled by the trade before. */
    void filled(long filledOrder, long quantity) {
        if (printed && quantity > 0) {
            fills.put(filledOrder, Math.addExact(fills.get(filledOrder), quantity));
        }
    }

    /** True once if so much of an order was filled, and its print is on the tape. */
    boolean takeFilled(long filledOrder, long quantity) {
        long filled = fills.get(filledOrder);
        if (quantity == 0 || filled < quantity) {
            return false;
        }
        if (filled == quantity) {
            fills.remove(filledOrder);
        } else {
            fills.put(filledOrder, filled - quantity);
        }
        return true;
    }

    /** This record was made. */
    void said(OrderAction what, long ofOrder, Side whose, long at, long has) {
        open = true;
        action = what;
        order = ofOrder;
        side = whose;
        price = at;
        left = has;
    }

    /** True if a record was made and the event goes on. */
    boolean isOpen() {
        return open;
    }

    /** What says the last record again without doing anything twice. */
    OrderAction again() {
        return action == OrderAction.CLEAR ? OrderAction.CLEAR : left == 0 ? OrderAction.DELETE : OrderAction.CHANGE;
    }

    long order() {
        return order;
    }

    Side side() {
        return side;
    }

    long price() {
        return price;
    }

    long left() {
        return left;
    }

    /** Its last row was read. */
    void end() {
        open = false;
        printed = false;
        fills.clear();
    }
}
