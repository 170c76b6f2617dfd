package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SweepTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String[] FOUR = {"--symbol", "BTCUSDT", "--set", "spread=0.2,0.4", "--set", "skew=0..0.5/0.5"};

    @TempDir
    static Path temp;

    private static Path tape;

    @BeforeAll
    static void aMarketOfSixSeconds() {
        tape = temp.resolve("J");
        try (TapeImport target = new TapeImport(tape, 1)) {
            new SyntheticMarket(1, 6 * SECOND, 1_760_000_000L * SECOND).writeTo(target);
        }
    }

    @Test
    void eachTrialIsTheBacktestWithItsParameters() {
        List<JsonNode> trials = json(sweep(FOUR, "--json"));

        assertThat(trials).hasSize(4);
        for (JsonNode trial : trials) {
            Run alone = Run.of(
                    "backtest",
                    "market-maker",
                    tape,
                    "--json",
                    "--symbol",
                    "BTCUSDT",
                    "--set",
                    "spread=" + trial.at("/parameters/spread").asText(),
                    "--set",
                    "skew=" + trial.at("/parameters/skew").asText());
            assertThat(alone.exitCode()).as(alone.err()).isZero();
            JsonNode numbers = read(alone.out());
            assertThat(trial.get("outputHash")).isEqualTo(numbers.get("outputHash"));
            assertThat(trial.get("netPnl")).isEqualTo(numbers.get("netPnl"));
            assertThat(trial.get("refused").isNull()).isTrue();
        }
        assertThat(trials.stream()
                        .map(trial -> trial.get("outputHash").asText())
                        .distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void neitherJobsNorShardsChangeWhatComesOut() {
        String whole = sweep(FOUR, "--json").out();

        assertThat(sweep(FOUR, "--json", "--jobs", "3").out()).isEqualTo(whole);
        List<String> shards = new ArrayList<>();
        for (String shard : List.of("1/3", "2/3", "3/3")) {
            shards.addAll(sweep(FOUR, "--json", "--shard", shard).out().lines().toList());
        }
        shards.sort(Comparator.comparingInt(line -> read(line).get("trial").asInt()));
        assertThat(shards).isEqualTo(whole.lines().toList());
    }

    @Test
    void theTableHasTheBestFirst() {
        Run table = sweep(FOUR);
        List<String> lines = table.out().lines().toList();

        assertThat(lines.get(0)).contains("TRIAL", "SPREAD", "SKEW", "NET P&L");
        assertThat(lines).hasSize(5);
        double before = Double.MAX_VALUE;
        for (String line : lines.subList(1, 5)) {
            double netPnl = Double.parseDouble(line.trim().split(" +", -1)[3]);
            assertThat(netPnl).isLessThanOrEqualTo(before);
            before = netPnl;
        }
        assertThat(table.err()).contains("4 trials", "in part the luckiest", "next: tape backtest market-maker");
        Run two = sweep(FOUR, "-n", "2");
        assertThat(two.out().lines()).hasSize(3);
        assertThat(two.err()).contains("2 more: -n 4");
    }

    @Test
    void aTrialThatAStrategyDoesNotTakeIsLastAndSaysWhy() {
        String[] offLot = {"--symbol", "BTCUSDT", "--set", "quantity=0.0001,0.01"};

        Run table = sweep(offLot);
        assertThat(table.exitCode()).isZero();
        assertThat(table.out().lines().toList().get(2)).contains("0.0001", "refused");
        assertThat(table.err()).contains("2 trials, 1 refused, trial 1: found mm1: quantity");
        assertThat(json(sweep(offLot, "--json")).get(0).get("refused").asText()).contains("a multiple of the lot");

        Run all = sweep(new String[] {"--symbol", "BTCUSDT", "--set", "quantity=0.0001,0.0002"});
        assertThat(all.exitCode()).isEqualTo(6);
        assertThat(all.err()).contains("2 trials, 2 refused, trial 1: found mm1: quantity");
    }

    /** One that does not quote at all would win by 0 where all others lose. */
    @Test
    void aTrialThatDidNotTradeStandsBehindThoseThatDid() {
        Run table = sweep(new String[] {"--symbol", "BTCUSDT", "--set", "spread=0.1", "--set", "maxPosition=0,0.1"});
        List<String> lines = table.out().lines().toList();

        assertThat(lines.get(1).trim().split(" +", -1)).startsWith("2", "0.1");
        assertThat(lines.get(2).trim().split(" +", -1)).startsWith("1", "0", "0.00");
    }

    @Test
    void shardsOfRefusedTrialsHaveTheirLinesToo() {
        String[] offLot = {"--symbol", "BTCUSDT", "--set", "quantity=0.0001,0.01", "--json"};
        String whole = sweep(offLot).out();

        Run first = sweep(offLot, "--shard", "1/2");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out() + sweep(offLot, "--shard", "2/2").out()).isEqualTo(whole);
        Run none = sweep(offLot, "--shard", "3/3");
        assertThat(none.exitCode()).isZero();
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).contains("no trial is in shard 3/3");
    }

    @Test
    void aParameterOfOneStrategyHoldsWhereverItIsTyped() {
        String[] both = {"--set", "mm1.spread=0.2,0.4", "--set", "spread=0.3", "--json"};
        List<JsonNode> trials = json(sweep(both));
        assertThat(trials).hasSize(2);
        assertThat(trials.get(0).get("netPnl")).isNotEqualTo(trials.get(1).get("netPnl"));
    }

    @Test
    void someByChanceAreTheSameForTheSameSeed() {
        String[] many = {"--symbol", "BTCUSDT", "--set", "spread=0.1..10/0.1", "--random", "3", "--json"};
        String some = sweep(many).out();

        assertThat(some.lines()).hasSize(3);
        assertThat(sweep(many).out()).isEqualTo(some);
        assertThat(trialsOf(sweep(many, "--seed", "2"))).isNotEqualTo(trialsOf(sweep(many)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--set spread=1..3 | expected numbers such as 1..3/0.5",
                "--set spread=1,-1 | spread",
                "--set requote=1..2/0.5 | requote",
                "--random 0 | --random: expected 1 or more",
                "--set spraed=1,2 | market-maker has no parameter spraed",
                "--set spread=-1,1 | spread",
                "--shard 5/4 | expected one of so many shards such as 2/4, found 5/4",
                "--shard 1/0 | expected one of so many shards such as 2/4, found 1/0",
                "--shard x | expected one of so many shards",
                "--jobs 0 | --jobs: expected 1 or more",
                "--set mm9.spread=1,2 | mm9"
            })
    void whatIsNotMeantIsUsage(String options, String message) {
        Run run = sweep(options.split(" ", -1));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private static Run sweep(String[] options, String... more) {
        return Run.of(
                Stream.of(Stream.of("sweep", "market-maker", tape.toString()), Stream.of(options), Stream.of(more))
                        .flatMap(part -> part)
                        .toArray());
    }

    private static List<Integer> trialsOf(Run run) {
        return json(run).stream().map(trial -> trial.get("trial").asInt()).toList();
    }

    private static List<JsonNode> json(Run run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out().lines().map(SweepTest::read).toList();
    }

    private static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
