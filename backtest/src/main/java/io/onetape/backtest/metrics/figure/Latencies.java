package io.onetape.backtest.metrics.figure;

import io.onetape.backtest.metrics.statistics.Spread;
import java.util.List;

/** How long things took, by stage, nanoseconds. */
public record Latencies(List<Row> rows) {
    public Latencies {
        rows = List.copyOf(rows);
    }

    /** From where to where. */
    public enum Stage {
        /** A market fact at the exchange to its receipt. */
        FEED,
        /** What made us decide (a fact of the market, the venue's answer, a tick) on the tape, to the request there. */
        DECIDE,
        /** A request on the tape to its arrival at the venue. */
        ENTRY,
        /** The venue's reply there to its receipt. */
        ACK,
        /** A fill there to its receipt. */
        FILL
    }

    /**
     * One stage.
     *
     * @param modelled not measured, but made by the simulation's settings
     * @param negative how many were below 0: the clocks are apart; they count as 0
     */
    public record Row(Stage stage, boolean modelled, long negative, Spread nanos) {}
}
