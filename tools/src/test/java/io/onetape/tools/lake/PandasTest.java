package io.onetape.tools.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example script, with pandas itself where {@code ONETAPE_PYTHON}, or else {@code python3}, has it and an engine for Parquet. */
final class PandasTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void theExampleReadsTheFilesAndItsSignalsAreTradedOn() throws Exception {
        String python = System.getenv().getOrDefault("ONETAPE_PYTHON", "python3");
        Run engine = run(python, "-c", "import pandas as p; p.io.parquet.get_engine('auto')");
        if (System.getenv("ONETAPE_PYTHON") != null) {
            assertThat(engine.exitCode()).as(engine.out()).isZero(); // whoever names a Python wants it tested
        }
        assumeTrue(engine.exitCode() == 0, python + " has no pandas with an engine for Parquet");
        Path tape = folder.resolve("tape");
        try (TapeImport target = new TapeImport(tape, 1)) {
            new SyntheticMarket(3, 10 * SECOND, 1_700_000_000L * SECOND).writeTo(target);
        }
        Path lake = folder.resolve("lake");
        Path signals = folder.resolve("signals.parquet");
        Path merged = folder.resolve("merged");
        assertThat(Run.of("export", "--format", "parquet", "--out", lake, tape).exitCode())
                .isZero();
        Path script = Path.of(System.getProperty("onetape.root"), "examples", "imbalance_signal.py");

        Run read = run(python, script.toString(), lake.toString(), "BTCUSDT", signals.toString());

        assertThat(read.exitCode()).as(read.out()).isZero();
        long prints = Run.of("cat", "-t", "TradePrint", "-s", "BTCUSDT", "--json", tape)
                .lines()
                .size();
        assertThat(read.out()).contains(prints + " prints from 2023-11-14 22:13:20");
        Run imported = Run.of("import", "signals", signals, "--market", tape, "--out", merged);
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        Run backtest = Run.of(
                "backtest",
                "signal-follower",
                merged,
                "--symbol",
                "BTCUSDT",
                "--set",
                "quantity=0.01",
                "--set",
                "maxPosition=0.01");
        assertThat(backtest.exitCode()).as(backtest.err()).isZero();
    }

    private static Run run(String... words) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), out, "");
        } catch (IOException e) {
            return new Run(127, String.valueOf(e.getMessage()), "");
        }
    }
}
