package io.onetape.tools.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import io.onetape.tools.select.FilterOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LakeExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DAY = 86_400_000_000_000L;

    @TempDir
    Path folder;

    private Path tape;
    private Path lake;
    private @Nullable Connection asking;

    @BeforeEach
    void paths() {
        tape = folder.resolve("tape");
        lake = folder.resolve("lake");
    }

    @Test
    void theFamiliesOfTheLayoutAreThereWithAManifest() throws IOException {
        SampleTape.writeOrder(tape);

        Run run = Run.of("export", "--format", "parquet", "--out", lake, tape);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        for (String family :
                List.of("trade", "book_l1", "book_l2", "order", "fill", "signal", "risk", "latency", "equity")) {
            assertThat(files(family)).as(family).isNotEmpty();
        }
        assertThat(lake.resolve("fill/date=2024-08-08/symbol=BTCUSDT/part-0.parquet"))
                .exists();
        JsonNode manifest = JSON.readTree(lake.resolve("_manifest.json").toFile());
        assertThat(manifest.get("schemaVersion").asInt()).isEqualTo(2);
        assertThat(manifest.get("tapeHash").asText())
                .isEqualTo(JSON.readTree(Run.of("verify", "--json", tape).out())
                        .get("hash")
                        .asText());
        assertThat(manifest.get("firstSequence").asText()).isEqualTo("1");
        assertThat(manifest.get("lastSequence").asText())
                .isEqualTo(manifest.get("records").asText());
        assertThat(manifest.get("rows").get("fill").asText()).isEqualTo("1");
        assertThat(manifest.get("rows").get("book_l2").asText()).isEqualTo("6");
        assertThat(names(folder)).containsExactlyInAnyOrder("tape", "lake");
    }

    @Test
    void everyTypeOfTheSchemaIsWrittenAndEachOfItsFieldsIsThere() throws Exception {
        try (SampleTape sample = SampleTape.begin(tape, 1, RollCycle.HOUR)) {
            for (MessageLayout layout : Schema.tape().messages()) {
                if (layout.templateId() != CycleStartedDecoder.TEMPLATE_ID
                        && layout.templateId() != SourceDefinedDecoder.TEMPLATE_ID) {
                    sample.fact(1, layout.name());
                }
            }
        }
        assertSameAsNdjson();
    }

    @Test
    void theRowsOfATapeAreItsRecordsFieldByField() throws Exception {
        SampleTape.writeOrder(tape);
        assertSameAsNdjson();
    }

    @Test
    void timesKeepEveryNanosecondAndNumbersStandExactlyBesideFloats() throws Exception {
        try (SampleTape sample = SampleTape.begin(tape, 1, RollCycle.HOUR)) {
            sample.fact(
                    1,
                    "TradePrint",
                    "transactionNanos=1723118400123456789",
                    "tradeId=1",
                    "price=92233720368.54775807",
                    "quantity=0.00000001");
        }
        Run.of("export", "--format", "parquet", "--out", lake, tape);

        try (Connection duck = DuckDb.open(folder.resolve("spill"), "256MB");
                Statement statement = duck.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT typeof(ts), typeof(price), price_e8, quantity_e8, quantity,"
                                + " epoch_ns(ts_exchange), epoch_ns(ts) = ts_ns, typeof(sequence) FROM '"
                                + lake.resolve(files("trade").get(0)) + "'")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("TIMESTAMP_NS");
            assertThat(row.getString(2)).isEqualTo("DOUBLE");
            assertThat(row.getLong(3)).isEqualTo(Long.MAX_VALUE);
            assertThat(row.getLong(4)).isEqualTo(1);
            assertThat(row.getDouble(5)).isEqualTo(0.00000001);
            assertThat(row.getLong(6)).isEqualTo(1_723_118_400_123_456_789L);
            assertThat(row.getBoolean(7)).isTrue();
            assertThat(row.getString(8)).isEqualTo("BIGINT");
        }
    }

    @Test
    void filesAreCompressedAndSortedBySequenceAndSplitByDayAndSize() throws Exception {
        try (SampleTape sample = SampleTape.begin(tape, 1, RollCycle.HOUR)) {
            for (int i = 0; i < 20; i++) {
                sample.fact(i % 3 == 0 ? 2 : 1, "TradePrint", "tradeId=" + i, "price=1", "quantity=1");
            }
            sample.pass(DAY);
            sample.fact(1, "TradePrint", "tradeId=99", "price=1", "quantity=1");
        }
        new LakeExport(TapeFolder.open(tape), new FilterOptions(), silent(), 8).writeTo(lake);

        assertThat(files("trade"))
                .containsExactly(
                        "trade/date=2024-08-08/symbol=BTCUSDT/part-0.parquet",
                        "trade/date=2024-08-08/symbol=BTCUSDT/part-1.parquet",
                        "trade/date=2024-08-08/symbol=BTCUSDT/part-2.parquet",
                        "trade/date=2024-08-08/symbol=ETHUSDT/part-0.parquet",
                        "trade/date=2024-08-08/symbol=ETHUSDT/part-1.parquet",
                        "trade/date=2024-08-08/symbol=ETHUSDT/part-2.parquet",
                        "trade/date=2024-08-09/symbol=BTCUSDT/part-0.parquet");
        try (Connection duck = DuckDb.open(folder.resolve("spill"), "256MB");
                Statement statement = duck.createStatement()) {
            String all = DuckDb.literal(lake + "/trade/date=2024-08-08/symbol=BTCUSDT/*.parquet");
            try (ResultSet rows = statement.executeQuery("SELECT sequence FROM read_parquet(" + all + ")")) {
                long last = 0;
                int count = 0;
                for (; rows.next(); count++) {
                    assertThat(rows.getLong(1)).isGreaterThan(last);
                    last = rows.getLong(1);
                }
                assertThat(count).isEqualTo(13);
            }
            try (ResultSet rows =
                    statement.executeQuery("SELECT DISTINCT compression FROM parquet_metadata(" + all + ")")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("ZSTD");
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void aSymbolIsDataAndNoPath() throws Exception {
        List<String> symbols = List.of("../../../x", "a/b%2Fc", "é=1 '*?[x]", "__HIVE_DEFAULT_PARTITION__X", "1000");
        try (SampleTape sample = SampleTape.begin(tape, 1, RollCycle.HOUR)) {
            for (int i = 0; i < symbols.size(); i++) {
                sample.instrument(10 + i, symbols.get(i), "0.1");
                sample.fact(10 + i, "TradePrint", "tradeId=" + i, "price=1", "quantity=1");
            }
        }
        Run run = Run.of("export", "--format", "parquet", "--out", lake, tape);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(names(folder)).containsExactlyInAnyOrder("tape", "lake");
        assertThat(ask("select symbol from TradePrint order by sequence"))
                .extracting(row -> row.get("symbol").asText())
                .containsExactlyElementsOf(symbols);
    }

    @Test
    void theSameExportAgainWritesNothingAndAnotherOneIsRefused() throws IOException {
        SampleTape.writeOrder(tape);
        Run.of("export", "--format", "parquet", "--out", lake, tape);
        Object before = Files.getLastModifiedTime(lake.resolve("_manifest.json"));

        Run again = Run.of("export", "--format", "parquet", "--out", lake, tape);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("holds this export already");
        assertThat(Files.getLastModifiedTime(lake.resolve("_manifest.json"))).isEqualTo(before);

        Run other = Run.of("export", "--format", "parquet", "-t", "Fill", "--out", lake, tape);
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err()).contains("next: choose another folder for --out");

        Path otherTape = folder.resolve("other");
        SampleTape.writeOtherOrder(otherTape);
        assertThat(Run.of("export", "--format", "parquet", "--out", lake, otherTape)
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void theSameExportTypedInOtherWordsIsTheSame() throws IOException {
        SampleTape.writeOrder(tape);
        assertThat(exported("-t", "Fill", "-t", "TradePrint", "-s", "BTCUSDT", "-w", "price>1"))
                .isEqualTo("0 written");
        assertThat(exported("-s", "btcusdt", "-t", "tradeprint", "-t", "FILL", "-t", "fill", "-w", " price  > 1"))
                .isEqualTo("0 already");
        assertThat(exported(
                        "-s",
                        "BTCUSDT",
                        "-t",
                        "Fill",
                        "-t",
                        "TradePrint",
                        "-w",
                        "price>1",
                        "--from",
                        "start",
                        "--to",
                        "end"))
                .isEqualTo("0 already");
        assertThat(exported("-t", "Fill", "-t", "TradePrint", "-s", "BTCUSDT", "-w", "price>2"))
                .startsWith("3");
        assertThat(exported("-t", "Fill", "-t", "TradePrint", "-s", "BTCUSDT", "-w", "price>1", "--from", "seq:2"))
                .startsWith("3");
    }

    private String exported(String... filters) {
        List<Object> words = new ArrayList<>(List.of("export", "--format", "parquet", "--out", lake));
        words.addAll(List.of(filters));
        words.add(tape);
        Run run = Run.of(words.toArray());
        return run.exitCode() + (run.err().contains("already") ? " already" : " written");
    }

    @Test
    void filtersApply() throws IOException {
        SampleTape.writeOrder(tape);
        Run run = Run.of("export", "--format", "parquet", "-t", "Fill", "-s", "BTCUSDT", "--out", lake, tape);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(names(lake)).containsExactlyInAnyOrder("_manifest.json", "fill", "latency");
        JsonNode manifest = JSON.readTree(lake.resolve("_manifest.json").toFile());
        assertThat(manifest.get("filters").asText()).isEqualTo("-t Fill -s BTCUSDT");
        assertThat(manifest.get("records").asText()).isEqualTo("1");
    }

    @Test
    void anExportThatFailsLeavesNothing() throws IOException {
        SampleTape.writeOrder(tape);
        Path cycle;
        try (var files = Files.list(tape)) {
            cycle = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(cycle);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mm1_7_1")] ^= 1;
        Files.write(cycle, bytes);

        Run run = Run.of("export", "--format", "parquet", "--out", lake, tape);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(names(folder)).containsExactly("tape");
    }

    @Test
    void whatAKilledExportHasLeftIsNotCompleteAndGoesAway() throws Exception {
        SampleTape.writeOrder(tape);
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path left = folder.resolve("lake.partial-" + ended.pid());
        Files.createDirectories(left.resolve("trade"));
        Files.writeString(left.resolve("trade/part-0.parquet"), "half");

        assertThat(Run.of("export", "--format", "parquet", "--out", lake, tape).exitCode())
                .isZero();
        assertThat(names(folder)).containsExactlyInAnyOrder("tape", "lake");
    }

    @Test
    void latenciesAreThoseOfTheSteps() throws IOException {
        SampleTape.writeOrder(tape);

        List<JsonNode> fill = ask("select step_ns, total_ns, order_id from latency where type = 'Fill'");
        assertThat(fill).hasSize(1);
        assertThat(fill.get(0).get("order_id").asText()).isEqualTo("mm1-7");
        assertThat(fill.get(0).get("step_ns").asText())
                .isEqualTo(
                        ask("select f.ts_ns - s.ts_ns as d from Fill f join SubmitOrder s on f.caused_by = s.sequence")
                                .get(0)
                                .get("d")
                                .asText());
        assertThat(ask("select feed_ns, ts_ns - epoch_ns(ts_exchange) as d from latency where type = 'TradePrint'"))
                .allSatisfy(row -> assertThat(row.get("feed_ns")).isEqualTo(row.get("d")))
                .isNotEmpty();
    }

    /** Each field of each record, as ndjson has it, is what SQL answers. */
    private void assertSameAsNdjson() throws IOException {
        Set<String> types = new TreeSet<>();
        List<JsonNode> records = json(Run.of("export", tape));
        records.forEach(record -> types.add(record.get("type").asText()));
        for (String type : types) {
            List<JsonNode> rows = ask("select * from " + type + " order by sequence");
            List<JsonNode> same = records.stream()
                    .filter(record -> record.get("type").asText().equals(type))
                    .toList();
            assertThat(rows).as(type).hasSameSizeAs(same);
            for (int i = 0; i < rows.size(); i++) {
                assertSameFields(type, same.get(i), rows.get(i));
            }
        }
    }

    private void assertSameFields(String type, JsonNode record, JsonNode row) throws IOException {
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            String name = LakeColumn.snake(field.getKey());
            if (Set.of("v", "time", "recorded_at_nanos").contains(name)
                    || (name.equals("instrument") && field.getValue().asInt() == 0)) {
                continue;
            }
            String column = row.has("own_" + name) && !name.equals("instrument") && !name.equals("symbol")
                    ? "own_" + name
                    : name;
            assertThat(row.has(column)).as(type + "." + column).isTrue();
            if (field.getValue().isArray()) {
                assertThat(row.get(column).asText())
                        .as(type + "." + column)
                        .isEqualTo(Integer.toString(field.getValue().size()));
                assertSameEntries(type, name, record, field.getValue());
            } else if (name.equals("symbol") && field.getValue().isNull()) {
                assertThat(row.get("symbol").isNull()).isTrue();
            } else {
                assertThat(row.get(column).asText())
                        .as(type + "." + column)
                        .isEqualTo(field.getValue().asText());
            }
        }
        assertThat(row.get("ts_ns").asText())
                .isEqualTo(record.get("recordedAtNanos").asText());
    }

    private void assertSameEntries(String type, String group, JsonNode record, JsonNode entries) throws IOException {
        boolean levels = type.startsWith("Depth");
        String from = levels
                ? "book_l2 where side = '" + (group.equals("bids") ? "BUY" : "SELL") + "' and"
                : LakeColumn.snake(type) + "_" + group + " where";
        List<JsonNode> rows = ask("select * from " + from + " sequence = "
                + record.get("sequence").asText() + " order by " + (levels ? "level" : "entry"));
        assertThat(rows).hasSameSizeAs(entries);
        for (int i = 0; i < rows.size(); i++) {
            for (Map.Entry<String, JsonNode> field : entries.get(i).properties()) {
                String name = LakeColumn.snake(field.getKey());
                JsonNode value = rows.get(i).has("own_" + name)
                        ? rows.get(i).get("own_" + name)
                        : rows.get(i).get(name);
                assertThat(value.asText()).isEqualTo(field.getValue().asText());
            }
        }
    }

    /** Over files that are made at the first question, as {@code tape sql} has them. */
    private List<JsonNode> ask(String query) throws IOException {
        Path asked = folder.resolve("asked");
        try {
            if (asking == null) {
                assertThat(Run.of("export", "--format", "parquet", "--out", asked, tape)
                                .exitCode())
                        .isZero();
                asking = DuckDb.open(folder.resolve("spill"), "256MB");
                LakeViews.create(asking, asked);
            }
            List<JsonNode> found = new ArrayList<>();
            try (Statement statement = asking.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    ObjectNode row = JSON.createObjectNode();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        Object value = rows.getObject(i);
                        row.put(rows.getMetaData().getColumnLabel(i), value == null ? null : text(value));
                    }
                    found.add(row);
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IOException(query, e);
        }
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number
                ? number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()
                : value.toString();
    }

    @AfterEach
    void close() throws SQLException {
        if (asking != null) {
            asking.close();
        }
    }

    private static List<JsonNode> json(Run run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> rows = new ArrayList<>();
        for (String line : run.lines()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }

    private List<String> files(String family) throws IOException {
        if (!Files.isDirectory(lake.resolve(family))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(lake.resolve(family))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> lake.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> all = Files.list(in)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static Console silent() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Console(new Out(nowhere), nowhere, 0, false, false, Map.of(), () -> SampleTape.START);
    }
}
