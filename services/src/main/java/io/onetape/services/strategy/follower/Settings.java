package io.onetape.services.strategy.follower;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.Parameters;
import io.onetape.services.strategy.roundtrip.TradeSettings;
import java.util.List;

/** The follower's parameters. The threshold is a signal's value, take profit and stop are fractions of the average entry price, all in Fixed8. */
record Settings(TradeSettings trade, long lifeNanos, long threshold, long takeProfit, long stop) {
    static final List<Parameter> DECLARED = List.copyOf(TradeSettings.declared(
            "5s",
            "10m",
            List.of(
                    Parameter.duration(
                                    "life",
                                    "1ms",
                                    "8760h",
                                    "how long a signal is in force, unless a newer one replaces it")
                            .withDefault("1m"),
                    Parameter.decimal("threshold", "0.00000001", "1000000", "value from which on it enters")
                            .withDefault("0.5"),
                    Parameter.decimal("takeProfit", "0", "1", "fraction of the entry price; 0: none")
                            .withDefault("0"),
                    Parameter.decimal("stop", "0", "1", "fraction of the entry price; 0: none")
                            .withDefault("0"))));

    /** Before the first ones are read. */
    static final Settings NONE = new Settings(TradeSettings.NONE, 1, Fixed8.ONE, 0, 0);

    static Settings of(Parameters parameters, Instrument instrument) {
        return new Settings(
                TradeSettings.of(parameters, instrument),
                parameters.nanos("life"),
                parameters.decimal("threshold"),
                parameters.decimal("takeProfit"),
                parameters.decimal("stop"));
    }
}
