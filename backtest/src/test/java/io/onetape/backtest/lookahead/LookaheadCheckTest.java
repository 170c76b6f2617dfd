package io.onetape.backtest.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.latency.LatencyRule;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.Backtests;
import io.onetape.backtest.run.Recording;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.synthetic.SyntheticIncidents;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.replay.Processor;
import io.onetape.services.Processors;
import io.onetape.services.account.Account;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first k records alone give exactly the whole run's prefix; who knows more than them is caught. */
class LookaheadCheckTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;
    private static final int CUTS = 6;

    private static SourceScan scan;

    @BeforeAll
    static void recordOnce() {
        Recording recording = new Recording();
        new SyntheticMarket(1, 20 * SECOND, START, SyntheticIncidents.gapAt(10 * SECOND)).writeTo(recording);
        scan = SourceScan.of(recording.tape());
    }

    @ParameterizedTest
    @CsvSource({"0ms, 0ms", "10ms, 10ms", "feed, 2*feed+1ms", "1.5*feed+20ms, 0ms"})
    void anHonestRunHasThePrefixWhateverTheLatency(String entry, String response) {
        LatencySettings latency = new LatencySettings(LatencyRule.parse(entry), LatencyRule.parse(response), 3_000_000);
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        LookaheadCheck.Result result =
                check(Backtests.marketMaker().withLatency(latency), known -> Processors.all(), seed);
        assertThat(result.difference()).isEmpty();
        assertThat(result.cuts()).isEqualTo(CUTS);
        assertThat(result.compared()).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 200, Cheater.AT_THE_END})
    void whoKnowsALaterPriceIsCaught(int ahead) {
        LookaheadCheck.Result result =
                check(Backtests.marketMaker(), known -> List.of(new Cheater(known, ahead), new Account()), 1);
        assertThat(result.difference()).isPresent();
        assertThat(result.difference().get().sequence()).isPositive();
    }

    @Test
    void whoReadsEverythingButUsesThePastIsNot() {
        assertThat(check(Backtests.marketMaker(), known -> List.of(new Cheater(known, -5), new Account()), 1)
                        .difference())
                .isEmpty();
    }

    private static LookaheadCheck.Result check(
            BacktestSettings settings, Function<FirstRecords, List<Processor>> processors, long seed) {
        return new LookaheadCheck(scan, settings, processors).run(CUTS, seed, done -> {});
    }
}
