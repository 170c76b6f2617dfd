package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tape sweep --out} and {@code tape report --merge}: what is in the folder is the same however often the sweep was ended, and on however many machines it ran. */
final class SweepFolderTest {
    private static final Path ROOT = Path.of(System.getProperty("onetape.root"));
    private static final long SECOND = 1_000_000_000L;
    private static final List<String> EIGHT =
            List.of("--symbol", "BTCUSDT", "--set", "spread=0.1..0.4/0.1", "--set", "skew=0,0.5");

    @TempDir
    static Path temp;

    private static Path tape;
    private static Path whole;
    private static Run wholeRun;

    @BeforeAll
    static void aSweepThatWasNotEnded() {
        tape = temp.resolve("J");
        try (TapeImport target = new TapeImport(tape, 1)) {
            new SyntheticMarket(1, 2 * SECOND, 1_760_000_000L * SECOND).writeTo(target);
        }
        whole = temp.resolve("whole");
        wholeRun = sweep(EIGHT, "--out", whole.toString());
        assertThat(wholeRun.exitCode()).as(wholeRun.err()).isZero();
    }

    @Test
    void aProcessThatWasKilledGoesOnWithTheMissingTrials() throws Exception {
        Path out = temp.resolve("killed");
        Process process = start(out, "--jobs", "2");
        try {
            long deadline = System.nanoTime() + 60 * SECOND;
            while (lines(out).size() < 2 && System.nanoTime() < deadline && process.isAlive()) {
                Thread.sleep(1);
            }
        } finally {
            process.destroyForcibly(); // SIGKILL
        }
        assertThat(process.waitFor()).isNotZero();
        int before = lines(out).size();
        assertThat(before).isBetween(2, 7);
        Files.writeString(out.resolve("trials.ndjson"), "{\"v\":1,\"trial\":", StandardOpenOption.APPEND); // torn

        Run again = sweep(EIGHT, "--out", out.toString(), "--jobs", "2");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains(before + " trials have run before");
        assertThat(out.resolve("trials.ndjson")).hasSameBinaryContentAs(whole.resolve("trials.ndjson"));
        assertThat(out.resolve("sweep.json")).hasSameBinaryContentAs(whole.resolve("sweep.json"));
        assertThat(again.out()).isEqualTo(wholeRun.out());
    }

    @Test
    void anotherSweepIsRefusedAndSaysWhatDiffers() throws IOException {
        String out = whole.toString();
        assertThat(sweep(EIGHT, "--out", out, "--latency", "5ms").err()).contains("options.entryLatency: found ");
        assertThat(sweep(EIGHT, "--out", out, "--set", "quantity=0.01").err()).contains("axes: found ");
        assertThat(sweep(EIGHT, "--out", out, "--random", "3").err())
                .contains("search: found grid, expected random 3, seed 1");
        assertThat(sweep(EIGHT, "--out", out, "--shard", "1/2").err()).contains("shard: found 1/1, expected 1/2");
        assertThat(sweep(EIGHT, "--out", out, "--seed", "2").exitCode()).isEqualTo(6);
        Path other = temp.resolve("other");
        try (TapeImport target = new TapeImport(other, 1)) {
            new SyntheticMarket(2, SECOND, 1_760_000_000L * SECOND).writeTo(target);
        }
        Run otherTape = Run.of("sweep", "market-maker", other, "--out", out, "--symbol", "BTCUSDT");
        assertThat(otherTape.exitCode()).isEqualTo(6);
        assertThat(otherTape.err()).contains("another sweep in " + out);

        Path damaged = temp.resolve("damaged");
        Files.createDirectories(damaged);
        Files.copy(whole.resolve("sweep.json"), damaged.resolve("sweep.json"));
        Files.writeString(damaged.resolve("trials.ndjson"), "no trial\n");
        Run bad = sweep(EIGHT, "--out", damaged.toString());
        assertThat(bad.exitCode()).isEqualTo(6);
        assertThat(bad.err()).contains("a trial's JSON object in each line");
    }

