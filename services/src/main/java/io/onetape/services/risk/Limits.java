package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.RiskLimitsSetDecoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.services.reference.StateText;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * What one instrument, strategy or the account is allowed. A null is no limit of that kind; of the two counts, 0 is none either, but for an instrument's open
 * orders. A record of version 1 has the first three only, and is an instrument's.
 *
 * @param instrument of scope INSTRUMENT; 0 is for all that have none of their own
 * @param strategy of scope STRATEGY, else 0
 * @param onBreach NORMAL: more of it is refused and that is all; else what trading becomes
 */
record Limits(
        LimitScope scope,
        int instrument,
        long strategy,
        long maximumPosition,
        long maximumNotional,
        int maximumOpenOrders,
        int maximumOrdersPerSecond,
        long maximumLeverage,
        long maximumDailyDrawdown,
        long minimumMarginRatio,
        TradingState onBreach) {

    static Limits of(RecordView record, RiskLimitsSetDecoder set) {
        LimitScope scope = set.scope() == LimitScope.NULL_VAL ? LimitScope.INSTRUMENT : set.scope();
        long strategy = scope == LimitScope.STRATEGY
                ? OrderId.getStrategy(set.buffer(), set.offset() + RiskLimitsSetDecoder.strategyEncodingOffset())
                : 0;
        return new Limits(
                scope,
                record.instrument(),
                strategy,
                set.maximumPosition(),
                set.maximumNotional(),
                set.maximumOpenOrders(),
                set.maximumOrdersPerSecond(),
                set.maximumLeverage(),
                set.maximumDailyDrawdown(),
                set.minimumMarginRatio(),
                set.onBreach() == TradingState.NULL_VAL ? TradingState.NORMAL : set.onBreach());
    }

    /** The same limits of one instrument. */
    Limits of(int id) {
        return new Limits(
                scope,
                id,
                strategy,
                maximumPosition,
                maximumNotional,
                maximumOpenOrders,
                maximumOrdersPerSecond,
                maximumLeverage,
                maximumDailyDrawdown,
                minimumMarginRatio,
                onBreach);
    }

    /** An instrument without these three, or with one below zero, is not traded. */
    boolean areSet() {
        return maximumPosition >= 0 && maximumNotional >= 0 && maximumOpenOrders >= 0; // null is the smallest number
    }

    /** True if a change of a price can exceed them. What a fill exceeds is looked at anyway. */
    boolean watchPrices() {
        return maximumDailyDrawdown != Fixed8.NULL
                || maximumLeverage != Fixed8.NULL
                || minimumMarginRatio != Fixed8.NULL
                || (maximumNotional >= 0 && onBreach != TradingState.NORMAL);
    }

    /** What is wrong with them, or empty. */
    String problem() {
        boolean instruments = scope == LimitScope.INSTRUMENT;
        if (scope == LimitScope.STRATEGY && strategy == 0) {
            return "expected the name of a strategy, found none";
        }
        if (!instruments && instrument != 0) {
            return "expected no instrument in limits of scope " + scope + ", found " + instrument;
        }
        if (scope != LimitScope.ACCOUNT && minimumMarginRatio != Fixed8.NULL) {
            return "expected a margin ratio in limits of the account only, found one of scope " + scope;
        }
        if (isNegative(maximumLeverage) || isNegative(maximumDailyDrawdown) || isNegative(minimumMarginRatio)) {
            return "expected no limit below 0, found a leverage of " + Fixed8.toString(maximumLeverage)
                    + ", a drawdown of " + Fixed8.toString(maximumDailyDrawdown) + ", a margin ratio of "
                    + Fixed8.toString(minimumMarginRatio);
        }
        if (!instruments && (isNegative(maximumPosition) || isNegative(maximumNotional))) {
            return "expected no limit below 0, found a position of " + Fixed8.toString(maximumPosition)
                    + ", a notional of " + Fixed8.toString(maximumNotional);
        }
        return "";
    }

    private static boolean isNegative(long limit) {
        return limit < 0 && limit != Fixed8.NULL;
    }

    void writeState(WireOut wire) {
        wire.write("instrument").int32(instrument);
        StateText.fixed8(wire.write("maximumDailyDrawdown"), maximumDailyDrawdown);
        StateText.fixed8(wire.write("maximumLeverage"), maximumLeverage);
        StateText.fixed8(wire.write("maximumNotional"), maximumNotional);
        wire.write("maximumOpenOrders").int32(maximumOpenOrders);
        wire.write("maximumOrdersPerSecond").int32(maximumOrdersPerSecond);
        StateText.fixed8(wire.write("maximumPosition"), maximumPosition);
        StateText.fixed8(wire.write("minimumMarginRatio"), minimumMarginRatio);
        wire.write("onBreach").text(onBreach.name());
        wire.write("scope").text(scope.name());
        wire.write("strategy").text(OrderId.strategyName(strategy));
    }

    static Limits readState(WireIn wire) {
        int instrument = wire.read("instrument").int32();
        long maximumDailyDrawdown = StateText.fixed8(wire.read("maximumDailyDrawdown"));
        long maximumLeverage = StateText.fixed8(wire.read("maximumLeverage"));
        long maximumNotional = StateText.fixed8(wire.read("maximumNotional"));
        int maximumOpenOrders = wire.read("maximumOpenOrders").int32();
        int maximumOrdersPerSecond = wire.read("maximumOrdersPerSecond").int32();
        long maximumPosition = StateText.fixed8(wire.read("maximumPosition"));
        long minimumMarginRatio = StateText.fixed8(wire.read("minimumMarginRatio"));
        TradingState onBreach = TradingState.valueOf(wire.read("onBreach").text());
        LimitScope scope = LimitScope.valueOf(wire.read("scope").text());
        String strategy = wire.read("strategy").text();
        return new Limits(
                scope,
                instrument,
                strategy.isEmpty() ? 0 : OrderId.strategy(strategy),
                maximumPosition,
                maximumNotional,
                maximumOpenOrders,
                maximumOrdersPerSecond,
                maximumLeverage,
                maximumDailyDrawdown,
                minimumMarginRatio,
                onBreach);
    }
}
