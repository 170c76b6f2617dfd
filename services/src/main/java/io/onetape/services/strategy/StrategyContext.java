package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import io.onetape.journal.schema.Trigger;
import io.onetape.journal.schema.TriggerSource;

/**
 * A strategy's view of its own trading on one instrument, and its only way to act. A strategy of several instruments has one of these for each, a leg:
 * positions, open orders and what it places are the leg's; time, timers and intents are the strategy's. Valid while a record is handled, on that thread.
 * Allocates nothing per call.
 *
 * <p>The strategy's mode says what becomes of its orders. LIVE: they are sent. SIMULATION: they stand on the tape as requested, and are refused by risk
 * with the reason MODE. OBSERVATION: they are not even requested: {@link #place} returns {@link #NOT_PLACED} and {@link #amend} does nothing. Signals and
 * cancels go out in every mode.
 */
public interface StrategyContext {
    /** The intent of an order that was not requested: in OBSERVATION, or held back in favour of a signal of higher priority. Ask again later. */
    long NOT_PLACED = 0;

    /** Time of the record, or of the timer, that is being handled: nanoseconds since the epoch. */
    long nowNanos();

    /** How many instruments the strategy trades. */
    int legs();

    /** Which of them this is, from 0: {@code symbol} is 0, {@code symbol2} is 1. */
    int legIndex();

    /** The view of another of its instruments. */
    StrategyContext leg(int index);

    /** What it trades, with tick and lot. */
    Instrument instrument();

    /** False while trading is halted, or only reduces positions: quotes would be refused. */
    boolean mayTrade();

    /** False while trading is halted; true while orders that reduce a position are still sent. */
    boolean mayReduce();

    /** Net position from its own fills, Fixed8. */
    long position();

    /** How many of its orders have not ended. */
    int openOrderCount();

    /** By intent, oldest first. Valid until the order ends. */
    OpenOrder openOrder(int index);

    /** Requests an order and returns its intent, or {@link #NOT_PLACED}. A market order's price is Fixed8.NULL. */
    long place(Side side, OrderType type, TimeInForce timeInForce, long price, long quantity, boolean reduceOnly);

    /**
     * Requests an order that waits at the venue until a price is reached, and then is what the other arguments say: STOP_MARKET and TAKE_PROFIT_MARKET with a
     * market order, STOP and TAKE_PROFIT with a limit order. A STOP that buys, and a TAKE_PROFIT that sells, waits for a price at or above {@code triggerPrice};
     * the other two for one at or below. Risk counts it as open from now on. One whose price has been reached already is rejected (WOULD_TRIGGER). It cannot be
     * amended before it is triggered. Returns its intent, or {@link #NOT_PLACED}.
     */
    long placeConditional(
            Trigger trigger,
            TriggerSource source,
            long triggerPrice,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            long price,
            long quantity,
            boolean reduceOnly);

    /** Requests a market order that takes the position back once the last price reaches {@code triggerPrice}: a stop loss. */
    default long placeStopMarket(Side side, long triggerPrice, long quantity, boolean reduceOnly) {
        return placeConditional(
                Trigger.STOP,
                TriggerSource.LAST,
                triggerPrice,
                side,
                OrderType.MARKET,
                TimeInForce.GTC,
                Fixed8.NULL,
                quantity,
                reduceOnly);
    }

    /** Requests a limit order that may only add to the book. */
    default long placePostOnly(Side side, long price, long quantity) {
        return place(side, OrderType.LIMIT, TimeInForce.GTX, price, quantity, false);
    }

    /**
     * Requests a post-only order that execution prices: it queues at the best price of its side and follows it. What is left {@code urgentAfterNanos} after
     * the request is taken from the other side; 0 means never. Returns its intent, or {@link #NOT_PLACED}.
     */
    long placeBest(Side side, long quantity, long urgentAfterNanos);

    /** Requests that one of its open orders be cancelled. Does nothing if a cancel of it is under way. */
    void cancel(long intent);

    /**
     * Requests another price and whole quantity (what has filled counts in it) of one of its open orders. Does nothing while a cancel or an amend of it is
     * under way; {@link OpenOrder} shows the new values once they hold.
     */
    void amend(long intent, long price, long quantity);

    /**
     * Records what it saw when it decided, with its position. By convention {@code value} is its conviction from -1 (sell) over 0 (none) to 1 (buy): so it
     * counts when the signals of several strategies are combined. Use few different names.
     */
    void signal(String name, long value, long fairPrice);

    /** Calls {@link Strategy#onTimer} at the first record at or after {@code dueNanos}. The number is 0 to 255; the same one again moves the timer. */
    void setTimer(int timer, long dueNanos);
}
