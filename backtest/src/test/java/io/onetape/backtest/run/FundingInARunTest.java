package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.FactSink;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FundingPaidDecoder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Funding is due when its time comes, whether anything happens at the venue then or not. */
class FundingInARunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final long BOUNDARY = 61_112L * 8 * 3_600 * SECOND;

    @ParameterizedTest
    @ValueSource(longs = {0, 10})
    void inABusyMarketItReachesUsAfterTheResponseLatency(long millis) {
        Recording busy = new Recording();
        market(busy);
        thenItIsPaidAtTheBoundary(busy, millis * MILLISECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10})
    void inASilentOneToo(long millis) {
        Recording silent = new Recording();
        market((fact, nanos) -> {
            if (nanos < BOUNDARY - SECOND || nanos > BOUNDARY + 5 * SECOND) {
                silent.accept(fact, nanos);
            }
        });
        thenItIsPaidAtTheBoundary(silent, millis * MILLISECOND);
    }

    private static void market(FactSink to) {
        new SyntheticMarket(1, 40 * SECOND, BOUNDARY - 30 * SECOND).writeTo(to);
    }

    private static void thenItIsPaidAtTheBoundary(Recording recording, long latencyNanos) {
        Backtests.Result run = Backtests.run(
                recording, Backtests.marketMaker().withLatency(LatencySettings.constant(latencyNanos, latencyNanos)));
        List<RecordView> paid = run.records().stream()
                .filter(record -> record.templateId() == FundingPaidDecoder.TEMPLATE_ID)
                .toList();
        assertThat(paid).hasSize(1);
        assertThat(paid.get(0).recordedAtNanos()).isEqualTo(BOUNDARY + latencyNanos);
        assertThat(paid.get(0).decode(new FundingPaidDecoder()).exchangeNanos()).isEqualTo(BOUNDARY);
        assertThat(new SimulationCheck(run.tape()).run()).isEmpty();
    }
}
