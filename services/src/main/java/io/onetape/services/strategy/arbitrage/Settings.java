package io.onetape.services.strategy.arbitrage;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.Parameters;
import io.onetape.services.strategy.roundtrip.TradeSettings;
import java.util.List;

/**
 * Arbitrage's parameters, in Fixed8; entry, exit and stop are numbers of deviations.
 *
 * @param ratio how much of the second instrument goes against one of the first, and of its price into the spread
 * @param minimumDistance a price of the first instrument
 */
record Settings(
        TradeSettings trade,
        long sampleNanos,
        int window,
        long ratio,
        long entry,
        long exit,
        long stop,
        long minimumDistance) {
    static final List<Parameter> DECLARED = TradeSettings.declared(
            "5s",
            "30m",
            List.of(
                    Parameter.duration("sample", "1ms", "1h", "interval of the samples")
                            .withDefault("1s"),
                    Parameter.integer("window", 2, 900, "samples in the window").withDefault("120"),
                    Parameter.decimal("ratio", "0.00000001", "1000000", "of symbol2 against one of symbol")
                            .withDefault("1"),
                    Parameter.decimal("entryDeviations", "0.1", "100", "departure from which on it enters")
                            .withDefault("2"),
                    Parameter.decimal("exitDeviations", "0", "100", "departure up to which it leaves")
                            .withDefault("0.5"),
                    Parameter.decimal("stopDeviations", "0.1", "1000", "departure from which on it leaves at once")
                            .withDefault("6"),
                    Parameter.decimal("minDistance", "0", "1000000000", "price that the departure is at least")
                            .withDefault("0")));

    /** Before the first ones are read. */
    static final Settings NONE = new Settings(TradeSettings.NONE, 1, 1, 1, Fixed8.ONE, 0, Fixed8.ONE, 0);

    static Settings of(Parameters parameters, Instrument first, Instrument second) {
        long entry = parameters.decimal("entryDeviations");
        long exit = parameters.decimal("exitDeviations");
        long stop = parameters.decimal("stopDeviations");
        if (exit >= entry || entry >= stop) {
            throw new IllegalArgumentException("expected exitDeviations < entryDeviations < stopDeviations, found '"
                    + Fixed8.toString(exit) + "', '" + Fixed8.toString(entry) + "', '" + Fixed8.toString(stop) + "'");
        }
        if (second.tickSize() <= 0) {
            throw new IllegalArgumentException(
                    "expected an instrument with a tick size, found none of " + second.symbol());
        }
        return new Settings(
                TradeSettings.of(parameters, first),
                parameters.nanos("sample"),
                (int) parameters.integer("window"),
                parameters.decimal("ratio"),
                entry,
                exit,
                stop,
                parameters.decimal("minDistance"));
    }
}
