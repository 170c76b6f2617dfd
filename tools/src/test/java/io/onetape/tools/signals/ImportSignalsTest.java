package io.onetape.tools.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.lake.DuckDb;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportSignalsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;
    private static final int SECONDS = 20;
    private static final String HEAD = "available_time,symbol,name,value,fair_price\n";

    @TempDir
    static Path temp;

    private static Path market;

    @BeforeAll
    static void writeMarket() {
        market = temp.resolve("market");
        try (TapeImport target = new TapeImport(market, 1)) {
            new SyntheticMarket(3, SECONDS * SECOND, START).writeTo(target);
        }
    }

    @Test
    void csvNdjsonAndParquetOfTheSameSignalsGiveTheSameRecords() throws Exception {
        Path csv = write(
                "a.csv",
                HEAD
                        + "2023-11-14T22:13:21.5,BTCUSDT,alpha,0.1234567891,\n1700000001000000000,ETHUSDT,b,-1e-3,1800.5\n");
        Path ndjson = write("a.ndjson", """
                {"availableTime":"1700000001500000000","symbol":"BTCUSDT","name":"alpha","value":0.1234567891}
                {"availableTime":1700000001000000000,"symbol":"ETHUSDT","name":"b","value":"-0.001","fair price":1800.5}
                """);
        Path parquet = temp.resolve("a.parquet");
        try (Connection duck = DuckDb.open(temp.resolve("spill"), "256MB");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (SELECT make_timestamp_ns(1700000001500000000) AS available_time, 'BTCUSDT' AS symbol,"
                            + " 'alpha' AS name, 0.1234567891::DOUBLE AS value, NULL::DOUBLE AS fair_price UNION ALL SELECT"
                            + " make_timestamp_ns(1700000001000000000), 'ETHUSDT', 'b', -0.001, 1800.5) TO '" + parquet
                            + "'");
        }

        List<String> told = new ArrayList<>();
        for (Path file : List.of(csv, ndjson, parquet)) {
            told.add(imported(file).toString().replaceAll("a\\.[a-z]+", "a"));
        }
        assertThat(told.get(0)).contains("-0.001", "0.12345679", "1800.5", "null");
        assertThat(told.get(1)).isEqualTo(told.get(0));
        assertThat(told.get(2)).isEqualTo(told.get(0));
    }

    private static List<String> imported(Path file) throws IOException {
        Path out = temp.resolve("of-" + file.getFileName());
        Run run = Run.of("import", "--format", "signals", file, "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> records = new ArrayList<>();
        for (String line : Run.of("cat", "--json", "-t", "ExternalSignal", out).lines()) {
            JsonNode record = JSON.readTree(line);
            assertThat(record.get("recordedAtNanos")).isEqualTo(record.get("availableNanos"));
            records.add(record.get("availableNanos").asText()
                    + record.get("signalSymbol")
                    + record.get("name")
                    + record.get("value")
                    + record.get("fairPrice"));
        }
        assertThat(Run.of("verify", out).exitCode()).isZero();
        return records;
    }

    @Test
    void aFileThatDoesNotSayWhenItsSignalsWereKnownIsRefusedWithTheReason() throws IOException {
        Path file = write("untimed.csv", "time,symbol,name,value\n1700000001000000000,BTCUSDT,a,1\n");

        Run run = Run.of("import", "signals", file, "--out", temp.resolve("untimed"));

        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.err()).contains("no column available_time in " + file, "would see the future");
        assertThat(temp.resolve("untimed")).doesNotExist();
    }

    @Test
    void aTimestampWithAZoneIsRefusedForItLosesNanoseconds() throws Exception {
        Path file = temp.resolve("zoned.parquet");
        try (Connection duck = DuckDb.open(temp.resolve("spill"), "256MB");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (SELECT '2023-11-14 22:13:21+00'::TIMESTAMPTZ AS available_time, 'X' AS symbol,"
                    + " 'a' AS name, 1.0 AS value) TO '" + file + "'");
        }
        Run run = Run.of("import", "signals", file, "--out", temp.resolve("zoned"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(6);
        assertThat(run.err()).contains("with a time zone", "tz_localize(None)");
    }

    @Test
    void aRowThatIsNotWhatItShouldBeEndsTheImportAndLeavesNoTape() throws IOException {
        assertRefused("2023-11-14,BTCUSDT,a,1,\n", "row 1: available time: expected a time, found a day");
        assertRefused(",BTCUSDT,a,1,\n", "row 1: available time: expected a time, found ''");
        assertRefused(
                "1700000001000000000,BTCUSDT,a,1,\n1700000001000000000,,a,1,\n", "row 2: symbol: expected a text");
        assertRefused("1700000001000000000,BTCUSDT,a,,\n", "row 1: value: expected a number, found none");
        assertRefused("1700000001000000000,BTCUSDT,a,nan,\n", "row 1: value: expected a decimal number");
        assertRefused("1700000001000000000,BTCUSDT,a,1e30,\n", "row 1: value: expected a decimal number");
        assertRefused("1700000001000000000,BTCUSDT,a,1e999999999,\n", "row 1: value: expected a decimal number");
    }

    private static void assertRefused(String rows, String why) throws IOException {
        Path out = temp.resolve("bad");
        Run run = Run.of("import", "signals", write("bad.csv", HEAD + rows), "--out", out);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains(why, "nothing was imported");
        assertThat(out).doesNotExist();
    }

    @Test
    void signalsGoThroughStrategyRiskAndExecutionAndNotBeforeTheyAreKnown() throws IOException {
        Path tape = merged("one.csv", HEAD + (START + 5 * SECOND + 1) + ",BTCUSDT,alpha,0.9,\n");
        Path out = temp.resolve("one-run");
        Run run = backtest(tape, "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();

        Path result = out.resolve("tape");
        JsonNode signal = first("ExternalSignal", result);
        JsonNode request = first("OrderRequested", result);
        assertThat(request.get("recordedAtNanos").asLong())
                .isGreaterThanOrEqualTo(signal.get("availableNanos").asLong())
                .isGreaterThanOrEqualTo(START + 5 * SECOND + 1);
        assertThat(request.get("correlation").asText())
                .isEqualTo(signal.get("sequence").asText());
        assertThat(Run.of("explain", request.get("strategy").asText() + "-1", result)
                        .out())
                .contains("risk pass", "submit");
        assertThat(Run.of("verify", "--replay", result).exitCode()).isZero();
    }

    /** What is known later must not change what was done before: the later signals are turned, and everything before them stays as it was. */
    @Test
    void whatBecomesKnownLaterChangesNothingBefore() throws IOException {
        StringBuilder one = new StringBuilder(HEAD);
        StringBuilder other = new StringBuilder(HEAD);
        for (int second = 2; second < SECONDS; second++) {
            long at = START + second * SECOND + 7;
            int value = second % 4 < 2 ? 1 : -1;
            one.append(at).append(",BTCUSDT,alpha,").append(value).append(",\n");
            other.append(at)
                    .append(",BTCUSDT,alpha,")
                    .append(second < 11 ? value : -value)
                    .append(",\n");
        }
        Path a = temp.resolve("a-run");
        Path b = temp.resolve("b-run");
        backtest(merged("later-a.csv", one.toString()), "--out", a);
        backtest(merged("later-b.csv", other.toString()), "--out", b);

        String until = "seq:"
                + json(Run.of(
                                "cat",
                                "--json",
                                "-t",
                                "ExternalSignal",
                                "--from",
                                Long.toString(START + 11 * SECOND + 7),
                                "-n",
                                "1",
                                a.resolve("tape")))
                        .get("sequence")
                        .asText();
        List<String> before = outputs(a, until);
        assertThat(before).hasSizeGreaterThan(20).isEqualTo(outputs(b, until));
        assertThat(outputs(a, "end")).isNotEqualTo(outputs(b, "end"));
    }

    private static List<String> outputs(Path run, String to) {
        return Run.of(
                        "cat",
                        "--json",
                        "-t",
                        "Signal",
                        "-t",
                        "OrderRequested",
                        "-t",
                        "Fill",
                        "-t",
                        "OrderChanged",
                        "--to",
                        to,
                        run.resolve("tape"))
                .lines();
    }

    @Test
    void aSymbolThatTheMarketDoesNotHaveIsSaid() throws IOException {
        Path file = write("nosuch.csv", HEAD + (START + SECOND) + ",NOSUCH,alpha,1,\n");
        Run run = Run.of("import", "signals", file, "--market", market, "--out", temp.resolve("nosuch"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("does not define", "NOSUCH");
    }

    private static Path merged(String name, String csv) throws IOException {
        Path out = temp.resolve(name.replace(".csv", ""));
        Run run = Run.of("import", "signals", write(name, csv), "--market", market, "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return out;
    }

    private static Run backtest(Path tape, Object... more) {
        List<Object> words = new ArrayList<>(List.of("backtest", "signal-follower", tape, "--symbol", "BTCUSDT"));
        words.addAll(List.of("--set", "quantity=0.01", "--set", "maxPosition=0.01", "--set", "entry=taker"));
        words.addAll(List.of(more));
        return Run.of(words.toArray());
    }

    private static JsonNode first(String type, Path tape) throws IOException {
        return json(Run.of("cat", "--json", "-t", type, "-n", "1", tape));
    }

    private static JsonNode json(Run run) throws IOException {
        assertThat(run.lines()).as(run.err()).isNotEmpty();
        return JSON.readTree(run.lines().get(0));
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }
}
