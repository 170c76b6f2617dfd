package io.onetape.backtest.naive;

import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.venue.FeeTiers;
import io.onetape.backtest.venue.MarginTiers;
import io.onetape.backtest.venue.OrderRate;
import io.onetape.backtest.venue.QueueRule;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.fixed.TimeWindows;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.OutageRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A backtest's settings by chance. */
final class RandomSettings {
    private static final List<String> QUEUE_MODELS =
            List.of("risk-averse", "power:3", "power:0.5", "power2:2", "power3:3", "log", "log2", "first", "last");

    private static final List<String> RATES = List.of("none", "300/10s,1200/1m", "15/10s,30/1m", "30/10s,20/1m");
    private static final List<OutageRule> OUTAGES = List.of(OutageRule.REJECT, OutageRule.DELAY, OutageRule.NONE);
    private static final List<String> MARGINS = List.of(
            "none",
            "0:0.004",
            "0:0.01001,300:0.05003,700:0.25",
            "0:0.004;TEST2=0:0.02,500:0.1",
            "TEST2=0:0.02,500:0.1");

    private static final long MILLISECOND = 1_000_000L;

    private RandomSettings() {}

    /** {@code beganNanos}: exchange time of the first fact, from which outages are set. */
    static BacktestSettings of(SplittableRandom random, long beganNanos) {
        OutageRule outages = OUTAGES.get(random.nextInt(OUTAGES.size()));
        VenueSettings venue = new VenueSettings(
                        QueueRule.parse(QUEUE_MODELS.get(random.nextInt(QUEUE_MODELS.size()))),
                        random.nextInt(3) > 0 ? FillModel.PARTIAL_FILL : FillModel.NO_PARTIAL_FILL,
                        random.nextBoolean() ? BookSource.DEPTH : BookSource.FUSED,
                        0,
                        0)
                .withFees(fees(random))
                .withOrderRate(OrderRate.parse(RATES.get(random.nextInt(RATES.size()))))
                .withOutages(outages, outages == OutageRule.NONE ? TimeWindows.NONE : windows(random, beganNanos))
                .withLiquidation(
                        MarginTiers.parse(MARGINS.get(random.nextInt(MARGINS.size()))),
                        Fixed8.parse(random.nextBoolean() ? "0" : "0.01251777"));
        return new BacktestSettings(
                venue,
                ClockShift.AUTO,
                random.nextLong(),
                new LatencySettings(
                        latency(random), latency(random), random.nextBoolean() ? 0 : random.nextLong(5_000_000)),
                (random.nextInt(4) == 0 ? 100_000 : random.nextInt(5, 500)) * Fixed8.ONE,
                new TreeMap<>(),
                List.of(),
                false);
    }

    /** Whole milliseconds, as the market's times are; some follow each other at once. */
    private static TimeWindows windows(SplittableRandom random, long beganNanos) {
        List<TimeWindows.Window> windows = new ArrayList<>();
        long from = beganNanos;
        for (int left = random.nextInt(6); left > 0; left--) {
            from += random.nextInt(60) * MILLISECOND;
            long to = from + random.nextInt(1, 30) * MILLISECOND;
            windows.add(new TimeWindows.Window(from, to));
            from = to;
        }
        return new TimeWindows(windows);
    }

    private static FeeTiers fees(SplittableRandom random) {
        long maker = Fixed8.parse(random.nextBoolean() ? "0.0002" : "-0.00005111");
        long taker = Fixed8.parse("0.00070707");
        return random.nextBoolean()
                ? FeeTiers.flat(maker, taker)
                : FeeTiers.parse(maker, taker, "300:-0.00010101:0.0005,2000:-0.0002:0.00030303");
    }

    private static LatencyRule latency(SplittableRandom random) {
        return LatencyRule.parse(
                switch (random.nextInt(6)) {
                    case 0 -> "0ms";
                    case 1 -> "1ms";
                    case 2 -> "3ms";
                    case 3 -> "feed";
                    case 4 -> "0.33333333*feed+1ms";
                    default -> "2*feed";
                });
    }
}
