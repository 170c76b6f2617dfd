package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.sweep.Daily;
import io.onetape.backtest.sweep.Grid;
import io.onetape.backtest.sweep.Objective;
import io.onetape.backtest.sweep.Part;
import io.onetape.backtest.sweep.Pick;
import io.onetape.backtest.sweep.SweepPlan;
import io.onetape.backtest.sweep.Trial;
import io.onetape.backtest.sweep.WalkForward;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import io.onetape.tools.sample.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backtests of a part of a tape, and the sweeps that are made of them: walk-forward and halving. */
final class SweepPartsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    @TempDir
    static Path temp;

    private static Path tape;

    @BeforeAll
    static void aMarketOfEightSeconds() {
        tape = temp.resolve("J");
        try (TapeImport target = new TapeImport(tape, 1)) {
            new SyntheticMarket(1, 8 * SECOND, START).writeTo(target);
        }
    }

    @Test
    void noStrategyActsBeforeAPartAndNothingIsBehindIt() {
        Path run = temp.resolve("part");
        Run part = Run.of(
                "backtest",
                "market-maker",
                tape,
                "--out",
                run,
                "--from",
                START + 3 * SECOND,
                "--to",
                START + 5 * SECOND);
        assertThat(part.exitCode()).as(part.err()).isZero();

        Path result = run.resolve("tape");
        List<JsonNode> orders = json(Run.of("cat", "-t", "OrderRequested", "--json", result));
        assertThat(orders).isNotEmpty();
        List<JsonNode> started = json(Run.of("cat", "-t", "StrategyChanged", "--json", "-n", "1", result));
        List<JsonNode> all = json(Run.of("cat", "--json", result));
        long begins = started.get(0).get("recordedAtNanos").asLong();
        assertThat(begins).isBetween(START + 3 * SECOND, START + 4 * SECOND);
        assertThat(orders.get(0).get("recordedAtNanos").asLong()).isGreaterThanOrEqualTo(begins);
        assertThat(all.get(all.size() - 1).get("recordedAtNanos").asLong()).isLessThan(START + 5 * SECOND);
        assertThat(Run.of("verify", "--replay", result).exitCode()).isZero();
    }

    @Test
    void fromTheStartToTheEndIsTheWholeRun() {
        JsonNode whole = one(Run.of("backtest", "market-maker", tape, "--json"));
        JsonNode part = one(Run.of("backtest", "market-maker", tape, "--json", "--from", "start", "--to", "end"));
        assertThat(part).isEqualTo(whole);
        JsonNode later = one(Run.of("backtest", "market-maker", tape, "--json", "--from", "seq:500", "--to", "+2s"));
        assertThat(later.get("outputHash")).isNotEqualTo(whole.get("outputHash"));
        assertThat(later.get("durationNanos").asLong()).isBetween(SECOND, 2 * SECOND);
        assertThat(Run.of("backtest", "market-maker", tape, "--from", "-1s", "--to", "-2s")
                        .exitCode())
                .isEqualTo(2);
        assertThat(Run.of("backtest", "market-maker", tape, "--from", "+1s").exitCode())
                .isEqualTo(2);
    }

    @Test
    void eachWindowTestsTheBestOfItsTraining() throws IOException {
        Path out = temp.resolve("walk");
        Run walk = sweep("--set", "spread=0.1,0.3,0.5", "--train", "3s", "--test", "2s", "--out", out.toString());
        assertThat(walk.exitCode()).as(walk.err()).isZero();
        List<JsonNode> lines = Files.readAllLines(out.resolve("trials.ndjson")).stream()
                .map(SweepPartsTest::read)
                .toList();
        assertThat(lines).hasSize(3 * 4); // 3-5, 5-7, and what is left to 8
        BigDecimal net = BigDecimal.ZERO;
        for (int window = 0; window < 3; window++) {
            List<JsonNode> train = lines.subList(4 * window, 4 * window + 3);
            JsonNode test = lines.get(4 * window + 3);
            assertThat(test.at("/part/kind").asText()).isEqualTo("test");
            assertThat(train).allMatch(line -> line.at("/part/kind").asText().equals("train"));
            assertThat(train).allMatch(line -> line.at("/part/toNanos").equals(test.at("/part/fromNanos")));
            JsonNode best = train.stream()
                    .filter(line -> line.get("trial").equals(test.get("trial")))
                    .findFirst()
                    .orElseThrow();
            assertThat(train)
                    .allMatch(line ->
                            line.get("fills").asInt() == 0 || money(line).compareTo(money(best)) <= 0);
            net = net.add(money(test));
            for (JsonNode line : List.of(best, test)) {
                JsonNode alone = one(Run.of(
                        "backtest",
                        "market-maker",
                        tape,
                        "--symbol",
                        "BTCUSDT",
                        "--json",
                        "--set",
                        "spread=" + line.at("/parameters/spread").asText(),
                        "--from",
                        line.at("/part/fromNanos").asText(),
                        "--to",
                        line.at("/part/toNanos").asText()));
                assertThat(alone.get("outputHash")).isEqualTo(line.get("outputHash"));
            }
        }
        assertThat(walk.out())
                .contains("out of sample, 3 windows: net P&L "
                        + net.setScale(2, RoundingMode.HALF_EVEN).toPlainString());
        assertThat(lines.get(3).at("/part/toNanos")).isEqualTo(lines.get(7).at("/part/fromNanos"));
        String before = Files.readString(out.resolve("trials.ndjson"));
        Files.writeString(out.resolve("trials.ndjson"), before.substring(0, before.length() / 2));
        Run again = sweep("--set", "spread=0.1,0.3,0.5", "--train", "3s", "--test", "2s", "--out", out.toString());
        assertThat(Files.readString(out.resolve("trials.ndjson"))).isEqualTo(before);
        assertThat(again.out()).isEqualTo(walk.out());
        String command = walk.err().substring(walk.err().indexOf("backtest")).strip();
        assertThat(one(Run.of(Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("--json"))
                                .toArray()))
                        .get("outputHash"))
                .isEqualTo(lines.get(11).get("outputHash"));
    }

    @Test
    void halvingKeepsTheBetterHalfOverTwiceAsMuch() {
        List<JsonNode> lines = json(sweep("--set", "spread=0.1..0.5/0.1", "--search", "halving", "--json"));
        assertThat(lines.stream().map(line -> line.at("/part/number").asInt()))
                .containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4);
        double best = lines.subList(0, 5).stream()
                .filter(line -> line.get("fills").asInt() > 0)
                .mapToDouble(line -> line.get("netPnl").asDouble())
                .max()
                .orElseThrow();
        assertThat(lines.subList(5, 8))
                .anyMatch(line -> lines.subList(0, 5).stream()
                        .anyMatch(first -> first.get("trial").equals(line.get("trial"))
                                && first.get("netPnl").asDouble() == best));
        JsonNode last = lines.get(10);
        JsonNode alone = one(Run.of(
                "backtest",
                "market-maker",
                tape,
                "--symbol",
                "BTCUSDT",
                "--json",
                "--set",
                "spread=" + last.at("/parameters/spread").asText()));
        assertThat(last.get("outputHash")).isEqualTo(alone.get("outputHash"));
        assertThat(sweep("--set", "spread=0.1..0.5/0.1", "--search", "halving").err())
                .contains("5 trials, 1 of them over the whole tape");
    }

    /** A second of market on each of 33 days: 32 whole ones. */
    @Test
    void overManyDaysTrialsHaveASharpeRatioAndTheBestADeflatedOne() {
        Path days = temp.resolve("days");
        try (TapeImport target = new TapeImport(days, 1)) {
            RecordDraft tick = new RecordDraft();
            for (long day = 0; day < 33; day++) {
                long nanos = (20_400 + day) * 86_400 * SECOND;
                tick.begin(new TickEncoder(), 0).wallNanos(nanos); // with recorded ticks none is put at every second
                target.accept(tick, nanos);
                new SyntheticMarket(day + 1, SECOND, nanos).writeTo(target);
            }
        }
        Object[] words = {
            "sweep", "market-maker", days, "--symbol", "BTCUSDT", "--set", "spread=0.1,0.5", "--objective", "sharpe"
        };
        Run table = Run.of(words);
        assertThat(table.exitCode()).as(table.err()).isZero();
        assertThat(table.err()).containsPattern("deflated Sharpe ratio of the best: \\d\\.\\d\\d \\(2 trials run\\)");
        assertThat(table.out()).doesNotContain("n/a");
        List<JsonNode> lines =
                json(Run.of(Stream.concat(Stream.of(words), Stream.of("--json")).toArray()));
        assertThat(lines)
                .allMatch(line ->
                        line.get("days").asInt() >= 30 && line.get("sharpe").isNumber());
    }

    @Test
    void aWalkWhoseTrialsWereAllRefusedSaysWhy() {
        String[] offLot = {"--set", "quantity=0.0001,0.0002", "--train", "3s", "--test", "2s"};
        Run walk = sweep(offLot);
        assertThat(walk.exitCode()).isEqualTo(6);
        assertThat(walk.err())
                .contains(
                        "no trial could be trained in 3 of 3 windows, trial 1: found mm1: quantity",
                        "the trial that was chosen could not be tested in 3 of 3 windows, trial 1: found mm1: quantity")
                .doesNotContain("next:");
        assertThat(sweep(Stream.concat(Stream.of(offLot), Stream.of("--json")).toArray(String[]::new))
                        .exitCode())
                .isEqualTo(6);
        assertThat(sweep("--set", "quantity=0.0001,0.01", "--train", "3s", "--test", "2s")
                        .exitCode())
                .isZero();
    }

    /** The tests alone may be refused: then something was trained. */
    @Test
    void trainingAndTestAreCountedEachForItself() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        Console console = new Console(new Out(said), err, 0, false, false, Map.of(), () -> START);
        SweepPlan plan = new SweepPlan(
                "market-maker",
                new TreeMap<>(),
                "",
                List.of(),
                new Grid(List.of()),
                new Pick(Pick.GRID, 0, 0, 1, 1),
                Optional.empty(),
                Objective.NET,
                "",
                List.of());
        SweepWindows.Step good = new SweepWindows.Step(new WalkForward.Window(1, 0, 1, 2), trial(1, ""), trial(1, ""));
        SweepWindows.Step untested =
                new SweepWindows.Step(new WalkForward.Window(2, 1, 2, 3), trial(4, ""), trial(4, "found no book"));
        assertThat(new SweepWindows(plan, console).sayRefused(List.of(good, untested)))
                .isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("the trial that was chosen could not be tested in 1 of 2 windows, trial 4: found no book")
                .doesNotContain("trained");
    }

    private static Trial trial(int number, String refused) {
        return new Trial(number, "", "", Part.WHOLE, Map.of(), refused, 0, 0, 0, 0, 0, 0, 0, "", Daily.NONE);
    }

    @Test
    void whatDoesNotFitTogetherIsUsage() {
        assertThat(sweep("--train", "1s").exitCode()).isEqualTo(2);
        assertThat(sweep("--train", "1d", "--test", "1h").err()).contains("--train: expected a tape that is longer");
        assertThat(sweep("--train", "1s", "--test", "1s", "--shard", "1/2").err())
                .contains("--shard: ");
        assertThat(sweep("--search", "halving", "--shard", "1/2").exitCode()).isEqualTo(2);
        assertThat(sweep("--search", "random").err()).contains("how many trials by chance");
        assertThat(sweep("--search", "bayes").err()).contains("expected grid, random or halving, found 'bayes'");
        assertThat(sweep("--objective", "luck").err()).contains("found 'luck'", "tape sweep --help");
        assertThat(sweep("--latency", "soon").err()).contains("tape sweep --help");
        assertThat(json(sweep("--set", "spread=0.1,0.2,0.3", "--search", "random", "--trials", "2", "--json")))
                .isEqualTo(json(sweep("--set", "spread=0.1,0.2,0.3", "--random", "2", "--json")));
    }

    private static BigDecimal money(JsonNode line) {
        return new BigDecimal(line.get("netPnl").asText());
    }

    private static Run sweep(String... options) {
        return Run.of(Stream.concat(
                        Stream.of("sweep", "market-maker", tape.toString(), "--symbol", "BTCUSDT"), Stream.of(options))
                .toArray());
    }

    private static JsonNode one(Run run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return read(run.out());
    }

    private static List<JsonNode> json(Run run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().lines().map(SweepPartsTest::read).toList();
    }

    private static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
