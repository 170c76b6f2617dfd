package io.onetape.services.strategy;

import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Decides what to trade on its instrument, or on its two. It is called with the records of its instruments in tape order, on one thread, and acts through
 * its {@link StrategyContext} only: there is no clock, no randomness and no way out but that. What it decides must follow from its state and the records
 * alone. The context of a call is that of the instrument (the leg) that the record is about; without a record about one it is the first leg's.
 *
 * <p>Decoders are valid during the call. Nothing may be allocated per record. What throws becomes a {@link StrategyFailedException} that names the strategy
 * and the record, nothing of which takes effect: the supervisor puts the strategy into quarantine from that record on.
 */
public interface Strategy {
    /**
     * Takes its parameters: once before anything else, and again whenever one has changed; what it has learnt stays. Throws
     * {@link IllegalArgumentException} saying what was found and expected if they do not fit the instrument; it is not started then, or goes on with the
     * parameters that it had. Emits nothing.
     */
    void initialize(Parameters parameters, StrategyContext context);

    /** The best levels have changed, or whether the book may be trusted has. */
    void onMarketData(BookTopDecoder top, StrategyContext context);

    /** Somebody has traded. */
    default void onMarketData(TradePrintDecoder print, StrategyContext context) {}

    /** A signal that was computed elsewhere has become known. */
    default void onSignal(OutsideSignal signal, StrategyContext context) {}

    /** One of its orders has traded; the context's position and open orders already say so. */
    default void onOrderFill(FillDecoder fill, StrategyContext context) {}

    /** One of its orders has taken a step; the context's open orders already say so. */
    default void onOrderChanged(OrderChangedDecoder changed, StrategyContext context) {}

    /** The account's position in the instrument, which other strategies may share. */
    default void onPositionUpdate(PositionChangedDecoder position, StrategyContext context) {}

    /** A timer of {@link StrategyContext#setTimer} has come due. */
    default void onTimer(int timer, StrategyContext context) {}

    /** Trading has been halted or resumed, or the strategy stopped: {@link StrategyContext#mayTrade()} has changed. */
    default void onTradingChanged(StrategyContext context) {}

    /** What it has learnt, keys in sorted order. Parameters, position and open orders are kept for it. */
    void writeState(WireOut state);

    /** Becomes what {@link #writeState} wrote; called after {@link #initialize}. */
    void readState(WireIn state);
}
