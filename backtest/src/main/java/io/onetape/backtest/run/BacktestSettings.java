package io.onetape.backtest.run;

import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.venue.MarginTiers;
import io.onetape.backtest.venue.OrderRate;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.OutageRule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a backtest depends on besides the recorded tape.
 *
 * @param latency from a request to its arrival at the venue, and from the venue's answer to us
 * @param capital Fixed8
 * @param config every setting of strategies and account, by key; a key that is set here holds instead of the recorded one
 * @param limits risk limits; if there are any, recorded ones are left out
 * @param withoutOperator leaves out recorded operator commands
 */
public record BacktestSettings(
        VenueSettings venue,
        ClockShift shift,
        long seed,
        LatencySettings latency,
        long capital,
        SortedMap<String, String> config,
        List<RiskLimits> limits,
        boolean withoutOperator) {
    private static final Pattern SYMBOL = Pattern.compile("strategy\\.[^.]+\\.symbol2?");

    /**
     * Limits of one instrument, Fixed8.
     *
     * @param symbol the venue's name of the instrument, empty: of every instrument without its own
     */
    public record RiskLimits(String symbol, long maximumPosition, long maximumNotional, int maximumOpenOrders) {}

    public BacktestSettings {
        venue = venue.withCapital(capital);
        config = new TreeMap<>(config);
        limits = List.copyOf(limits);
    }

    /** The instruments of the strategies that are set here, by the venue's names; a recorded strategy may trade others. */
    public Set<String> tradedSymbols() {
        return config.entrySet().stream()
                .filter(entry -> SYMBOL.matcher(entry.getKey()).matches())
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Pessimistic where it matters and plain elsewhere: risk averse queue, partial fills, book by depth, 10 ms each way; fees, order rates and margins of an
     * ordinary futures account.
     */
    public static BacktestSettings defaults() {
        return new BacktestSettings(
                new VenueSettings(
                                QueueRule.RISK_AVERSE,
                                FillModel.PARTIAL_FILL,
                                BookSource.DEPTH,
                                Fixed8.parse("0.0002"),
                                Fixed8.parse("0.0005"))
                        .withOrderRate(OrderRate.DEFAULT)
                        .withOutageRule(OutageRule.REJECT)
                        .withLiquidation(MarginTiers.DEFAULT, Fixed8.parse("0.0125")),
                ClockShift.AUTO,
                1,
                LatencySettings.constant(10_000_000, 10_000_000),
                Fixed8.parse("100000"),
                new TreeMap<>(),
                List.of(),
                false);
    }

    /** With one setting more, or another value of it. */
    public BacktestSettings with(String key, String value) {
        SortedMap<String, String> more = new TreeMap<>(config);
        more.put(key, value);
        return copy(venue, shift, latency, more, limits);
    }

    public BacktestSettings withVenue(VenueSettings changed) {
        return copy(changed, shift, latency, config, limits);
    }

    public BacktestSettings withShift(ClockShift changed) {
        return copy(venue, changed, latency, config, limits);
    }

    public BacktestSettings withLatency(LatencySettings changed) {
        return copy(venue, shift, changed, config, limits);
    }

    public BacktestSettings withLimits(List<RiskLimits> changed) {
        return copy(venue, shift, latency, config, changed);
    }

    private BacktestSettings copy(
            VenueSettings newVenue,
            ClockShift newShift,
            LatencySettings newLatency,
            SortedMap<String, String> newConfig,
            List<RiskLimits> newLimits) {
        return new BacktestSettings(
                newVenue, newShift, seed, newLatency, capital, newConfig, newLimits, withoutOperator);
    }

    /**
     * An id for the result tape: the same for every backtest of one tape, so that client ids, which carry it, are equal too, and what differs between two results
     * is what their settings made differ.
     */
    static long resultTapeId(String sourceTapeHash) {
        byte[] digest = RecordHash.sha256().digest(("backtest of " + sourceTapeHash).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE;
    }
}
