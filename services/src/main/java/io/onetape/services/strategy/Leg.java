package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Pricing;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.StrategyMode;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;
import io.onetape.services.orders.OrderLifeCycle;
import io.onetape.services.reference.StateText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** One strategy's trading on one instrument: its position and its open orders. */
final class Leg implements StrategyContext {
    private final Desk desk;
    private final int index;
    private final List<OpenOrder> open = new ArrayList<>();
    private final ArrayDeque<OpenOrder> spare = new ArrayDeque<>();
    private @Nullable Instrument instrument;
    private long position;

    Leg(Desk desk, int index) {
        this.desk = desk;
        this.index = index;
    }

    void expect(Instrument what) {
        if (instrument().id() != what.id()) {
            throw new IllegalArgumentException("expected " + (index == 0 ? "symbol " : "symbol2 ")
                    + instrument().symbol() + ", which it has traded, found " + what.symbol()
                    + ": use another strategy's name");
        }
    }

    void trade(Instrument what) {
        instrument = what;
    }

    void redefine(Instruments instruments) {
        instrument = instruments.get(instrument().id());
    }

    /** The position counts every fill, also one that comes after its order has ended. */
    void apply(FillDecoder fill) {
        long quantity = fill.quantity();
        position = fill.side() == Side.BUY ? Math.addExact(position, quantity) : Math.subtractExact(position, quantity);
        int at = indexOf(fill.intent());
        if (at >= 0) {
            OpenOrder order = open.get(at);
            order.leaves -= quantity;
            if (order.leaves <= 0 && !order.amendRequested) { // an amend may have made it larger already
                spare.add(open.remove(at));
            }
        }
    }

    void apply(OrderChangedDecoder changed) {
        int at = indexOf(changed.intent());
        boolean ofUsedIntent = changed.previous() == OrderState.NEW && changed.reason() == Reason.DUPLICATE_INTENT;
        if (at < 0 || ofUsedIntent) {
            return; // nothing is said of an open order
        }
        if (OrderLifeCycle.isTerminal(changed.state())) {
            spare.add(open.remove(at));
        } else {
            open.get(at).apply(changed);
        }
    }

    void cancelAll() {
        for (int i = 0; i < open.size(); i++) {
            cancel(open.get(i).intent);
        }
    }

    @Override
    public long nowNanos() {
        return desk.nowNanos();
    }

    @Override
    public int legs() {
        return desk.legs();
    }

    @Override
    public int legIndex() {
        return index;
    }

    @Override
    public StrategyContext leg(int other) {
        return desk.leg(Objects.checkIndex(other, desk.legs()));
    }

    @Override
    public Instrument instrument() {
        return Objects.requireNonNull(instrument, "a strategy is called only after its instrument is known");
    }

    @Override
    public boolean mayTrade() {
        return desk.trading == TradingState.NORMAL;
    }

