package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.console.Console;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code --twice} and {@code --check-lookahead}: real processes, on every JDK that is installed beside the one of the tests. */
class RunChecksTest {
    private static final Path ROOT = Path.of(System.getProperty("onetape.root"));
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND;

    @TempDir
    static Path temp;

    private static Path tape;

    @BeforeAll
    static void aMarketOfFiveSeconds() {
        tape = temp.resolve("J");
        try (TapeImport target = new TapeImport(tape, 1)) {
            new SyntheticMarket(3, 5 * SECOND, START).writeTo(target);
        }
    }

    @Test
    void aSecondProcessWithOtherSettingsGivesTheSameHashOnEveryJdk() throws Exception {
        List<String> hashes = new ArrayList<>();
        Map<String, Path> jdks = jdks();
        System.out.println("JDKs: " + jdks + (jdks.size() == 1 ? ": none but the one of the tests was found" : ""));
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            Path out = temp.resolve("run-" + jdk.getKey());
            List<String> options =
                    List.of("--out", out.toString(), "--twice", "--check-lookahead", "3", "--latency", "2*feed+1ms");
            backtest(jdk.getValue(), tape, temp.resolve("log"), options);
            JsonNode twice = read(out.resolve("second-run.json"));
            assertThat(twice.get("equal").asBoolean()).isTrue();
            assertThat(twice.get("firstOutputHash")).isEqualTo(twice.get("outputHash"));
            for (String setting : List.of("timeZone", "locale", "maximumHeapBytes", "collector")) {
                assertThat(twice.get("second").get(setting))
                        .as(setting)
                        .isNotEqualTo(twice.get("first").get(setting));
            }
            JsonNode lookahead = read(out.resolve("lookahead.json"));
            assertThat(lookahead.get("passed").asBoolean()).isTrue();
            assertThat(lookahead.get("cuts").asInt()).isEqualTo(3);
            hashes.add(twice.get("outputHash").asText());
        }
        assertThat(hashes).hasSameSizeAs(jdks.keySet()).containsOnly(hashes.get(0));
    }

    @Test
    void theSecondRunIsAskedForNumbersOnly() {
        String[] typed = {
            "market-maker",
            "J",
            "--out",
            "R",
            "--twice",
            "--check-lookahead=5",
            "--set",
            "spread=2",
            "--json",
            "--merged=M",
            "--bracket",
            "--latency-table",
            "0,1",
            "--latency=2ms",
            "--without-operator"
        };
        BacktestCommand command = new BacktestCommand(Console.ofProcess());
        assertThat(RunWords.of(new CommandLine(command).parseArgs(typed), List.of("market-maker", "J"))
                        .words())
                .containsExactly(
                        "tape",
                        "backtest",
                        "market-maker",
                        "J",
                        "--set",
                        "spread=2",
                        "--latency",
                        "2ms",
                        "--without-operator");
    }

    @Test
    void whatCannotBeMeantIsAUsageError() {
        Run none = Run.of("backtest", "market-maker", tape, "--check-lookahead", "0");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("--check-lookahead: expected 1 or more, found 0");
        Run fee = Run.of("backtest", "market-maker", tape, "--maker-fee", "2");
        assertThat(fee.exitCode()).isEqualTo(2);
        assertThat(fee.err())
                .contains("--maker-fee: expected a rate from -0.1 to 0.1")
                .contains("found '2'");
        assertThat(Run.of("backtest", "market-maker", tape, "--check-lookahead", "1001")
                        .exitCode())
                .isEqualTo(2);
    }

    /** By version: the JDK of the tests, those that are installed beside it, and those that variables of the environment name, such as JAVA_HOME or JAVA_HOME_25_X64. */
    private static Map<String, Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> homes = new ArrayList<>();
        try (Stream<Path> beside = Files.list(own.getParent())) {
            beside.sorted().forEach(homes::add);
        }
        new TreeMap<>(System.getenv()).forEach((name, value) -> {
            if (name.matches("JAVA_HOME.*|JDK_?\\d+.*")) {
                homes.add(Path.of(value));
            }
        });
        Map<String, Path> jdks = new TreeMap<>();
        for (Path home : homes) {
            if (Files.isExecutable(home.resolve("bin").resolve("java")) && version(home) >= 17) {
                jdks.putIfAbsent(Integer.toString(version(home)), home.toRealPath());
            }
        }
        jdks.put(Integer.toString(Runtime.version().feature()), own);
        return jdks;
    }

    /** 0 if it does not say. */
    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", "").replaceAll("\\..*", ""))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    /** In a process of its own. */
    static void backtest(Path javaHome, Path tape, Path log, List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.add("@" + ROOT.resolve("config").resolve("jvm.args"));
        command.addAll(List.of(
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.onetape.tools.Main"));
        command.addAll(List.of("backtest", "market-maker", tape.toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("the backtest ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
