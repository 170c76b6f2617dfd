package io.onetape.services.account;

/**
 * One instrument's position and money at one moment, Fixed8.
 *
 * @param entryPrice average, half-even; Fixed8.NULL when flat
 * @param mark Fixed8.NULL before the first price
 * @param realizedPnl average cost, rounded once
 * @param unrealizedPnl total less realised
 * @param fees positive when paid
 * @param funding negative when paid
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
        long funding) {}
