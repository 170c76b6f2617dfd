package io.onetape.services.account;

import io.onetape.journal.schema.PositionSide;

/**
 * One position of an instrument and its money at one moment, Fixed8.
 *
 * @param entryPrice average, half-even; Fixed8.NULL when flat
 * @param mark Fixed8.NULL before the first price
 * @param realizedPnl average cost, rounded once
 * @param unrealizedPnl total less realised
 * @param fees positive when paid
 * @param funding negative when paid
 * @param positionSide BOTH in one-way mode, else which of the two
 */
public record HeldPosition(
        int instrument,
        long position,
        long entryPrice,
        long mark,
        MarkSource markSource,
        long realizedPnl,
        long unrealizedPnl,
        long fees,
        long funding,
        PositionSide positionSide) {}
