package io.onetape.services.strategy;

import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;

/** A strategy's view of its own trading, and its only way to act. Valid while a record is handled, on that thread. Allocates nothing per call. */
public interface StrategyContext {
    /** Time of the record, or of the timer, that is being handled: nanoseconds since the epoch. */
    long nowNanos();

    /** What it trades, with tick and lot. */
    Instrument instrument();

    /** False while trading is halted: quotes would be refused. */
    boolean mayTrade();

    /** Net position from its own fills, Fixed8. */
    long position();

    /** How many of its orders have not ended. */
    int openOrderCount();

    /** By intent, oldest first. Valid until the order ends. */
    OpenOrder openOrder(int index);

    /** Requests an order and returns its intent. A market order's price is Fixed8.NULL. */
    long place(Side side, OrderType type, TimeInForce timeInForce, long price, long quantity, boolean reduceOnly);

    /** Requests a limit order that may only add to the book. */
    default long placePostOnly(Side side, long price, long quantity) {
        return place(side, OrderType.LIMIT, TimeInForce.GTX, price, quantity, false);
    }

    /** Requests that one of its open orders be cancelled. Does nothing if a cancel of it is under way. */
    void cancel(long intent);

    /** Records what it saw when it decided, with its position. Use few different names. */
    void signal(String name, long value, long fairPrice);

    /** Calls {@link Strategy#onTimer} at the first record at or after {@code dueNanos}. The number is 0 to 255; the same one again moves the timer. */
    void setTimer(int timer, long dueNanos);
}
