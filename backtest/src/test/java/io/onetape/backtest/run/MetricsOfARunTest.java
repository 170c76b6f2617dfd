package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.metrics.DailyReturns;
import io.onetape.backtest.metrics.MetricsPass;
import io.onetape.backtest.metrics.RunMetrics;
import io.onetape.backtest.metrics.figure.Latencies;
import io.onetape.backtest.metrics.figure.PnlByCause;
import io.onetape.backtest.metrics.json.RunMetricsJson;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.schema.Market;
import io.onetape.replay.Processor;
import io.onetape.services.Processors;
import io.onetape.services.account.Account;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics of whole runs: against the account's own figures, and profit and loss by cause without a residual. */
class MetricsOfARunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    /** Long and short, with a gap, fees and rebates; the account counts by itself. */
    @ParameterizedTest
    @CsvSource({"1, 0.2", "2, 0.6", "3, 1.0", "4, 0.4"})
    void profitAndLossByCauseHasNoResidual(long seed, String spread) {
        Recording recording = new Recording();
        new SyntheticMarket(seed, 40 * SECOND, START, SyntheticIncidents.gapAt(20 * SECOND)).writeTo(recording);
        Backtests.Result run = Backtests.run(recording, Backtests.marketMaker().with("strategy.mm1.spread", spread));
        thenAgree(run, RunMetrics.of(run.tape()));
        assertThat(run.summary().fills()).as("fills of seed %d", seed).isPositive();
    }

    @Test
    void onARealRecordingToo() {
        Recording recording = Recording.of(Market.USDM, "hftbacktest/usdm/btcusdt_20240718.gz");
        Backtests.Result run = Backtests.run(recording, Backtests.marketMaker());
        RunMetrics metrics = RunMetrics.of(run.tape());
        thenAgree(run, metrics);
        assertThat(metrics.span().clock().name()).isEqualTo("EXCHANGE");
        assertThat(metrics.markouts().groups().get(0).capture().bps().isKnown()).isTrue();
    }

    private static void thenAgree(Backtests.Result run, RunMetrics metrics) {
        BacktestSummary summary = run.summary();
        assertThat(metrics.causes().residual()).isZero();
        for (PnlByCause one : metrics.causesBySymbol()) {
            assertThat(one.residual()).as(one.symbol()).isZero();
            assertThat(one.markFrom()).isIn("VENUE", "MID");
        }
        assertThat(metrics.equity().net()).isEqualTo(summary.netPnl());
        assertThat(metrics.causes().total().doubleValue()).isCloseTo(summary.netPnl() / 1e8, within(1e-8));
        assertThat(metrics.equity().capital()).isEqualTo(summary.capital());
        assertThat(metrics.equity().fees()).isEqualTo(summary.fees());
        assertThat(metrics.equity().funding()).isEqualTo(summary.funding());
        assertThat(metrics.equity().turnover()).isEqualTo(summary.turnover());
        assertThat(metrics.drawdown().money()).isEqualTo(summary.maxDrawdown());
        assertThat(metrics.trading().requested()).isEqualTo(summary.requested());
        assertThat(metrics.trading().submitted()).isEqualTo(summary.orders());
        assertThat(metrics.trading().fills()).isEqualTo(summary.fills());
        assertThat(metrics.trading().makerFills()).isEqualTo(summary.makerFills());
        assertThat(metrics.queueBySymbol().values().stream()
                        .mapToLong(queue -> queue.aheadAtFill().count())
                        .sum())
                .isEqualTo(summary.makerFills());
        assertThat(metrics.span().records()).isEqualTo(summary.events());
    }

    /** The run's own observer, a pass over the tape, and a second run say the same, to the last digit. */
    @Test
    void anObserverOfTheRunKnowsTheSameAsAPassOverItsTape() throws IOException {
        Recording recording = new Recording();
        new SyntheticMarket(9, 40 * SECOND, START).writeTo(recording);
        BacktestRun run = BacktestRun.prepare(recording.tape(), Backtests.marketMaker());
        MetricsPass observer = new MetricsPass();
        BacktestSummary summary = run.run(Processors.all(), observer, sequence -> {});
        Backtests.Result kept = Backtests.run(recording, Backtests.marketMaker());
        String json = RunMetricsJson.text(summary, observer.finish());
        assertThat(json).isEqualTo(RunMetricsJson.text(kept.summary(), RunMetrics.of(kept.tape())));

        JsonNode read = new ObjectMapper().readTree(json);
        assertThat(read.get("v").asInt()).isEqualTo(1);
        assertThat(read.get("netPnl").asText())
                .isEqualTo(read.get("equity").get("net").asText());
        assertThat(read.get("pnlByCause").get("residual").asText()).isEqualTo("0");
        assertThat(read.get("sharpe").get("value").isNull()).isTrue();
        assertThat(read.get("notAvailable").get("sharpe.value").asText()).isEqualTo("expected 30 whole days, found 0");
        assertThat(read.get("latencies").get(1).get("count").asLong()).isGreaterThan(summary.orders());
        assertThat(read.get("latencies").get(1).get("max").asText()).isEqualTo("0"); // in no time
        assertThat(read.get("latencies").get(2).get("p50").asText()).isEqualTo("10000000");
        assertThat(read.get("latencies").get(2).get("origin").asText()).isEqualTo("MODELLED");
    }

    /** Three midnights in a run; the sweep's observer asks the account only. */
    @Test
    void theCheapDailyReturnsAreThoseOfTheWholePass() {
        long day = 86_400 * SECOND;
        long midnight = 20_370 * day;
        Recording recording = new Recording();
        for (int i = 0; i < 3; i++) {
            new SyntheticMarket(3 + i, 20 * SECOND, midnight + i * day - 10 * SECOND).writeTo(recording);
        }
        BacktestRun run = BacktestRun.prepare(recording.tape(), Backtests.marketMaker());
        List<Processor> processors = Processors.all();
        Account account = processors.stream()
                .filter(Account.class::isInstance)
                .map(Account.class::cast)
                .findFirst()
                .orElseThrow();
        DailyReturns cheap = new DailyReturns(account);
        MetricsPass whole = new MetricsPass();
        run.run(
                processors,
                record -> {
                    cheap.onRecord(record);
                    whole.onRecord(record);
                },
                sequence -> {});
        RunMetrics metrics = whole.finish();
        assertThat(cheap.days()).isEqualTo(metrics.days()).hasSize(2);
        assertThat(metrics.days().get(0).net()).isNotZero();
        assertThat(metrics.latencies().rows().get(0).stage()).isEqualTo(Latencies.Stage.FEED);
    }
}
