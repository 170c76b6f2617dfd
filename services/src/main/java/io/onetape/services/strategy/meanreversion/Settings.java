package io.onetape.services.strategy.meanreversion;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.Parameters;
import io.onetape.services.strategy.roundtrip.TradeSettings;
import java.util.List;

/** Mean reversion's parameters. Entry and exit are numbers of deviations, the distances fractions of a price, all in Fixed8. */
record Settings(
        TradeSettings trade,
        long sampleNanos,
        int window,
        long entry,
        long exit,
        long minimumDistance,
        long takeProfit,
        long stop) {
    static final List<Parameter> DECLARED = TradeSettings.declared(
            "5s",
            "10m",
            List.of(
                    Parameter.duration("sample", "1ms", "1h", "interval of the samples")
                            .withDefault("1s"),
                    Parameter.integer("window", 2, 900, "samples in the window").withDefault("60"),
                    Parameter.decimal("entryDeviations", "0.1", "100", "departure from which on it enters")
                            .withDefault("2"),
                    Parameter.decimal("exitDeviations", "0", "100", "departure up to which it leaves")
                            .withDefault("0.5"),
                    Parameter.decimal("minDistance", "0", "1", "fraction of the mean that the departure is at least")
                            .withDefault("0.0001"),
                    Parameter.decimal("takeProfit", "0", "1", "fraction of the entry price; 0: none")
                            .withDefault("0"),
                    Parameter.decimal("stop", "0", "1", "fraction of the entry price; 0: none")
                            .withDefault("0.002")));

    /** Before the first ones are read. */
    static final Settings NONE = new Settings(TradeSettings.NONE, 1, 1, Fixed8.ONE, 0, 0, 0, 0);

    static Settings of(Parameters parameters, Instrument instrument) {
        long entry = parameters.decimal("entryDeviations");
        long exit = parameters.decimal("exitDeviations");
        if (exit >= entry) {
            throw new IllegalArgumentException("exitDeviations: expected less than entryDeviations, "
                    + Fixed8.toString(entry) + ", found '" + Fixed8.toString(exit) + "'");
        }
        return new Settings(
                TradeSettings.of(parameters, instrument),
                parameters.nanos("sample"),
                (int) parameters.integer("window"),
                entry,
                exit,
                parameters.decimal("minDistance"),
                parameters.decimal("takeProfit"),
                parameters.decimal("stop"));
    }
}