    @Override
    public boolean mayReduce() {
        return desk.trading != TradingState.HALTED;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public int openOrderCount() {
        return open.size();
    }

    @Override
    public OpenOrder openOrder(int at) {
        return open.get(at);
    }

    @Override
    public long place(
            Side side, OrderType type, TimeInForce timeInForce, long price, long quantity, boolean reduceOnly) {
        if (!mayRequest(side, quantity, reduceOnly)) {
            return NOT_PLACED;
        }
        OpenOrder order = begin(side, price, quantity);
        desk.records.requested(
                desk.strategy, this, order, type, timeInForce, reduceOnly, Pricing.AS_GIVEN, 0, desk.emitter());
        return order.intent;
    }

    @Override
    public long placeConditional(
            Trigger trigger,
            TriggerSource source,
            long triggerPrice,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            long price,
            long quantity,
            boolean reduceOnly) {
        if (trigger != Trigger.STOP && trigger != Trigger.TAKE_PROFIT) {
            throw new IllegalArgumentException("expected STOP or TAKE_PROFIT, found " + trigger);
        }
        if (!mayRequest(side, quantity, reduceOnly)) {
            return NOT_PLACED;
        }
        OpenOrder order = begin(side, price, quantity);
        desk.records.conditional(
                desk.strategy,
                this,
                order,
                type,
                timeInForce,
                reduceOnly,
                trigger,
                source,
                triggerPrice,
                desk.emitter());
        return order.intent;
    }

    @Override
    public long placeBest(Side side, long quantity, long urgentAfterNanos) {
        if (urgentAfterNanos < 0) {
            throw new IllegalArgumentException(
                    "expected urgentAfterNanos of 0 (never) or more, found " + urgentAfterNanos);
        }
        if (!mayRequest(side, quantity, false)) {
            return NOT_PLACED;
        }
        OpenOrder order = begin(side, Fixed8.NULL, quantity);
        desk.records.requested(
                desk.strategy,
                this,
                order,
                OrderType.LIMIT,
                TimeInForce.GTX,
                false,
                Pricing.BEST,
                urgentAfterNanos,
                desk.emitter());
        return order.intent;
    }

    private boolean mayRequest(Side side, long quantity, boolean reduceOnly) {
        if (desk.common.mode() == StrategyMode.OBSERVATION) {
            return false;
        }
        boolean opposite = side == Side.BUY ? position < 0 : position > 0;
        boolean takesBack = reduceOnly || (opposite && quantity <= Math.abs(position));
        return takesBack
                || !desk.combination.holdsBack(
                        desk.strategy, desk.common.priority(), instrument().id(), side, desk.nowNanos());
    }

    private OpenOrder begin(Side side, long price, long quantity) {
        OpenOrder used = spare.poll();
        OpenOrder order = used == null ? new OpenOrder() : used;
        order.begin(desk.nextIntent(), side, price, quantity);
        open.add(order);
        return order;
    }

    @Override
    public void cancel(long intent) {
        OpenOrder order = require(intent);
        if (!order.cancelRequested) {
            order.cancelRequested = true;
            desk.records.cancel(desk.strategy, instrument().id(), intent, desk.emitter());
        }
    }

    @Override
    public void amend(long intent, long price, long quantity) {
        OpenOrder order = require(intent);
        if (!order.cancelRequested && !order.amendRequested && desk.common.mode() != StrategyMode.OBSERVATION) {
            order.amendRequested = true;
            desk.records.amend(desk.strategy, instrument().id(), intent, price, quantity, desk.emitter());
        }
    }

    @Override
    public void signal(String name, long value, long fairPrice) {
        int about = instrument().id();
        desk.records.signal(
                desk.strategy, about, name, value, fairPrice, position, desk.common.priority(), desk.emitter());
        desk.combination.signal(desk.strategy, about, value, desk.common, desk.nowNanos());
    }

    @Override
    public void setTimer(int timer, long dueNanos) {
        desk.setTimer(timer, dueNanos);
    }

    private OpenOrder require(long intent) {
        int at = indexOf(intent);
        if (at < 0) {
            throw new IllegalArgumentException("expected the intent of an open order, found " + intent);
        }
        return open.get(at);
    }

    /** Intents grow, so the list is sorted; there are few orders. */
    private int indexOf(long intent) {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).intent == intent) {
                return i;
            }
        }
        return -1;
    }

    /** Keys: instrument, orders (open, by intent), position. */
    void writeState(WireOut wire) {
        wire.write("instrument").int32(instrument().id());
        wire.write("orders").sequence(open, (orders, to) -> {
            for (OpenOrder order : orders) {
                to.marshallable(order::writeState);
            }
        });
        StateText.fixed8(wire.write("position"), position);
    }

    void readState(WireIn wire, Instruments instruments) {
        instrument = instruments.get(wire.read("instrument").int32());
        wire.read("orders").sequence(open, (orders, in) -> {
            while (in.hasNextSequenceItem()) {
                OpenOrder order = new OpenOrder();
                in.marshallable(order::readState);
                orders.add(order);
            }
        });
        position = StateText.fixed8(wire.read("position"));
    }
}
