package io.onetape.services.config;

import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.QueueModel;

/**
 * The simulated venue of paper mode, as SimulationConfigured records it.
 *
 * @param makerRate Fixed8, of the notional; negative is a rebate
 * @param takerRate Fixed8, of the notional
 * @param queueExponent Fixed8, of the power models; null of others
 */
public record VenueSpec(
        long entryLatencyNanos,
        long responseLatencyNanos,
        long makerRate,
        long takerRate,
        QueueModel queueModel,
        long queueExponent,
        FillModel fillModel,
        BookSource bookSource,
        long seed) {}
