package io.onetape.services.strategy.roundtrip;

/** How much a position is wanted to go; a later one outranks an earlier one, and holds until the position is flat. */
public enum Exit {
    /** It may stay; only its take profit rests. */
    HOLD,
    /** Out as maker, at the best price of the own side. */
    PASSIVE,
    /** Out as taker, at the best price of the other side. */
    NOW
}
