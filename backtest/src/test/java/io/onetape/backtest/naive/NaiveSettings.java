package io.onetape.backtest.naive;

import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.QueueModel;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a backtest is run with, in plain values. */
record NaiveSettings(
        QueueModel queueModel,
        double exponent,
        boolean partialFills,
        boolean fused,
        BigDecimal makerRate,
        BigDecimal takerRate,
        WayLatency entry,
        WayLatency response) {
    private static final long MINUTE = 60_000_000_000L;

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
        return new NaiveSettings(
                venue.queueRule().model(),
                Decimal.of(venue.queueRule().exponent()).doubleValue(),
                venue.fillModel() == FillModel.PARTIAL_FILL,
                venue.quotesMoveTheBook(),
                Decimal.of(venue.makerRate()),
                Decimal.of(venue.takerRate()),
                WayLatency.of(settings.latency().entry()),
                WayLatency.of(settings.latency().response()));
    }
}
