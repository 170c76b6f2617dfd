package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterTest {
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
            value = {
                "-t fill                                  | 26",
                "-t Fill -t SIGNAL                        | 19 26",
                "-s ethusdt                               | 11 13 14",
                "-s binance:ETHUSDT -t TradePrint         | 14",
                "-S mm1 -t Signal -t OrderRequested       | 19 20",
                "-o mm1-7 -t SubmitOrder -t Fill          | 23 26",
                "-o mm1-8                                 | ",
                "-c 17 -t BookTop -t Tick                 | 18",
                "--from seq:27                            | 27 28",
                "--to seq:3                               | 1 2",
                "--from seq:12 --to seq:14                | 12 13",
                "--from -1ms                              | 26 27 28",
                "--from 2024-08-08T12:00:00.000456 -n 1   | 17",
                "--from 2024-08-08T12:00:00.000457 -n 1   | 18",
                "--from start --to +58us -t InstrumentDefined | 10",
                "--from now-1h -n 1                       | 1",
                "--from end                               | ",
                "--to end -r -n 2                         | 28 27",
                "-r --from seq:26                         | 28 27 26",
                "-r -n 1 --to seq:26                      | 25",
                "-r -n 1 --to 2024-08-08T12:00:00.0129    | 24",
                "-n 2                                     | 1 2",
                "-n 0                                     | ",
                "-g SELL                                  | 14",
                "-g ^12:00:00.21 -t Fill                  | 26",
                "-g maker -g aggregate                    | 14 26"
            })
    void filtersLetPassWhatTheyName(String options, String sequences) {
        assertThat(sequencesOf(options.trim().split("\\s+", -1))).isEqualTo(listOf(sequences));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "price > 64000 and side = BUY             | 20 22 23 25 26 27",
                "price>64000 and side=buy and type!=orderchanged | 20 23 26",
                "aggressor = SELL or name = 'imbalance'   | 14 19",
                "state = FILLED                           | 27",
                "state != FILLED                          | 22 25",
                "not state = FILLED                       | 22 25",
                "not (state = FILLED or state = SUBMITTED) | 22",
                "quantity = 0.010 and type = Fill         | 26",
                "bid < ask and symbol = btcusdt           | 18",
                "bids = 2                                 | 12",
                "order = mm1-7 and type = Signal          | ",
                "strategy = mm1 and value >= 0.6          | 19",
                "time >= 2024-08-08T12:00:00.2 and seq < 28 | 26 27",
                "receivedNanos < 2024-08-08T12:00         | 13",
                "source = account                         | 28",
                "causedBy = 23                            | 24 26",
                "venueOrderId = 9001                      | 24",
                "code = 0 and kind = ACCEPTED             | 24",
                "symbol = \"ETHUSDT\" and price > 0       | 14",
                "detail = ''                              | 24"
            })
    void expressionsAreTypedByTheSchema(String expression, String sequences) {
        assertThat(sequencesOf("-w", expression.trim())).isEqualTo(listOf(sequences));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "prize > 3              | no such field: prize; did you mean price?",
                "side = UP              | expected one of BUY, SELL, found 'UP'",
                "side > BUY             | expected = or !=, found >",
                "price > high           | expected a decimal number, found 'high'",
                "price >                | expected a value after price >, found the end",
                "price                  | expected = != < <= > or >= after price, found the end",
                "(price > 1             | expected ), found the end",
                "price > 1 price > 2    | expected and, or, or the end, found price",
                "price ! 1              | expected != or not, found !",
                "name = 'x              | expected a closing '",
                "time > yesterday       | expected a time, found 'yesterday'",
                "intent = 1.5           | expected a whole number, found '1.5'",
                "price = quantity and bid = seq | cannot be compared with sequence"
            })
    void whatIsNoExpressionIsExplained(String expression, String message) {
        Run run = Run.of("cat", "-w", expression.trim(), tape);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message.trim());
    }

    @Test
    void theFiltersAreTheSameForEveryCommand() {
        assertThat(Run.of("stats", "-t", "Fill", "--json", tape).lines()).hasSize(1);
        assertThat(Run.of("export", "-o", "mm1-7", "-n", "3", tape).lines()).hasSize(3);
        assertThat(Run.of("replay", "--speed", "max", "-S", "mm1", "-q", tape).out())
                .startsWith("9 records of 212.5 ms in ");
    }

    private static List<Long> sequencesOf(String... options) {
        List<Object> args = new ArrayList<>(List.of("cat", "--format", "csv"));
        args.addAll(List.of(options));
        args.add(tape);
        Run run = Run.of(args.toArray());
        assertThat(run.err()).isEmpty();
        return run.lines().stream()
                .skip(1)
                .map(line -> Long.valueOf(line.substring(0, line.indexOf(','))))
                .toList();
    }

    private static List<Long> listOf(String sequences) {
        return sequences == null || sequences.isBlank()
                ? List.of()
                : List.of(sequences.trim().split(" ", -1)).stream()
                        .map(Long::valueOf)
                        .toList();
    }
}
