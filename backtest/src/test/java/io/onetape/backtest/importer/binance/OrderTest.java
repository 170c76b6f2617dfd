package io.onetape.backtest.importer.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onetape.backtest.importer.CollectingSink;
import io.onetape.backtest.importer.ImportRequest;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.UnfinishedImportException;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "1723161255030314667, 1723161255030314667",
        "1680652700423575, 1680652700423575000",
        "1680652700423, 1680652700423000000",
        "1680652700, 1680652700000000000",
        "1626992741.06217:, 1626992741062170000",
        "1626992741.3105128:, 1626992741310512800",
        "1626992741.123456789, 1626992741123456789",
        "1680652700423.5, 1680652700423500000",
    })
    void theDigitsOfTheReceiveStampTellItsUnit(String stamp, long nanos) {
        Given given = new Given(folder, Market.USDM).lines(stamp + " " + quote(1, 0));
        given.imported();
        assertThat(quotes(given).get(0).receivedNanos()).isEqualTo(nanos);
        assertThat(given.sink.times()).containsOnly(nanos);
    }

    @Test
    void filesContinueEachOtherAndTimeNeverRunsBackwards() {
        Given given = new Given(folder, Market.USDM)
                .lines("1700000005000 " + quote(1, 0), "1700000004000 " + quote(2, 0))
                .lines("1700000003000 " + quote(3, 0), "1700000006000 " + quote(4, 0));
        given.imported();
        assertThat(quotes(given)).extracting(QuoteUpdateDecoder::updateId).containsExactly(1L, 2L, 3L, 4L);
        assertThat(given.sink.times().subList(1, 5))
                .containsExactly(
                        1_700_000_005_000_000_000L,
                        1_700_000_005_000_000_000L,
                        1_700_000_005_000_000_000L,
                        1_700_000_006_000_000_000L);
        assertThat(quotes(given).get(2).receivedNanos()).isEqualTo(1_700_000_003_000_000_000L);
    }

    @Test
    void exchangeTimesAheadOfTheReceiveClockStayAsTheyAre() {
        Given given = new Given(folder, Market.USDM).lines("1700000000000 " + quote(1, 1_700_000_001_270L));
        given.imported();
        assertThat(quotes(given).get(0).eventNanos()).isEqualTo(1_700_000_001_270_000_000L);
        assertThat(given.sink.times()).containsOnly(1_700_000_000_000_000_000L);
    }

    @Test
    void snapshotFilesAreMergedByTheirStampsAndGoFirstOnTies() {
        Given given = new Given(folder, Market.USDM)
                .lines(
                        "wss://fstream.binance.com <-> 1700000000",
                        "1700000001 " + quote(1, 0),
                        "1700000003 " + quote(3, 0),
                        "1700000005 " + quote(5, 0))
                .snapshotLines(
                        address("1700000003", snapshot(30)),
                        "configuration: {}",
                        address("1700000004", snapshot(40)),
                        address("1700000009", snapshot(90)))
                .snapshotLines(address("1700000003", snapshot(31)), address("1700000002", snapshot(20)));
        ImportResult result = given.imported();
        assertThat(result.lines()).isEqualTo(10);
        assertThat(ids(given)).containsExactly(1L, 30L, 31L, 20L, 3L, 40L, 5L, 90L);
    }

    @Test
    void aSnapshotTakesItsSymbolFromItselfItsAddressItsStreamOrTheOnlySymbolThereIs() {
        Given bare = new Given(folder, Market.USDM).frames(snapshot(1), quote(1, 0));
        assertThat(bare.imported().records()).isEqualTo(2);
        Given asked = new Given(folder, Market.USDM).symbols("btcusdt").frames(snapshot(1), quote(1, 0));
        assertThat(asked.imported().records()).isEqualTo(2);
        Given stream = new Given(folder, Market.USDM)
                .frames(
                        quote(1, 0),
                        quote(1, 0).replace("BTC", "ETH"),
                        "{\"stream\":\"ethusdt@depthSnapshot\",\"data\":" + snapshot(1) + "}");
        assertThat(stream.imported().records()).isEqualTo(3);
        assertThat(stream.sink.records(DepthSnapshotDecoder.TEMPLATE_ID).get(0).instrument())
                .isEqualTo(2);
    }

    @Test
    void aSnapshotWithoutASymbolIsNotTakenForOneThatNoFrameIsAbout() {
        ImportResult result = new Given(folder, Market.USDM)
                .symbols("FOOUSDT")
                .frames(snapshot(1), quote(1, 0))
                .imported();
        assertThat(result.records()).isZero();
        assertThat(result.firstRejects().get(0).reason())
                .contains("expected a snapshot that names its symbol")
                .contains("no frame of the recording is about FOOUSDT");
        assertThat(result.symbols().absent()).containsExactly("FOOUSDT");
        assertThat(result.symbols().leftOut()).containsExactly("BTCUSDT");
    }

    @Test
    void aFrameAboutTheOnlySymbolCountsHoweverLateItComes() {
        String[] frames = new String[25_000];
        java.util.Arrays.fill(frames, quote(1, 0).replace("BTC", "ETH"));
        frames[0] = snapshot(1);
        frames[frames.length - 1] = quote(1, 0);
        ImportResult result =
                new Given(folder, Market.USDM).symbols("BTCUSDT").frames(frames).imported();
        assertThat(result.records()).isEqualTo(2);
        assertThat(result.symbols().inferred()).containsExactly("BTCUSDT");
    }

    @Test
    void theSameFilesGiveTheSameBytesInEveryZoneAndLocale() throws IOException {
        Path file = Path.of(System.getProperty("onetape.shared", "../../shared"), "data/hftbacktest_playground/spot")
                .resolve("nexousdt_20240723.dat.gz");
        String here = hash(file);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(new Locale("ar", "EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertThat(hash(file)).isEqualTo(here);
            Locale.setDefault(new Locale("tr", "TR"));
            assertThat(hash(file)).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void aTruncatedFileKeepsItsPrefixAndSaysWhatToDo() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append("1700000001 ").append(quote(i * 7919L, 0)).append('\n');
        }
        byte[] packed = Given.gzip(text.toString());
        Path file = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed, packed.length / 2));
        Given given = new Given(folder, Market.USDM).file(file).lines("1700000009 " + quote(1, 0));
        UnfinishedImportException thrown = catchThrowableOfType(UnfinishedImportException.class, () -> imported(given));
        long lines = thrown.result().lines();
        assertThat(thrown)
                .hasMessageContaining("cut.gz: found the end inside a gzip block after " + lines
                        + " lines, expected a complete gzip file");
        assertThat(thrown.file()).isEqualTo(file);
        assertThat(lines).isBetween(100L, 999L);
        assertThat(thrown.result().firstRejects().get(0).reason()).isEqualTo("the file is cut off inside this line");
        assertThat(given.sink.count(QuoteUpdateDecoder.TEMPLATE_ID)).isEqualTo((int) lines - 1);
    }

    @Test
    void aMissingFileIsAnError() {
        Given given = new Given(folder, Market.USDM).file(folder.resolve("nowhere"));
        assertThatThrownBy(() -> imported(given))
                .isInstanceOf(java.nio.file.NoSuchFileException.class)
                .hasMessageContaining("nowhere");
    }

    private static void imported(Given given) throws IOException {
        try {
            given.imported();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String hash(Path file) throws IOException {
        CollectingSink sink = CollectingSink.hashing();
        new BinanceImporter(ImportRequest.of(Market.SPOT, List.of(file)), sink).run();
        return sink.hash();
    }

    private static List<Long> ids(Given given) {
        return given.sink.records().stream()
                .filter(r -> r.templateId() == QuoteUpdateDecoder.TEMPLATE_ID
                        || r.templateId() == DepthSnapshotDecoder.TEMPLATE_ID)
                .map(r -> r.templateId() == QuoteUpdateDecoder.TEMPLATE_ID
                        ? r.decode(new QuoteUpdateDecoder()).updateId()
                        : r.decode(new DepthSnapshotDecoder()).lastUpdateId())
                .toList();
    }

    private static List<QuoteUpdateDecoder> quotes(Given given) {
        return given.sink.records(QuoteUpdateDecoder.TEMPLATE_ID).stream()
                .map((RecordView r) -> r.decode(new QuoteUpdateDecoder()))
                .toList();
    }

    private static String address(String stamp, String body) {
        return "https://fapi.binance.com/fapi/v1/depth?symbol=BTCUSDT&limit=1000 -> " + stamp + ": " + body;
    }

    private static String snapshot(long id) {
        return "{\"lastUpdateId\":" + id + ",\"bids\":[[\"1\",\"1\"]],\"asks\":[[\"2\",\"1\"]]}";
    }

    private static String quote(long id, long eventMillis) {
        return "{\"e\":\"bookTicker\",\"u\":" + id + ",\"E\":" + eventMillis
                + ",\"s\":\"BTCUSDT\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}";
    }
}
