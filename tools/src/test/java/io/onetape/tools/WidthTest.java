package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a terminal every line fits; elsewhere nothing is cut. */
final class WidthTest {
    @TempDir
    static Path folder;

    private static Path tape;
    private static Path other;

    @BeforeAll
    static void write() {
        tape = folder.resolve("T");
        other = folder.resolve("O");
        SampleTape.writeOrder(tape);
        SampleTape.writeOtherOrder(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--help",
                "info T",
                "cat T",
                "stats T",
                "stats --by type,1m T",
                "stats --by type,symbol,source,1m T",
                "stats --by type,symbol,source,5ms T",
                "explain mm1-7 T",
                "explain --tree mm1-7 T",
                "diff T O",
                "state show T",
                "cat -t Foo T",
                "cat --from noon T",
                "seal --dry-run T",
                "verify --seals T",
                "info --help",
                "cat --help",
                "tail --help",
                "stats --help",
                "explain --help",
                "diff --help",
                "verify --help",
                "repair --help",
                "demo --help",
                "backtest --help",
                "replay --help",
                "state --help",
                "state show --help",
                "state reset --help",
                "state rebuild --help",
                "state snapshot --help",
                "run --help",
                "cache --help",
                "seal --help",
                "archive --help",
                "backup --help",
                "restore --help",
                "halt --help",
                "resume --help",
                "risk set --help",
                "strategy set --help",
                "plugin install --help",
                "account --help",
                "import --help",
                "import binance --help",
                "import ndjson --help",
                "export --help"
            })
    void linesFitTheTerminal(String command) {
        Object[] words = Stream.of(command.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals("T") ? tape : word.equals("O") ? other : word)
                .toArray();
        for (int columns : new int[] {80, 120}) {
            Run run = Run.on(columns, Map.of(), words);
            String printed = run.out() + run.err().replace(folder.toString() + "/", "");
            assertThat(printed).isNotEmpty();
            assertThat(printed.lines())
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(columns));
        }
    }

    /** A description's line ends where the next word has no room, or a sentence ends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "state reset",
                "state rebuild",
                "state show",
                "state snapshot",
                "run",
                "cache",
                "seal",
                "archive",
                "backup",
                "restore",
                "verify",
                "resume",
                "plugin install"
            })
    void descriptionsBreakOnlyWhereALineIsFull(String command) {
        for (int columns : new int[] {80, 120}) {
            List<String> lines =
                    Run.on(columns, Map.of(), (Object[]) (command + " --help").split(" ", -1)).lines().stream()
                            .dropWhile(line -> line.startsWith("Usage: ") || line.startsWith(" "))
                            .takeWhile(line -> !line.startsWith(" "))
                            .toList();
            assertThat(lines).isNotEmpty();
            for (int i = 0; i + 1 < lines.size(); i++) {
                String word = lines.get(i + 1).split(" ", 2)[0];
                boolean full = lines.get(i).length() + 1 + word.length() >= columns;
                assertThat(full || lines.get(i).endsWith("."))
                        .as(lines.get(i) + "|" + lines.get(i + 1))
                        .isTrue();
            }
            assertThat(lines.get(lines.size() - 1)).endsWith(".");
        }
    }

    @Test
    void aGroupsCommandsAreSaidInWholeSentences() {
        String help = Run.on(80, Map.of(), "state", "--help").out();
        assertThat(help).contains("""
                  show      What services know at a position.
                  rebuild   Compares states with what is known of them, or writes new snapshots.
                  reset     Moves the snapshots of a stopped run into its trash.
                  snapshot  Writes a snapshot of each service of a stopped run, at the tape's
                              end.
                """);
    }

    @Test
    void statisticsSayWhatThereIsNoRoomFor() {
        Run narrow = Run.on(80, Map.of(), "stats", "--by", "type,symbol,source,1m", tape);
        assertThat(narrow.err()).contains("80 columns have no room for BYTES, PER S, P99; --format csv has all");
        assertThat(narrow.out()).contains("2024-08-08 (UTC)\n12:00:00 ");
        assertThat(Run.on(160, Map.of(), "stats", "--by", "type,symbol,source,1m", tape)
                        .err())
                .isEmpty();
    }

    @Test
    void aFileGetsEveryCellWhole() {
        List<Column> columns = List.of(Column.text("A", 3, 2), Column.number("B", 4, 3, 1), Column.rest("C"));
        Columns file = new Columns(0, "", " ", columns);
        assertThat(file.row(List.of("longer", "12345", "the rest")).toString()).isEqualTo("longer 12345 the rest");
        Columns narrow = new Columns(6, "", " ", columns);
        assertThat(narrow.leftOut()).containsExactly("B");
        assertThat(narrow.row(List.of("longer", "12345", "the rest")).toString())
                .isEqualTo("lo… t…");
        assertThat(narrow.heading().toString()).isEqualTo("A   C");
    }

    @Test
    void proseIsBrokenBetweenWordsAndPathsStayWhole() {
        assertThat(Wrap.words("one two three", 9, "  ")).isEqualTo("one two\n  three");
        assertThat(Wrap.words("see /a/very/long/path now", 8, "  ")).isEqualTo("see\n  /a/very/long/path\n  now");
        assertThat(Wrap.words("one two three", 0, "  ")).isEqualTo("one two three");
    }

    @Test
    void alternativesStandOnLinesOfTheirOwnAndCommandsAreNotBroken() {
        Run run = Run.on(60, Map.of(), "info", folder);
        assertThat(run.err()).contains("\n  next: tape demo\n  or: tape import ");
    }

    @Test
    void aLongSymbolShiftsNoDetail() {
        Path longer = folder.resolve("longer");
        try (SampleTape sample = SampleTape.begin(longer, 1, io.onetape.journal.excerpt.RollCycle.HOUR)) {
            sample.fact(3, "InstrumentDefined", "market=USDM", "venue=binance", "symbol=1000SHIBUSDT");
            sample.fact(3, "TradePrint", "tradeId=1");
            sample.fact(1, "TradePrint", "tradeId=2");
        }
        List<String> lines = Run.of("cat", "-t", "TradePrint", longer).lines();
        assertThat(lines.get(1).indexOf(" id=1")).isEqualTo(lines.get(2).indexOf(" id=2"));
    }
}
