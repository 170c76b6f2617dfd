package io.onetape.backtest.importer.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.CollectingSink;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.services.marketdata.BookSync;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as the archives give them. */
final class RealFilesTest {
    private static final Path BYBIT = GivenRows.DATA.resolve("bybit/xrpusdt-ob500.data.zip");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "bybit, USDM, bybit/xrpusdt-ob500.data.zip, 50, 50, 0, 1, 49, 0, 0",
        "tardis, USDM, tardis/binance-futures_book_snapshot_25_BTCUSDT.csv, 11, 10, 0, 10, 0, 0, 0",
        "tardis, USDM, tardis/binance-futures_book_snapshot_5_BTCUSDT.csv, 11, 10, 0, 10, 0, 0, 0",
        "tardis, COINM, tardis/bitmex_trades_XBTUSD.csv, 11, 10, 0, 0, 0, 0, 10",
        "tardis, COINM, tardis/deribit_incremental_book_L2_BTC-PERPETUAL.csv, 16, 1, 14, 1, 0, 0, 0",
        "tardis, COINM, tardis/huobi-dm-swap_quotes_BTC-USD.csv, 11, 10, 0, 0, 0, 10, 0",
        "binance, USDM, binance/btcusdt-depth-snap.csv, 101, 1, 99, 1, 0, 0, 0",
        "binance, USDM, binance/btcusdt-depth-update.csv, 101, 1, 99, 0, 1, 0, 0",
    })
    void everyLineIsAccountedFor(
            String venue,
            Market market,
            String file,
            long lines,
            long records,
            long joined,
            int snapshots,
            int updates,
            int quotes,
            int trades)
            throws IOException {
        GivenRows given = new GivenRows(folder, venue, market).strict().file(GivenRows.DATA.resolve(file));
        ImportResult result = given.imported();
        CollectingSink sink = given.sink;
        assertThat(result.lines()).isEqualTo(lines);
        assertThat(result.records()).isEqualTo(records);
        assertThat(result.joined()).isEqualTo(joined);
        assertThat(result.instruments()).isEqualTo(1);
        assertThat(sink.count(DepthSnapshotDecoder.TEMPLATE_ID)).isEqualTo(snapshots);
        assertThat(sink.count(DepthUpdateDecoder.TEMPLATE_ID)).isEqualTo(updates);
        assertThat(sink.count(QuoteUpdateDecoder.TEMPLATE_ID)).isEqualTo(quotes);
        assertThat(sink.count(TradePrintDecoder.TEMPLATE_ID)).isEqualTo(trades);
    }

    @Test
    void bybitsBookIsTheOneThatItsMessagesMake() throws IOException {
        GivenRows given = new GivenRows(folder, "bybit", Market.USDM).file(BYBIT);
        given.imported();
        BookSync book = given.book(1);
        assertThat(book.status()).isEqualTo(BookStatus.VALID);
        assertThat(GivenRows.levels(book.book().bids())).isEqualTo(naive("b", Comparator.reverseOrder()));
        assertThat(GivenRows.levels(book.book().asks())).isEqualTo(naive("a", Comparator.naturalOrder()));
    }

    /** The same book by a map, with another parser. */
    private static String naive(String side, Comparator<BigDecimal> order) throws IOException {
        TreeMap<BigDecimal, String> levels = new TreeMap<>(order);
        try (ZipFile zip = new ZipFile(BYBIT.toFile());
                InputStream text = zip.getInputStream(zip.entries().nextElement())) {
            for (String line : new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode message = new ObjectMapper().readTree(line);
                if (message.path("type").asText().equals("snapshot")) {
                    levels.clear();
                }
                for (JsonNode level : message.path("data").path(side)) {
                    BigDecimal price = new BigDecimal(level.get(0).asText());
                    levels.remove(price);
                    if (!level.get(1).asText().equals("0")) {
                        levels.put(
                                price,
                                level.get(1).asText() + "@"
                                        + price.stripTrailingZeros().toPlainString());
                    }
                }
            }
        }
        return String.join(" ", levels.values());
    }

    @Test
    void theVenuesTimeAndOursAreKeptAsTheyAre() throws IOException {
        GivenRows given = new GivenRows(folder, "tardis", Market.COINM)
                .file(GivenRows.DATA.resolve("tardis/bitmex_trades_XBTUSD.csv"));
        given.imported();
        TradePrintDecoder first =
                given.sink.records(TradePrintDecoder.TEMPLATE_ID).get(0).decode(new TradePrintDecoder());
        assertThat(first.eventNanos()).isEqualTo(1_583_020_803_145_000_000L);
        assertThat(first.receivedNanos()).isEqualTo(1_583_020_803_307_160_000L);
        assertThat(given.sink.times().get(1)).isEqualTo(1_583_020_803_307_160_000L);
        assertThat(first.price()).isEqualTo(853_150_000_000L);
        assertThat(first.quantity()).isEqualTo(215_200_000_000L);
        assertThat(first.aggressor()).isEqualTo(Side.SELL);
        assertThat(first.tradeId()).isZero(); // the venue's is text
    }

    @Test
    void theSameFilesGiveTheSameFacts() throws IOException {
        assertThat(hash()).isEqualTo(hash());
    }

    private String hash() throws IOException {
        GivenRows given = new GivenRows(folder, "bybit", Market.USDM).file(BYBIT);
        given.sink = CollectingSink.hashing();
        given.imported();
        return given.sink.hash();
    }
}
