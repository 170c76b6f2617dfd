package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
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
        System.out.println("JDKs: " + jdks);
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            Path out = temp.resolve("run-" + jdk.getKey());
            backtest(jdk.getValue(), out, "--twice", "--check-lookahead", "3", "--latency", "2*feed+1ms");
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
        assertThat(TypedOptions.ofTheRun(List.of(
                        "market-maker",
                        "J",
                        "--out",
                        "R",
                        "--twice",
                        "--check-lookahead=5",
                        "--set",
                        "spread=2",
                        "--json")))
                .containsExactly("market-maker", "J", "--set", "spread=2");
    }

    @Test
    void tooManyCutsAreAUsageError() {
        assertThat(Run.of("backtest", "market-maker", tape, "--check-lookahead", "1001")
                        .exitCode())
                .isEqualTo(2);
    }

    /** By version: the JDK of the tests, and those that are installed beside it. */
    private static Map<String, Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Map<String, Path> jdks = new TreeMap<>();
        try (Stream<Path> beside = Files.list(own.getParent())) {
            for (Path home : beside.sorted().toList()) {
                if (Files.isExecutable(home.resolve("bin").resolve("java"))) {
                    int version = version(home);
                    if (version >= 17) {
                        jdks.putIfAbsent(Integer.toString(version), home.toRealPath());
                    }
                }
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

    private static void backtest(Path javaHome, Path out, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.add("@" + ROOT.resolve("config").resolve("jvm.args"));
        command.addAll(List.of(
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.onetape.tools.Main"));
        command.addAll(List.of("backtest", "market-maker", tape.toString(), "--out", out.toString()));
        command.addAll(List.of(options));
        Path log = temp.resolve("log");
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
