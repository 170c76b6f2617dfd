package io.onetape.services.config.settings;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.RiskLimitsSetEncoder;
import io.onetape.services.config.RiskLimits;

/** One record that sets something. Immutable. */
public sealed interface Setting {
    /** A ConfigSet. */
    record Value(String key, String value) implements Setting {
        @Override
        public void draft(RecordDraft draft) {
            draft.begin(new ConfigSetEncoder(), 0).key(key).value(value);
        }

        @Override
        public String toString() {
            return key + " = " + value;
        }
    }

    /**
     * A RiskLimitsSet.
     *
     * @param instrument of scope INSTRUMENT, 0: of the one that the limits' symbol names, known by now or not, or of every instrument that has none of its own; else 0
     */
    record Limits(int instrument, RiskLimits limits) implements Setting {
        @Override
        public void draft(RecordDraft draft) {
            draft.begin(new RiskLimitsSetEncoder(), instrument)
                    .maximumPosition(limits.maximumPosition())
                    .maximumNotional(limits.maximumNotional())
                    .maximumOpenOrders(limits.maximumOpenOrders())
                    .maximumOrdersPerSecond(limits.maximumOrdersPerSecond())
                    .maximumLeverage(limits.maximumLeverage())
                    .maximumDailyDrawdown(limits.maximumDailyDrawdown())
                    .minimumMarginRatio(limits.minimumMarginRatio())
                    .strategy(limits.scope() == LimitScope.STRATEGY ? limits.strategy() : "")
                    .scope(limits.scope())
                    .onBreach(limits.onBreach())
                    .limitedSymbol(limits.symbol());
        }

        @Override
        public String toString() {
            String orders = limits.maximumOpenOrders() == RiskLimits.NO_COUNT
                    ? "null"
                    : Integer.toString(limits.maximumOpenOrders());
            return limits.name() + ": position " + Fixed8.toString(limits.maximumPosition())
                    + " notional " + Fixed8.toString(limits.maximumNotional())
                    + " open orders " + orders
                    + " orders per second " + limits.maximumOrdersPerSecond()
                    + " leverage " + Fixed8.toString(limits.maximumLeverage())
                    + " daily drawdown " + Fixed8.toString(limits.maximumDailyDrawdown())
                    + " margin ratio " + Fixed8.toString(limits.minimumMarginRatio())
                    + " on breach " + limits.onBreach();
        }
    }

    /** Writes the record, every field but for who numbers it. */
    void draft(RecordDraft draft);
}
