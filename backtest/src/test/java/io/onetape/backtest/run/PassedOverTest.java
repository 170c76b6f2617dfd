package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.Market;
import io.onetape.replay.ParityCheck;
import io.onetape.services.Processors;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run hands no processor what it passes over; the parity check hands over everything. Over the end of a day, with and without a watch on silence. */
final class PassedOverTest {
    private static final Recording RECORDING = Recording.of(Market.USDM, "hftbacktest/usdm/btcusdt_20230404.dat.gz");

    @ParameterizedTest
    @CsvSource({"market-maker, 0", "market-maker, 150", "momentum, 0", "meanreversion, 0", "scalping, 100"})
    void nothingFollowsFromWhatIsPassedOver(String strategy, String silenceMillis) {
        Backtests.Result result = Backtests.run(
                RECORDING,
                Backtests.marketMaker()
                        .with("strategy.mm1.type", strategy)
                        .with("marketdata.staleAfterMillis", silenceMillis)
                        .withShift(ClockShift.by(60_000_000_000L)));
        ParityCheck parity = new ParityCheck(result.tape().sources(), name -> Optional.of(Processors.named(name)));
        for (RecordView record : result.records()) {
            assertThat(parity.accept(record)).isEmpty();
        }
        assertThat(result.summary().events()).isGreaterThan(result.summary().sourceRecords());
    }
}
