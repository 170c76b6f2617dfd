package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.sample.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of something: a process of its own gets SIGINT. */
final class InterruptTest {
    @TempDir
    Path folder;

    private Path temporary = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
        out = Files.createDirectory(folder.resolve("out"));
    }

    @Test
    void anImportShowsHowFarItIsAndLeavesNoTape() throws Exception {
        Path trades = folder.resolve("X2023-11-14.csv.gz");
        String head = "timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional\n";
        try (OutputStream file = Files.newOutputStream(trades)) {
            file.write(packed(head));
            for (int hour = 0; hour < 600; hour++) { // a cycle each: new files are made all the time
                long seconds = 1_700_000_000L + hour * 3_600L;
                file.write(packed((row(seconds, "a-1") + row(seconds, "a-2")).repeat(2_500)));
            }
        }
        Path tape = out.resolve("tape");
        String said = interrupted(
                () -> isBegun(out) && said().contains("import "),
                "import",
                "bybit",
                trades,
                "--market",
                "linear",
                "--out",
                tape);
        assertThat(said).contains("interrupted: nothing is left of " + tape);
        assertThat(entries(out)).isEmpty();
    }

    @Test
    void aMergeLeavesNoFolder() throws Exception {
        Path market = folder.resolve("market");
        try (TapeImport target = new TapeImport(market, 1)) {
            new SyntheticMarket(3, 4_000_000_000L, 1_700_000_000_000_000_000L).writeTo(target);
        }
        List<Object> words = new ArrayList<>(List.of("backtest", "market-maker"));
        for (int i = 0; i < 10; i++) {
            words.add(market);
        }
        interrupted(() -> isBegun(temporary), words.subList(0, 5).toArray()); // its folder is there as long as the run
        assertThat(entries(temporary)).isEmpty();

        Path merged = out.resolve("merged");
        words.addAll(List.of("--merged", merged));
        interrupted(() -> isBegun(out), words.toArray());
        assertThat(entries(out)).isEmpty();
    }

    @Test
    void aBacktestLeavesNoRunOrAWholeOne() throws Exception {
        Path market = folder.resolve("market");
        try (TapeImport target = new TapeImport(market, 1)) {
            new SyntheticMarket(3, 240_000_000_000L, 1_700_000_000_000_000_000L).writeTo(target);
        }
        Path run = out.resolve("run");
        String said = interrupted(() -> isBegun(out), "backtest", "market-maker", market, "--out", run);
        assertThat(said).contains("interrupted: nothing is left of " + run);
        assertThat(entries(out)).isEmpty();

        said = interrupted(
                () -> Files.exists(run),
                "backtest",
                "market-maker",
                market,
                "--out",
                run,
                "--bracket",
                "--latency-table",
                "0,1,2,3,4,5,6,7,8,9");
        assertThat(said).contains("interrupted: " + run + " is whole, without bracket.json, latency-table.json");
        assertThat(entries(out)).containsExactly(run);
        assertThat(entries(run))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("tape", "metrics.json", "summary.txt", "command.json");
        assertThat(Run.of("verify", run.resolve("tape")).exitCode()).isZero();
    }

    @Test
    void aSweepSaysWhatItKeeps() throws Exception {
        Path market = folder.resolve("market");
        try (TapeImport target = new TapeImport(market, 1)) {
            new SyntheticMarket(3, 30_000_000_000L, 1_700_000_000_000_000_000L).writeTo(target);
        }
        Path sweep = out.resolve("sweep");
        Path trials = sweep.resolve("trials.ndjson");
        String said = interrupted(
                () -> trials.toFile().length() > 0,
                "sweep",
                "market-maker",
                market,
                "--set",
                "spread=1..100/1",
                "--jobs",
                "1",
                "--out",
                sweep);
        assertThat(said)
                .containsPattern("interrupted: [0-9]+ of 100 trials are kept in " + sweep
                        + ", the same command goes on with the others");
    }

    private static String row(long seconds, String id) {
        return seconds + ",X,Buy,0.02,11.5,PlusTick," + id + ",1e9,0.02\n";
    }

    /** Runs the command until something is so, then interrupts it; what it said on stderr. */
    private String interrupted(BooleanSupplier begun, Object... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "env", // the process that runs the tests may ignore the signal
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of(System.getProperty("onetape.root"), "config", "jvm.args"),
                "-Djava.io.tmpdir=" + temporary,
                "-Donetape.progress=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.onetape.tools.Main"));
        Stream.of(command).map(Object::toString).forEach(words::add);
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            for (int i = 0; i < 3_000 && !begun.getAsBoolean(); i++) {
                assertThat(process.isAlive()).as(said()).isTrue();
                Thread.sleep(10);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
        return said();
    }

    /** A cycle of a tape is there. */
    private static boolean isBegun(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(file -> file.toString().endsWith(".cq4"));
        } catch (IOException | UncheckedIOException e) {
            return false; // it changes
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> entries(Path of) {
        try (Stream<Path> all = Files.list(of)) {
            return all.filter(entry -> !entry.getFileName().toString().startsWith("hsperf"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
