package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import io.onetape.tools.sample.SampleTape;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class FollowTest {
    @TempDir
    Path folder;

    @Test
    void tailShowsTheLastRecordsThenWhatIsAppendedAndEndsWhenNobodyReads() throws Exception {
        Path tape = folder.resolve("tape");
        PipedInputStream in = new PipedInputStream(1 << 16);
        Out out = new Out(new PipedOutputStream(in));
        Console console = new Console(
                out,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                0,
                false,
                false,
                Map.of(),
                () -> 0);
        try (SampleTape sample = SampleTape.begin(tape, 1, RollCycle.HOUR)) {
            long last = 0;
            for (int i = 0; i < 30; i++) {
                last = sample.fact(1, "TradePrint", "tradeId=" + i);
            }
            CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> Main.run(
                    new String[] {"tail", "-n", "3", "-t", "TradePrint", "--format", "csv", tape.toString()}, console));
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));

            assertThat(lines.readLine()).startsWith("sequence,");
            for (long expected = last - 2; expected <= last; expected++) {
                assertThat(lines.readLine()).startsWith(expected + ",");
            }
            sample.fact(1, "QuoteUpdate");
            long next = sample.fact(1, "TradePrint", "tradeId=31");
            assertThat(lines.readLine()).startsWith(next + ",");

            lines.close();
            sample.fact(1, "TradePrint", "tradeId=32");
            assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
        }
    }
}
