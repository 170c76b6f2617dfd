package io.onetape.services.strategy.maker;

import io.onetape.services.strategy.Parameter;
import io.onetape.services.strategy.Parameters;
import java.util.List;

/** The market maker's parameters: {@code quantity}, {@code spread}, {@code skew} and {@code maximumPosition} in Fixed8. */
record Settings(
        long quantity,
        long spread,
        long skew,
        long maximumPosition,
        long requoteTicks,
        long minIntervalNanos,
        long rejectPauseNanos) {
    private static final String LARGEST = "1000000000";
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long HOUR_MILLIS = 3_600_000;

    static final List<Parameter> DECLARED = List.of(
            Parameter.decimal("quantity", "0.00000001", LARGEST, "quantity of each quote"),
            Parameter.decimal(
                    "maxPosition", "0", LARGEST, "a side that could take the position beyond this is not quoted"),
            Parameter.decimal("spread", "0", LARGEST, "price distance between the two quotes before rounding to ticks")
                    .withDefault("0"),
            Parameter.decimal(
                            "skew", "0", LARGEST, "the fair price moves by this against each quantity of position held")
                    .withDefault("0"),
            Parameter.integer(
                            "requote",
                            1,
                            1_000_000,
                            "ticks that the target must be away from a quote before it is moved")
                    .withDefault("1"),
            Parameter.integer("minIntervalMillis", 1, HOUR_MILLIS, "shortest time between two changes of one side")
                    .withDefault("100"),
            Parameter.integer(
                            "rejectPauseMillis",
                            1,
                            HOUR_MILLIS,
                            "pause of a side after a refused order or cancel, but for post-only")
                    .withDefault("1000"));

    static Settings of(Parameters parameters) {
        return new Settings(
                parameters.decimal("quantity"),
                parameters.decimal("spread"),
                parameters.decimal("skew"),
                parameters.decimal("maxPosition"),
                parameters.integer("requote"),
                parameters.integer("minIntervalMillis") * NANOS_PER_MILLI,
                parameters.integer("rejectPauseMillis") * NANOS_PER_MILLI);
    }
}
