package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.PositionSide;
import io.onetape.journal.schema.Side;
import io.onetape.services.orders.OrderTable;
import java.util.ArrayDeque;

/** Moves positions, open orders and money of all {@link Scopes}. A function of the prices, fills, corrections, the passed orders and their ends. */
final class Exposures {
    private final Scopes scopes;
    private final OrderTable<OpenOrder> orders = new OrderTable<>();
    private final ArrayDeque<OpenOrder> spare = new ArrayDeque<>();

    Exposures(Scopes scopes) {
        this.scopes = scopes;
    }

    /** From now on the order may fill. */
    void open(long strategy, int instrument, OrderRequestedDecoder order) {
        OpenOrder opened =
                fresh(strategy, order.intent(), instrument, order.positionSide(), order.side(), order.quantity());
        opened.price = order.price();
        add(opened);
    }

    /** An amend that risk has decided on: {@code reserved} is the quantity that it has passed, 0 if it has refused. */
    void amend(OpenOrder order, long sequence, long price, long quantity, long reserved) {
        order.amends.add(sequence, price, quantity, reserved);
        recount(order);
    }

    /** A step of the order, which the record {@code cause} has brought about, may settle an amend. */
    void settleAmends(long strategy, OrderChangedDecoder changed, long cause) {
        OpenOrder order = orders.find(strategy, changed.intent());
        if (order != null && !order.amends.isEmpty()) {
            order.amends.settle(changed, cause);
            recount(order);
        }
    }

    private OpenOrder fresh(
            long strategy, long intent, int instrument, PositionSide positionSide, Side side, long quantity) {
        OpenOrder used = spare.poll();
        OpenOrder order = used == null ? new OpenOrder() : used;
        order.strategy = strategy;
        order.intent = intent;
        order.instrument = instrument;
        order.positionSide = positionSide == PositionSide.NULL_VAL ? PositionSide.BOTH : positionSide;
        order.side = side;
        order.price = Fixed8.NULL;
        order.quantity = quantity;
        order.filled = 0;
        order.leaves = quantity;
        order.amends.clear();
        return order;
    }

    /** The order has ended, or risk did not pass it: nothing of it is open any more. */
    void close(long strategy, long intent) {
        OpenOrder order = orders.find(strategy, intent);
        if (order != null) {
            move(order, -order.leaves, -1);
            spare.add(orders.remove(strategy, intent));
        }
    }

    /**
     * The order has been sent or amended: its quantity is what execution says, its fills are those that have come by. An order that is not known was sent by
     * execution itself, and counts too. What an amend that is under way has reserved stays reserved.
     */
    void follow(long strategy, int instrument, OrderChangedDecoder changed) {
        OpenOrder order = orders.find(strategy, changed.intent());
        if (order == null) {
            order = fresh(
                    strategy, changed.intent(), instrument, changed.positionSide(), changed.side(), changed.quantity());
            order.leaves = changed.leaves();
            order.filled = Math.subtractExact(order.quantity, order.leaves);
            add(order);
        } else if (changed.quantity() != order.quantity) {
            order.quantity = changed.quantity();
            recount(order);
        }
        order.price = changed.price();
    }

    /** What may still fill of it has changed. */
    private void recount(OpenOrder order) {
        long leaves = order.mostLeaves(0);
        if (leaves != order.leaves) {
            move(order, Math.subtractExact(leaves, order.leaves), 0);
            order.leaves = leaves;
        }
    }

    /** The positions move, whatever is known of the order; its leaves shrink, but not below nothing. */
    void fill(long strategy, int instrument, FillDecoder fill) {
        Price price = scopes.price(instrument);
        if (price.mark == Fixed8.NULL) {
            price.move(fill.price(), scopes.account);
        }
        fill(scopes.exposure(instrument, fill.positionSide()), fill);
        fill(scopes.exposure(scopes.strategy(strategy), instrument, fill.positionSide()), fill);
        OpenOrder order = orders.find(strategy, fill.intent());
        if (order != null) {
            order.filled = Math.addExact(order.filled, fill.quantity());
            recount(order);
        }
    }

    private void fill(Exposure exposure, FillDecoder fill) {
        long quantity = fill.side() == Side.BUY ? fill.quantity() : -fill.quantity();
        if (fill.fee() != Fixed8.NULL) { // before the gain: what one fill earns and costs is no draw-down
            exposure.gain(Math.negateExact(fill.fee()), Fixed8.ONE, scopes.account);
        }
        exposure.gain(quantity, Math.subtractExact(exposure.price.value, fill.price()), scopes.account);
        exposure.fill(fill.side(), fill.quantity());
    }

    /** The venue's mark price, once there is one, else the mid. True if it moved somebody's money. */
    boolean mark(int instrument, long mark, boolean venue) {
        Price price = scopes.price(instrument);
        if (price.venueMark && !venue) {
            return false;
        }
        price.mark = mark;
        price.venueMark = venue;
        return price.move(mark, scopes.account);
    }

    /** Nobody's strategy has done that: the instrument and the account only. */
    void correct(int instrument, PositionSide side, long position, long cash) {
        if (instrument == 0) {
            scopes.account.gain(cash, Fixed8.ONE);
            return;
        }
        Exposure exposure = scopes.exposure(instrument, side);
        if (exposure.price.value == Fixed8.NULL && position != 0) {
            exposure.price.move(Fixed8.divide(Math.negateExact(cash), position), scopes.account);
        }
        long worth = position == 0 ? 0 : Fixed8.multiply(position, exposure.price.value);
        exposure.gain(Math.addExact(worth, cash), Fixed8.ONE, scopes.account);
        exposure.position = Math.addExact(exposure.position, position);
    }

    OrderTable<OpenOrder> orders() {
        return orders;
    }

    /** Adds an order that has its leaves already. */
    void add(OpenOrder order) {
        orders.add(order.strategy, order.intent, order);
        move(order, order.leaves, 1);
    }

    private void move(OpenOrder order, long leaves, int count) {
        Limited strategy = scopes.strategy(order.strategy);
        scopes.exposure(order.instrument, order.positionSide).open(order.side, leaves);
        scopes.exposure(strategy, order.instrument, order.positionSide).open(order.side, leaves);
        scopes.instrument(order.instrument).openOrders += count;
        strategy.openOrders += count;
        scopes.account.openOrders += count;
    }
}
