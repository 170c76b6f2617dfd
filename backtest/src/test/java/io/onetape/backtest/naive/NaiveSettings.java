package io.onetape.backtest.naive;

import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.QueueModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backtest is run with, in plain values.
 *
 * @param fees the lowest tier first
 * @param ordersPerTenSeconds and a minute: 0 for any number
 * @param windows in which requests do not get through, besides recorded outages
 * @param margins by symbol, an empty one for all others; the lowest first; empty: no liquidation
 */
record NaiveSettings(
        QueueModel queueModel,
        double exponent,
        boolean partialFills,
        boolean fused,
        WayLatency entry,
        WayLatency response,
        long seed,
        long jitterNanos,
        List<FeeTier> fees,
        int ordersPerTenSeconds,
        int ordersPerMinute,
        OutageRule outages,
        List<Window> windows,
        Map<String, List<Margin>> margins,
        BigDecimal liquidationRate,
        BigDecimal capital) {
    private static final long MINUTE = 60_000_000_000L;

    /** These rates from a traded notional on. */
    record FeeTier(BigDecimal from, BigDecimal maker, BigDecimal taker) {}

    /** From a time on, before another. */
    record Window(long from, long to) {
        boolean has(long nanos) {
            return nanos >= from && nanos < to;
        }
    }

    /** This rate for what of a position's notional is above {@code from}. */
    record Margin(BigDecimal from, BigDecimal rate) {}

    /** A constant and a multiple of the feed latency. */
    record WayLatency(long constantNanos, BigDecimal multiple) {
        static WayLatency of(LatencyRule rule) {
            return new WayLatency(rule.constantNanos(), Decimal.of(rule.multiple()));
        }

        boolean followsFeed() {
            return multiple.signum() != 0;
        }

        long nanos(long feedNanos) {
            long ofFeed = BigDecimal.valueOf(Math.min(feedNanos, MINUTE))
                    .multiply(multiple)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
            return Math.min(MINUTE, constantNanos + ofFeed);
        }
    }

    static NaiveSettings of(BacktestSettings settings) {
        VenueSettings venue = settings.venue();
        List<FeeTier> fees = venue.fees().tiers().stream()
                .map(tier -> new FeeTier(
                        Decimal.of(tier.notional()), Decimal.of(tier.makerRate()), Decimal.of(tier.takerRate())))
                .toList();
        Map<String, List<Margin>> margins = new HashMap<>();
        venue.margins()
                .tables()
                .forEach(table -> margins.put(
                        table.symbol(),
                        table.brackets().stream()
                                .map(bracket -> new Margin(Decimal.of(bracket.notional()), Decimal.of(bracket.rate())))
                                .toList()));
        return new NaiveSettings(
                venue.queueRule().model(),
                Decimal.of(venue.queueRule().exponent()).doubleValue(),
                venue.fillModel() == FillModel.PARTIAL_FILL,
                venue.quotesMoveTheBook(),
                WayLatency.of(settings.latency().entry()),
                WayLatency.of(settings.latency().response()),
                settings.seed(),
                settings.latency().jitterNanos(),
                fees,
                venue.orderRate().perTenSeconds(),
                venue.orderRate().perMinute(),
                venue.outageRule(),
                venue.outageWindows().windows().stream()
                        .map(window -> new Window(window.fromNanos(), window.toNanos()))
                        .toList(),
                margins,
                Decimal.of(venue.liquidationFeeRate()),
                Decimal.of(settings.capital()));
    }
}
