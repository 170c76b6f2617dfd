package io.onetape.services.strategy.scalping;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.Parameters;
import io.onetape.services.strategy.roundtrip.TradeSettings;
import java.util.List;

/** Scalping's parameters. The imbalance is in Fixed8; spread, take profit and stop are ticks. */
record Settings(TradeSettings trade, long imbalance, long maximumSpread, long takeProfit, long stop) {
    private static final int MOST_TICKS = 1_000_000;

    static final List<Parameter> DECLARED = TradeSettings.declared(
            "1s",
            "10s",
            List.of(
                    Parameter.decimal("imbalance", "0.00000001", "1", "from which on a side is the heavier")
                            .withDefault("0.6"),
                    Parameter.integer("maxSpread", 1, MOST_TICKS, "ticks from bid to ask up to which it enters")
                            .withDefault("5"),
                    Parameter.integer("takeProfit", 1, MOST_TICKS, "ticks from the entry price")
                            .withDefault("2"),
                    Parameter.integer("stop", 1, MOST_TICKS, "ticks from the entry price")
                            .withDefault("4")));

    /** Before the first ones are read. */
    static final Settings NONE = new Settings(TradeSettings.NONE, Fixed8.ONE, 1, 1, 1);

    static Settings of(Parameters parameters, Instrument instrument) {
        return new Settings(
                TradeSettings.of(parameters, instrument),
                parameters.decimal("imbalance"),
                parameters.integer("maxSpread"),
                parameters.integer("takeProfit"),
                parameters.integer("stop"));
    }
}
