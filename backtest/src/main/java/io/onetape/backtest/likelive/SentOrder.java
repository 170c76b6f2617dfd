package io.onetape.backtest.likelive;

import io.onetape.journal.schema.Side;

/**
 * One order of a session, as it was sent first.
 *
 * @param name as {@code tape explain} takes it: strategy and number
 * @param sequence of its SubmitOrder
 * @param sentNanos local time of it, shifted
 * @param price Fixed8; {@link io.onetape.journal.fixed.Fixed8#NULL} of a market order
 * @param quantity Fixed8
 */
public record SentOrder(
        String name, long sequence, long sentNanos, int instrument, Side side, long price, long quantity) {}
