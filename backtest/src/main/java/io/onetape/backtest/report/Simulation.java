package io.onetape.backtest.report;

import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import java.util.Locale;

/**
 * What the simulated venue was told, in words of the command's options.
 *
 * @param fees rates by what was traded, as {@code --fee-tiers}; empty: none but the two rates
 * @param orderRate as {@code --order-rate}
 * @param outage as {@code --outage}
 * @param outageWindows as {@code --outage-at}, separated by commas
 * @param margins as {@code --margin-tiers}; empty: nothing is liquidated
 */
public record Simulation(
        long seed,
        String queueModel,
        String fillModel,
        String book,
        Way entry,
        Way response,
        long jitterNanos,
        long shiftedNanos,
        long makerRate,
        long takerRate,
        String fees,
        String orderRate,
        String outage,
        String outageWindows,
        String margins,
        long liquidationFeeRate,
        long capital,
        String sourceTapeHash) {

    /**
     * A latency.
     *
     * @param feedMultiple Fixed8, of the feed latency
     * @param recorded interpolated from recorded ones
     */
    public record Way(long constantNanos, long feedMultiple, boolean recorded) {}

    static Simulation of(SimulationConfiguredDecoder from) {
        VenueSettings venue = VenueSettings.of(from);
        String model = from.queueModel().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Simulation(
                from.seed(),
                from.queueExponent() == Fixed8.NULL ? model : model + ":" + Fixed8.toString(from.queueExponent()),
                from.fillModel().name().equals("PARTIAL_FILL") ? "partialFill" : "noPartialFill",
                from.bookSource().name().toLowerCase(Locale.ROOT),
                new Way(
                        from.entryLatencyNanos(),
                        orZero(from.entryFeedMultiple()),
                        from.entryLatencyRecorded() == Flag.YES),
                new Way(
                        from.responseLatencyNanos(),
                        orZero(from.responseFeedMultiple()),
                        from.responseLatencyRecorded() == Flag.YES),
                orZero(from.jitterNanos()),
                from.shiftedNanos(),
                from.makerRate(),
                from.takerRate(),
                venue.fees().text(),
                venue.orderRate().text(),
                venue.outageRule().name().toLowerCase(Locale.ROOT),
                venue.outageWindows().text(),
                venue.margins().text(),
                venue.liquidationFeeRate(),
                from.capital(),
                from.sourceTapeHash());
    }

    private static long orZero(long value) { // tapes of version 1 have none
        return value == Fixed8.NULL ? 0 : value;
    }
}
