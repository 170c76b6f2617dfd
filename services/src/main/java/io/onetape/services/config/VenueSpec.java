package io.onetape.services.config;

import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.QueueModel;

/**
 * The simulated venue of paper mode, as SimulationConfigured records it.
 *
 * @param makerRate Fixed8, of the notional; negative is a rebate
 * @param takerRate Fixed8, of the notional
 * @param outageWindows start/span, separated by commas; empty: those that the feed shows
 * @param feeTiers notional:makerRate:takerRate, separated by commas; empty: none
 * @param marginTiers notional:rate, separated by commas, semicolons between instruments; empty: nothing is liquidated
 * @param liquidationFeeRate Fixed8, of the notional
 * @param capital Fixed8, what the venue takes the account to begin with
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
        long seed,
        int ordersPerTenSeconds,
        int ordersPerMinute,
        OutageRule outageRule,
        String outageWindows,
        String feeTiers,
        String marginTiers,
        long liquidationFeeRate,
        long capital) {}