    @Test
    void shardsTogetherAreTheWholeSweepByteForByte() throws IOException {
        List<String> shards = new ArrayList<>();
        for (String shard : List.of("3/3", "1/3", "2/3")) {
            Path out = temp.resolve("shard-" + shard.charAt(0));
            Run run = sweep(EIGHT, "--out", out.toString(), "--shard", shard);
            assertThat(run.err()).contains("this is one shard of the trials");
            shards.add(out.toString());
        }
        Path merged = temp.resolve("merged");
        Run merge = merge(merged, shards);

        assertThat(merge.exitCode()).as(merge.err()).isZero();
        assertThat(merge.out()).isEqualTo(wholeRun.out());
        assertThat(merge.err()).isEqualTo(wholeRun.err());
        assertThat(merged.resolve("trials.ndjson")).hasSameBinaryContentAs(whole.resolve("trials.ndjson"));
        assertThat(merged.resolve("sweep.json")).hasSameBinaryContentAs(whole.resolve("sweep.json"));
        assertThat(merge(merged, shards).exitCode()).isEqualTo(6); // not over another one

        Run missing = merge(temp.resolve("missing"), shards.subList(0, 2));
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("3 trials are missing: 2, 5, 8");

        Path changed = temp.resolve("changed.ndjson");
        String first = lines(whole).get(0);
        Files.writeString(changed, first.replaceFirst("\"outputHash\":\"....", "\"outputHash\":\"0000") + "\n");
        Run twice = merge(
                temp.resolve("twice"),
                Stream.concat(shards.stream(), Stream.of(changed.toString())).toList());
        assertThat(twice.exitCode()).isEqualTo(6);
        assertThat(twice.err()).contains("trial 1 twice with different results");

        Path others = temp.resolve("others");
        sweep(EIGHT, "--out", others.toString(), "--shard", "2/3", "--maker-fee", "0");
        Run mixed = merge(temp.resolve("mixed"), List.of(shards.get(0), shards.get(1), others.toString()));
        assertThat(mixed.exitCode()).isEqualTo(6);
        assertThat(mixed.err()).contains("options.venue: found ");
        assertThat(Run.of("report", "--merge", shards.get(0)).exitCode()).isEqualTo(2);
    }

    /** With options of every kind: the line that is printed below the table, typed as it stands. */
    @Test
    void thePrintedCommandGivesTheBestTrialAgain() throws IOException {
        String[] options = {
            "--latency",
            "2*feed+1ms",
            "--queue-model=power:2",
            "--maker-fee",
            "-0.0001",
            "--seed",
            "3",
            "--latency-jitter",
            "1ms",
            "--from",
            "seq:200",
            "--max-open-orders",
            "4",
            "--jobs",
            "2",
            "-n",
            "3",
            "--objective",
            "edge",
            "--capital",
            "50000"
        };
        Path out = temp.resolve("options");
        Run sweep = sweep(
                EIGHT,
                Stream.concat(Stream.of(options), Stream.of("--out", out.toString()))
                        .toArray(String[]::new));
        assertThat(sweep.exitCode()).as(sweep.err()).isZero();
        String command = sweep.err()
                .lines()
                .filter(line -> line.contains("next: "))
                .findFirst()
                .orElseThrow();
        String best = sweep.out().lines().toList().get(1).trim().split(" +", -1)[0];

        List<String> words = inShell(command.substring(command.indexOf("backtest")));
        Run alone = Run.of(Stream.concat(words.stream(), Stream.of("--json")).toArray());

        assertThat(alone.exitCode()).as(alone.err()).isZero();
        JsonNode trial = new ObjectMapper().readTree(lines(out).get(Integer.parseInt(best) - 1));
        assertThat(new ObjectMapper().readTree(alone.out()).get("outputHash")).isEqualTo(trial.get("outputHash"));
    }

    /** The words that a shell makes of the line. */
    private static List<String> inShell(String line) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + line).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static Run merge(Path out, List<String> shards) {
        return Run.of(Stream.concat(Stream.of("report", "--merge", "--out", out.toString()), shards.stream())
                .toArray());
    }

    private static Run sweep(List<String> options, String... more) {
        return Run.of(Stream.of(Stream.of("sweep", "market-maker", tape.toString()), options.stream(), Stream.of(more))
                .flatMap(part -> part)
                .toArray());
    }

    private static List<String> lines(Path out) throws IOException {
        Path file = out.resolve("trials.ndjson");
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static Process start(Path out, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + ROOT.resolve("config").resolve("jvm.args"));
        command.addAll(List.of(
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.onetape.tools.Main"));
        command.addAll(List.of("sweep", "market-maker", tape.toString(), "--out", out.toString()));
        command.addAll(EIGHT);
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("log").toFile())
                .start();
    }
}
