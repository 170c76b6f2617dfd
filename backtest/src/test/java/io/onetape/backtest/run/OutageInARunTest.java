package io.onetape.backtest.run;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.venue.FeeTiers;
import io.onetape.backtest.venue.MarginTiers;
import io.onetape.backtest.venue.OrderRate;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.fixed.TimeWindows;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.onetape.services.strategy.StrategyContext;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A recorded outage in a whole run, and the venue's further settings on its tape, from which {@link SimulationCheck} has made the same venue again. */
class OutageInARunTest {
    private static final Map<Long, Consumer<StrategyContext>> ONE_ORDER =
            Map.of(1L, leg -> leg.placePostOnly(BUY, Fixed8.parse("100"), Fixed8.ONE));

    @Test
    void aRequestThatArrivesMeanwhileIsRejectedOrDelayed() {
        assertThat(Drill.answers(run(OutageRule.REJECT))).containsExactly("REJECTED 1 OUTAGE 0");
        assertThat(Drill.answers(run(OutageRule.DELAY))).containsExactly("ACCEPTED 1", "fill 1 1 @ 100");
        assertThat(Drill.answers(run(OutageRule.NONE))).containsExactly("REJECTED 1 BOOK_NOT_VALID 0");
    }

    /** The order is asked for 200 ms after the beginning, and there a millisecond later. */
    @Test
    void anOutageThatIsSetByHandDoesTheSame() {
        TimeWindows window = TimeWindows.parse("2025-10-09T08:53:20.15Z/100ms");
        assertThat(Drill.answers(Drill.run(calm(), with(OutageRule.REJECT, window), ONE_ORDER)))
                .containsExactly("REJECTED 1 OUTAGE 0");
        Backtests.Result delayed = Drill.run(calm(), with(OutageRule.DELAY, window), ONE_ORDER);
        assertThat(Drill.answers(delayed)).containsExactly("ACCEPTED 1", "fill 1 1 @ 100");
        long accepted = delayed.records().stream()
                .filter(record -> record.templateId() == VenueReplyDecoder.TEMPLATE_ID)
                .findFirst()
                .orElseThrow()
                .recordedAtNanos();
        assertThat(accepted).isEqualTo(1_760_000_000_251_000_000L); // the end of the window, and a millisecond back
    }

    private static GivenMarket calm() {
        return new GivenMarket()
                .book("100 10,99 20", "101 1")
                .print(BUY, "101", "0.1")
                .print(SELL, "100", "12")
                .print(SELL, "100", "12");
    }

    private static BacktestSettings with(OutageRule rule, TimeWindows windows) {
        BacktestSettings settings = settings(rule);
        return settings.withVenue(settings.venue().withOutages(rule, windows));
    }

    @Test
    void allSettingsAreOnTheTape() {
        BacktestSettings settings =
                with(OutageRule.DELAY, TimeWindows.parse("2024-08-08T23:55:00Z/30s,2024-08-09T00:00:00Z/1ms"));
        RecordView configured = Drill.run(market(), settings, ONE_ORDER).records().stream()
                .filter(record -> record.templateId() == SimulationConfiguredDecoder.TEMPLATE_ID)
                .findFirst()
                .orElseThrow();
        assertThat(VenueSettings.of(configured.decode(new SimulationConfiguredDecoder())))
                .isEqualTo(settings.venue());
    }

    private static Backtests.Result run(OutageRule rule) {
        return Drill.run(market(), settings(rule), ONE_ORDER);
    }

    private static GivenMarket market() {
        return new GivenMarket()
                .book("100 10,99 20", "101 1")
                .feed(FeedStatus.DISCONNECTED)
                .print(BUY, "101", "0.1")
                .feed(FeedStatus.CONNECTED)
                .book("100 10,99 20", "101 1")
                .print(SELL, "100", "12")
                .print(SELL, "100", "0.1");
    }

    private static BacktestSettings settings(OutageRule rule) {
        BacktestSettings defaults = BacktestSettings.defaults();
        VenueSettings venue = defaults.venue()
                .withOutageRule(rule)
                .withOrderRate(new OrderRate(20, 70))
                .withFees(FeeTiers.parse(Fixed8.parse("0.0002"), Fixed8.parse("0.0005"), "1000:-0.00005:0.0004"))
                .withLiquidation(MarginTiers.parse("0:0.01;BTCUSDT=0:0.004,50000:0.005"), Fixed8.parse("0.01"));
        return defaults.withVenue(venue)
                .withLimits(List.of(new BacktestSettings.RiskLimits("", 10 * Fixed8.ONE, Fixed8.parse("100000"), 10)));
    }
}
