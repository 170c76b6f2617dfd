package io.onetape.backtest.importer.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.CollectingSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import io.onetape.journal.schema.MarkPriceUpdateDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordingsTest {
    private static final Path DATA = Path.of(System.getProperty("onetape.shared", "../../shared"), "data");

    @ParameterizedTest
    @CsvSource({
        "hftbacktest/usdm/btcusdt_20230404.dat.gz, USDM, 13384, 4322, 6765, 2197, 1, 99",
        "hftbacktest/usdm/btcusdt_20240718.gz, USDM, 11414, 3326, 7113, 974, 1, 0",
        "hftbacktest/usdm/btcusdt_20240719.gz, USDM, 60570, 5696, 45147, 9727, 0, 0",
        "hftbacktest/usdm/btcusdt_20240808.gz, USDM, 93954, 6551, 66089, 21313, 1, 0",
        "hftbacktest/cm/btcusd_perp_20240808.gz, COINM, 48270, 26847, 19136, 2286, 1, 0",
        "hftbacktest/cm/btcusd_perp_20240809.gz, COINM, 50116, 17948, 29219, 2949, 0, 0",
        "hftbacktest/spot/btcusdt_20240808.gz, SPOT, 41249, 3451, 28040, 9757, 1, 0",
        "hftbacktest/spot/btcusdt_20240809.gz, SPOT, 58325, 3044, 45134, 10147, 0, 0",
        "hftbacktest_playground/spot/nexousdt_20240723.dat.gz, SPOT, 1804, 1188, 437, 178, 1, 0",
    })
    void everyLineOfARecordingBecomesTheRecordThatItIs(
            String file, Market market, long lines, int updates, int quotes, int trades, int snapshots, int marks)
            throws IOException {
        CollectingSink sink = CollectingSink.counting();
        ImportResult result = new BinanceImporter(ImportRequest.of(market, List.of(DATA.resolve(file))), sink).run();
        assertThat(result.firstRejects()).isEmpty();
        assertThat(result.lines()).isEqualTo(lines);
        assertThat(result.records()).isEqualTo(lines);
        assertThat(sink.count(DepthUpdateDecoder.TEMPLATE_ID)).isEqualTo(updates);
        assertThat(sink.count(QuoteUpdateDecoder.TEMPLATE_ID)).isEqualTo(quotes);
        assertThat(sink.count(TradePrintDecoder.TEMPLATE_ID)).isEqualTo(trades);
        assertThat(sink.count(DepthSnapshotDecoder.TEMPLATE_ID)).isEqualTo(snapshots);
        assertThat(sink.count(MarkPriceUpdateDecoder.TEMPLATE_ID)).isEqualTo(marks);
        // One spot recording holds quantities below its lot, which each refine what was inferred.
        assertThat(sink.count(InstrumentDefinedDecoder.TEMPLATE_ID)).isBetween(1, 3);
    }

    @Test
    void aCaptureOfManySymbolsIsImportedWithItsRestReplies() throws IOException {
        Path folder = DATA.resolve("cryptofeed");
        ImportRequest request = new ImportRequest(
                List.of(folder.resolve("BINANCE_FUTURES.ws.1.0.gz")),
                List.of(folder.resolve("BINANCE_FUTURES.http.0.0.gz"), folder.resolve("BINANCE_FUTURES.0.gz")),
                Market.USDM,
                Set.of(),
                true,
                Optional.empty());
        CollectingSink sink = CollectingSink.keeping();
        ImportResult result = new BinanceImporter(request, sink).run();
        assertThat(result.lines()).isEqualTo(1536 + 5 + 2);
        assertThat(result.skipped())
                .isEqualTo(Map.of(
                        "connection", 1L, "configuration", 1L, "event kline", 67L, "exchangeInfo", 1L, "blank", 1L));
        assertThat(sink.count(DepthUpdateDecoder.TEMPLATE_ID)).isEqualTo(764);
        assertThat(sink.count(QuoteUpdateDecoder.TEMPLATE_ID)).isEqualTo(613);
        assertThat(sink.count(TradePrintDecoder.TEMPLATE_ID)).isEqualTo(91);
        assertThat(sink.count(DepthSnapshotDecoder.TEMPLATE_ID)).isEqualTo(4);
        assertThat(sink.records(InstrumentDefinedDecoder.TEMPLATE_ID))
                .hasSize(4)
                .allSatisfy(
                        r -> assertThat(r.decode(new InstrumentDefinedDecoder()).inferred())
                                .isEqualTo(io.onetape.journal.schema.Flag.NO));
    }

    @Test
    void twoDaysInOneCallContinueEachOther() throws IOException {
        Path folder = DATA.resolve("hftbacktest/usdm");
        CollectingSink sink = CollectingSink.counting();
        ImportResult result = new BinanceImporter(
                        ImportRequest.of(
                                Market.USDM,
                                List.of(folder.resolve("btcusdt_20240718.gz"), folder.resolve("btcusdt_20240719.gz"))),
                        sink)
                .run();
        assertThat(result.records()).isEqualTo(11_414 + 60_570);
        assertThat(result.instruments()).isEqualTo(1);
    }
}
