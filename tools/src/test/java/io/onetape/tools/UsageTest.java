package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be meant is said, with what might have been, and is never taken for something else. */
final class UsageTest {
    @TempDir
    static Path folder;

    private static Path tape;

    @BeforeAll
    static void write() {
        tape = folder.resolve("tape");
        SampleTape.writeOrder(tape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "cat -w type=Fil T                   | no such type: Fil; did you mean Fill",
                "cat -w type!=Fil T                  | no such type: Fil",
                "cat -w symbol=BTCUSD T              | no such symbol on this tape: BTCUSD; did you mean BTCUSDT?",
                "cat -S mm9 T                        | no such strategy on this tape: mm9",
                "stats -S mm9 T                      | did you mean mm1?",
                "cat -c 999999999 T                  | -c: expected a sequence from 1 to 28, found 999999999",
                "cat -c 0 T                          | -c: expected a sequence from 1 to 28, found 0",
                "cat -n -1 T                         | -n: expected 0 or more, found -1",
                "cat -n x T                          | 'x' is not a whole number",
                "cat --from seq:-1 T                 | expected a position, found 'seq:-1'",
                "cat --from seq:9 --to seq:3 T       | expected --from at or before --to",
                "cat --from end --to start T         | expected --from at or before --to",
                "cat --from -1ms --to -2ms T         | expected --from at or before --to",
                "cat -w time>-1s T                   | expected a time, found '-1s'",
                "cat --json --format csv T           | expected --json or --format csv, found both",
                "cat -f -r T                         | -f only goes forward, found -r",
                "tail -r T                           | -f only goes forward, found -r",
                "replay -r T                         | replay only goes forward, found -r",
                "verify --strict T                   | --strict is of use with --replay only",
                "backtest market-maker T --out R --capital -5 | --capital: expected more than 0, found -5",
                "backtest market-maker T --out R --capital 0  | --capital: expected more than 0, found 0",
                "backtest market-maker T --out R --max-position -1 | --max-position: expected 0 or more, found -1",
                "backtest market-maker T --out R --latency 5  | --latency: expected a span such as",
                "backtest market-maker T --out R --set x      | Value for option '--set'",
                "backtest market-maker T --out R --set spread=x | --set: spread: expected",
                "backtest market-maker T --queue-model L3 --book FUSED | expected the book depth with the queue model l3",
                "backtest market-maker T --outage none --outage-at 2024-08-08T23:55:00Z/30s | expected the outage rule reject",
                "backtest market-maker T --liquidation-fee -1 | expected a liquidation fee of 0 or more, found -1",
                "import foo                          | no such format: foo",
                "state foo                           | no such command: foo",
                "info T T                            | unexpected argument",
                "repair T                            | expected --out with a new folder, found none"
            })
    void whatCannotBeMeantIsUsage(String command, String message) {
        Run run = run(command);

        assertThat(run.err()).contains(message).contains("[exit 2]").contains("next: ");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void whatCanBeMeantIsNot() {
        for (String good : List.of(
                "cat -w type=fill T",
                "cat -w symbol=ethusdt T",
                "cat -n 0 T",
                "cat --json --format ndjson -n 1 T",
                "cat --from seq:3 --to seq:3 T",
                "cat -S mm1 -t Tick T")) {
            assertThat(run(good).exitCode()).as(good).isZero();
        }
    }

    @Test
    @Timeout(30)
    void whatFollowsEndsWhereNothingMoreCanBeInTheRange() {
        assertThat(run("tail --to seq:10 --format csv T").lines()).hasSize(10);
        assertThat(run("tail --to end --format csv T").lines()).hasSize(21);
        assertThat(run("cat -f --to seq:3 --format csv T").lines()).hasSize(3);
    }

    private static Run run(String command) {
        return Run.of(Stream.of(command.trim().split(" +", -1))
                .map(word -> word.equals("T") ? tape : word.equals("R") ? folder.resolve("run") : word)
                .toArray());
    }
}
