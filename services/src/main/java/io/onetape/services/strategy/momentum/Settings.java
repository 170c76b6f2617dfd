package io.onetape.services.strategy.momentum;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.Parameters;
import io.onetape.services.strategy.roundtrip.TradeSettings;
import java.util.List;

/** Momentum's parameters. The threshold, take profit and stop are fractions in Fixed8: of the slow average, and of the average entry price. */
record Settings(
        TradeSettings trade, long sampleNanos, long fast, long slow, long threshold, long takeProfit, long stop) {
    static final List<Parameter> DECLARED = TradeSettings.declared(
            "5s",
            "10m",
            List.of(
                    Parameter.duration("sample", "1ms", "1h", "interval of the samples")
                            .withDefault("1s"),
                    Parameter.integer("fast", 1, 10_000, "samples of the fast average")
                            .withDefault("10"),
                    Parameter.integer("slow", 2, 10_000, "samples of the slow average")
                            .withDefault("30"),
                    Parameter.decimal("threshold", "0.00000001", "1", "trend from which on it enters, a fraction")
                            .withDefault("0.0002"),
                    Parameter.decimal("takeProfit", "0", "1", "fraction of the entry price; 0: none")
                            .withDefault("0.002"),
                    Parameter.decimal("stop", "0", "1", "fraction of the entry price; 0: none")
                            .withDefault("0.001")));

    /** Before the first ones are read. */
    static final Settings NONE = new Settings(TradeSettings.NONE, 1, 1, 2, Fixed8.ONE, 0, 0);

    static Settings of(Parameters parameters, Instrument instrument) {
        long fast = parameters.integer("fast");
        long slow = parameters.integer("slow");
        if (fast >= slow) {
            throw new IllegalArgumentException("fast: expected less than slow, " + slow + ", found '" + fast + "'");
        }
        return new Settings(
                TradeSettings.of(parameters, instrument),
                parameters.nanos("sample"),
                fast,
                slow,
                parameters.decimal("threshold"),
                parameters.decimal("takeProfit"),
                parameters.decimal("stop"));
    }
}
