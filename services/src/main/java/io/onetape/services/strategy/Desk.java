package io.onetape.services.strategy;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.OrderState;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.replay.Emitter;
import io.onetape.services.orders.OrderLifeCycle;
import io.onetape.services.reference.StateText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** One strategy's trading: its position, its open orders, its next intent, and the way onto the tape while a record is handled. */
final class Desk implements StrategyContext {
    /** Timers of strategies share the processor's numbers: the strategy's number times this, plus the strategy's own. */
    static final int TIMERS = 256;

    private final long strategy;
    private final int number;
    private final StrategyRecords records;
    private final List<OpenOrder> open = new ArrayList<>();
    private final ArrayDeque<OpenOrder> spare = new ArrayDeque<>();
    private @Nullable Instrument instrument;
    private @Nullable Emitter out;
    private long nowNanos;
    private long position;
    private long lastIntent;
    private boolean mayTrade = true;

    Desk(long strategy, int number, StrategyRecords records) {
        this.strategy = strategy;
        this.number = number;
        this.records = records;
    }

    /** Before each call of the strategy. */
    void at(long now, Emitter emitter) {
        nowNanos = now;
        out = emitter;
    }

    /** Fixes the instrument; position and orders are of one only, so it never changes. */
    void trade(Instrument what) {
        if (instrument != null && instrument.id() != what.id()) {
            throw new IllegalArgumentException("expected symbol " + instrument.symbol()
                    + ", which it has traded, found " + what.symbol() + ": use another strategy's name");
        }
        instrument = what;
    }

    /** Something was defined: it may be the instrument again, with another tick or lot. */
    void redefine(Instruments instruments) {
        instrument = instrument == null ? null : instruments.get(instrument.id());
    }

    void mayTrade(boolean may) {
        mayTrade = may;
    }

    boolean trades(RecordView record) {
        return instrument != null && instrument.id() == record.instrument();
    }

    /** The position counts every fill, also one that comes after its order has ended. */
    void apply(FillDecoder fill) {
        long quantity = fill.quantity();
        position = fill.side() == Side.BUY ? Math.addExact(position, quantity) : Math.subtractExact(position, quantity);
        int index = indexOf(fill.intent());
        if (index >= 0) {
            OpenOrder order = open.get(index);
            order.leaves -= quantity;
            if (order.leaves <= 0) {
                spare.add(open.remove(index));
            }
        }
    }

    void apply(OrderChangedDecoder changed) {
        int index = indexOf(changed.intent());
        boolean ofUsedIntent = changed.previous() == OrderState.NEW && changed.reason() == Reason.DUPLICATE_INTENT;
        if (index < 0 || ofUsedIntent) {
            return; // nothing is said of an open order
        }
        if (OrderLifeCycle.isTerminal(changed.state())) {
            spare.add(open.remove(index));
        } else if (changed.state() == OrderState.IN_DOUBT
                || (changed.state() == changed.previous() && changed.reason() != Reason.NONE)) {
            open.get(index).cancelRequested = false; // the cancel came to nothing and may be asked for again
        }
    }

    void cancelAll() {
        for (int i = 0; i < open.size(); i++) {
            cancel(open.get(i).intent);
        }
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public Instrument instrument() {
        return Objects.requireNonNull(instrument, "a strategy is called only after its instrument is known");
    }

    @Override
    public boolean mayTrade() {
        return mayTrade;
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
    public OpenOrder openOrder(int index) {
        return open.get(index);
    }

    @Override
    public long place(
            Side side, OrderType type, TimeInForce timeInForce, long price, long quantity, boolean reduceOnly) {
        OpenOrder used = spare.poll();
        OpenOrder order = used == null ? new OpenOrder() : used;
        order.intent = ++lastIntent;
        order.side = side;
        order.price = price;
        order.leaves = quantity;
        order.cancelRequested = false;
        open.add(order);
        records.requested(strategy, instrument().id(), order, type, timeInForce, reduceOnly, emitter());
        return order.intent;
    }

    @Override
    public void cancel(long intent) {
        int index = indexOf(intent);
        if (index < 0) {
            throw new IllegalArgumentException("expected the intent of an open order, found " + intent);
        }
        OpenOrder order = open.get(index);
        if (!order.cancelRequested) {
            order.cancelRequested = true;
            records.cancel(strategy, instrument().id(), intent, emitter());
        }
    }

    @Override
    public void signal(String name, long value, long fairPrice) {
        records.signal(strategy, instrument().id(), name, value, fairPrice, position, emitter());
    }

    @Override
    public void setTimer(int timer, long dueNanos) {
        if (timer < 0 || timer >= TIMERS) {
            throw new IllegalArgumentException("expected a timer from 0 to " + (TIMERS - 1) + ", found " + timer);
        }
        emitter().setTimer((long) number * TIMERS + timer, dueNanos);
    }

    private Emitter emitter() {
        return Objects.requireNonNull(out, "a strategy acts only while a record is handled");
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

    /** Keys: instrument (0 before the first start), lastIntent, mayTrade, orders (open, by intent), position. */
    void writeState(WireOut wire) {
        wire.write("instrument").int32(instrument == null ? 0 : instrument.id());
        wire.write("lastIntent").int64(lastIntent);
        wire.write("mayTrade").bool(mayTrade);
        wire.write("orders").sequence(open, (orders, to) -> {
            for (OpenOrder order : orders) {
                to.marshallable(order::writeState);
            }
        });
        StateText.fixed8(wire.write("position"), position);
    }

    void readState(WireIn wire, Instruments instruments) {
        instrument = instruments.find(wire.read("instrument").int32()).orElse(null);
        lastIntent = wire.read("lastIntent").int64();
        mayTrade = wire.read("mayTrade").bool();
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
