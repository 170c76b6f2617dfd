package io.onetape.backtest.importer.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.importer.CollectingSink;
import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.RejectedLineException;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NdjsonImporterTest {
    private static final String DEFINED = line("InstrumentDefined", 1)
            + ",\"market\":\"USDM\",\"contract\":\"LINEAR\",\"inferred\":\"YES\",\"tickSize\":\"0.1\",\"lotSize\":\"0.001\","
            + "\"minimumQuantity\":null,\"maximumQuantity\":null,\"minimumNotional\":null,\"contractSize\":null,"
            + "\"venue\":\"binance\",\"baseAsset\":\"BTC\",\"quoteAsset\":\"USDT\"}";
    private static final String UPDATE = line("DepthUpdate", 1)
            + ",\"receivedNanos\":\"1723118400101000000\",\"eventNanos\":null,\"transactionNanos\":\"1723118400092000000\","
            + "\"firstUpdateId\":\"11\",\"lastUpdateId\":\"12\",\"previousUpdateId\":\"10\","
            + "\"bids\":[{\"price\":\"61800.2\",\"quantity\":\"1.5\"}],\"asks\":[]}";

    private final CollectingSink sink = CollectingSink.keeping();
    private final List<String> sources = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void aFactComesBackWithItsInstrumentTimeAndSource() throws IOException {
        ImportResult result = imported(false, DEFINED, UPDATE);
        assertThat(result.firstRejects()).isEmpty();
        assertThat(result.records()).isEqualTo(2);
        assertThat(sources).containsExactly("binance", "binance");
        assertThat(sink.times()).containsExactly(1_723_118_400_101_000_000L, 1_723_118_400_101_000_000L);
        Instruments instruments = new Instruments();
        instruments.apply(sink.records().get(0));
        assertThat(instruments.get(1).symbol()).isEqualTo("BTCUSDT");
        assertThat(instruments.get(1).market()).isEqualTo(Market.USDM);
        DepthUpdateDecoder update = sink.records().get(1).decode(new DepthUpdateDecoder());
        assertThat(update.eventNanos()).isEqualTo(DepthUpdateDecoder.eventNanosNullValue());
        assertThat(update.previousUpdateId()).isEqualTo(10);
        assertThat(update.bids().next().price()).isEqualTo(Fixed8.parse("61800.2"));
    }

    @Test
    void everyFactOfTheSchemaComesBackAsItWas() throws IOException {
        long seed = System.nanoTime();
        System.out.println("everyFactOfTheSchemaComesBackAsItWas: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<RecordView> records = new ArrayList<>();
        List<String> lines = new ArrayList<>(List.of(DEFINED));
        for (int round = 0; round < 20; round++) {
            for (MessageLayout layout : Schema.tape().messages()) {
                if (layout.templateId() >= 11 && layout.templateId() < 50) {
                    RecordDraft draft = RandomRecord.write(layout, random);
                    RecordView record = new RecordView().wrap(draft.buffer(), 0, draft.length());
                    records.add(record);
                    lines.add(line(layout.name(), 1) + RandomRecord.json(record, layout) + "}");
                }
            }
        }
        ImportResult result = imported(false, lines.toArray(String[]::new));
        assertThat(result.firstRejects()).isEmpty();
        assertThat(sink.records()).hasSize(records.size() + 1);
        for (int i = 0; i < records.size(); i++) {
            assertThat(sink.records().get(i + 1).buffer())
                    .as(lines.get(i + 1))
                    .isEqualTo(records.get(i).buffer());
        }
    }

    @Test
    void housekeepingAndWhatReplayMakesAgainIsSkippedByName() throws IOException {
        ImportResult result = imported(
                false,
                "",
                line("CycleStarted", 0) + "}",
                line("SourceDefined", 0) + ",\"number\":3,\"kind\":\"SIMULATED_VENUE\",\"name\":\"binance\"}",
                line("BookTop", 1) + "}",
                line("VenueReply", 0) + "}");
        assertThat(result.firstRejects()).isEmpty();
        assertThat(result.skipped())
                .isEqualTo(Map.of(
                        "blank", 1L,
                        "housekeeping CycleStarted", 1L,
                        "housekeeping SourceDefined", 1L,
                        "derived BookTop", 1L,
                        "simulated VenueReply", 1L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"v":1                                   | broken JSON: Unexpected end-of-input
            {"v":1} {}                               | expected one object a line, found more behind it
            [1]                                      | expected an object, found ARRAY
            {"v":2}                                  | expected version "v":1 of our export, found '2'
            {"v":1}                                  | expected text type, found ''
            {"v":1,"type":"Nothing","instrument":0,"recordedAtNanos":"1","source":"x"} | expected a type of record that the schema has, found 'Nothing'
            {"v":1,"type":"Tick","instrument":-1,"recordedAtNanos":"1","source":"x"}   | expected instrument from 0 to 2147483647, found -1
            {"v":1,"type":"Tick","instrument":0,"recordedAtNanos":"y","source":"x"}    | expected a whole number recordedAtNanos, found 'y'
            {"v":1,"type":"Tick","instrument":0,"recordedAtNanos":"1","source":"x"}    | expected field wallNanos, found none
            {"v":1,"type":"Tick","instrument":0,"recordedAtNanos":"1","source":"x","wallNanos":"z"} | field wallNanos: expected a whole number, found 'z'
            {"v":1,"type":"Tick","instrument":7,"recordedAtNanos":"1","source":"x","wallNanos":"1"} | expected the InstrumentDefined of instrument 7 on a line before, found none
            {"v":1,"type":"ConfigSet","instrument":0,"recordedAtNanos":"1","source":"x","key":"k"}  | expected text value, found 'nothing'
            """)
    void aBadLineIsRejectedWithItsReason(String line, String reason) throws IOException {
        ImportResult result = imported(false, line);
        assertThat(result.firstRejects()).hasSize(1);
        assertThat(result.firstRejects().get(0).reason()).contains(reason);
    }

    @Test
    void numbersOutOfRangeAreRejected() throws IOException {
        ImportResult result = imported(
                false,
                DEFINED,
                UPDATE.replace("61800.2", "92233720369"),
                UPDATE.replace("61800.2", "1.123456789"),
                DEFINED.replace("USDM", "MOON"));
        assertThat(result.firstRejects())
                .extracting(r -> r.line() + " " + r.reason())
                .containsExactly(
                        "2 field price: expected a number up to 92233720368.54775807, found '92233720369'",
                        "3 field price: expected at most 8 decimals, found '1.123456789'",
                        "4 field market: expected one of USDM, COINM, SPOT, found 'MOON'");
    }

    @Test
    void aStrictImportStopsAtTheFirstReject() {
        assertThatThrownBy(() -> imported(true, DEFINED, "{", UPDATE))
                .isInstanceOf(RejectedLineException.class)
                .hasMessageContaining(":2: broken JSON");
        assertThat(sink.records()).hasSize(1);
    }

    @Test
    void damageInALineIsNeverMoreThanAReject() throws IOException {
        long seed = System.nanoTime();
        System.out.println("damageInALineIsNeverMoreThanAReject: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of(DEFINED));
        for (int i = 0; i < 3_000; i++) {
            StringBuilder line = new StringBuilder(random.nextBoolean() ? UPDATE : DEFINED);
            for (int damage = random.nextInt(1, 4); damage > 0; damage--) {
                line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(32, 127));
            }
            lines.add(line.toString());
        }
        ImportResult result = imported(false, lines.toArray(String[]::new));
        assertThat(result.lines()).isEqualTo(lines.size());
        assertThat(result.rejects()).isPositive();
    }

    private ImportResult imported(boolean strict, String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("export.ndjson"), String.join("\n", lines) + "\n");
        NdjsonRequest request = new NdjsonRequest(List.of(file), strict, Optional.empty());
        return new NdjsonImporter(request, (fact, at, source) -> {
                    sink.accept(fact, at);
                    sources.add(source);
                })
                .run();
    }

    private static String line(String type, int instrument) {
        return "{\"v\":1,\"sequence\":\"812\",\"time\":\"2024-08-08T12:00:00.101000000Z\","
                + "\"recordedAtNanos\":\"1723118400101000000\",\"type\":\"" + type
                + "\",\"symbol\":\"BTCUSDT\",\"instrument\":"
                + instrument
                + ",\"source\":\"binance\",\"sourceSequence\":\"808\",\"causedBy\":\"0\",\"correlation\":\"812\"";
    }
}
