package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.sample.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backtest says about input that would mislead or change nothing. */
final class UselessInputTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_760_000_000L * SECOND; // 2025-10-09T08:53:20Z

    @TempDir
    static Path temp;

    private static Path monday;

    @BeforeAll
    static void recordFourSeconds() {
        monday = market("monday", START);
    }

    private static Path market(String name, long startNanos) {
        Path tape = temp.resolve(name);
        try (TapeImport target = new TapeImport(tape, 1)) {
            new SyntheticMarket(1, 4 * SECOND, startNanos).writeTo(target);
        }
        return tape;
    }

    @Test
    void anOutageOutsideOfTheRunIsRefused() {
        Run run = backtest(monday, "--outage-at", "2025-10-09T08:53:21Z/1s", "--outage-at", "2024-08-08T23:55:00Z/30s");
        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.err())
                .contains("found --outage-at 2024-08-08T23:55:00Z/30s, outside of the run")
                .contains("between 2025-10-09T08:53:20")
                .contains(" and 2025-10-09T08:53:2")
                .contains("next: tape backtest … --outage-at 2025-10-09T08:53:20");
        assertThat(backtest(monday, "--outage-at", "2025-10-09T08:53:21Z/1s").exitCode())
                .isZero();
        assertThat(backtest(monday, "--to", "2025-10-09T08:53:22", "--outage-at", "2025-10-09T08:53:23.5Z/1s")
                        .exitCode())
                .isEqualTo(6);
    }

    @Test
    void aHoleBetweenTwoRecordingsIsSaid() {
        Path later = market("later", START + 20 * 24 * 3_600 * SECOND);
        Run run = Run.of("backtest", "market-maker", monday, later);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .containsOnlyOnce("warning: no data for ")
                .containsPattern("no data for (19|20) d from 2025-10-09T08:53:2[0-9]Z to 2025-10-29T08:53:2[0-9]Z: "
                        + "positions and orders were carried over it");
        assertThat(backtest(monday).err()).doesNotContain("no data");
    }

    @Test
    void aRunWithoutAnOrderIsSaid() {
        Path out = temp.resolve("nothing");
        Run run = Run.of("backtest", "signal-follower", monday, "--out", out);
        assertThat(run.err())
                .contains("warning: no order was sent: was the book ever valid? next: tape cat -t BookTop -n 20 "
                        + out.resolve("tape"));
        assertThat(Run.of("cat", "-t", "BookTop", "-n", "20", out.resolve("tape"))
                        .exitCode())
                .isZero();
        assertThat(backtest(monday).err()).doesNotContain("no order was sent");
    }

    private static Run backtest(Path tape, Object... options) {
        Object[] words = new Object[3 + options.length];
        words[0] = "backtest";
        words[1] = "market-maker";
        words[2] = tape;
        System.arraycopy(options, 0, words, 3, options.length);
        return Run.of(words);
    }
}
