package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import says of what it cannot use, and what it leaves. */
final class ImportTest {
    private static final String QUOTE =
            "1700000000000000001 {\"e\":\"bookTicker\",\"u\":1,\"s\":\"BTCUSDT\",\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}\n";
    private static final String SNAPSHOT = "1700000000000000000 {\"lastUpdateId\":1,\"bids\":[],\"asks\":[]}\n";

    @TempDir
    Path folder;

    @Test
    void aSymbolThatNoLineIsAboutIsANoAndLeavesNoTape() throws IOException {
        Path file = Files.writeString(folder.resolve("frames"), SNAPSHOT + QUOTE);
        Path tape = folder.resolve("tape");

        Run run = binance(file, tape, "--symbol", "BTCUSD");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("nothing was imported", "none is about BTCUSD, but BTCUSDT", "did you mean BTCUSDT?");
        assertThat(tape).doesNotExist();
        Run mixed = binance(file, tape, "--symbol", "BTCUSDT", "--symbol", "FOO");
        assertThat(mixed.exitCode()).isZero();
        assertThat(mixed.err()).contains("no line is about FOO");
    }

    @Test
    void anImportOfNothingIsANoAndLeavesNoTape() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "hello\nworld\n");
        Path tape = folder.resolve("tape");

        Run run = binance(file, tape);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("expected a receive stamp", "nothing was imported, and no tape is left");
        assertThat(tape).doesNotExist();
    }

    @Test
    void theFormatIsAnOptionToo() throws IOException {
        Path file = Files.writeString(folder.resolve("frames"), QUOTE);
        for (List<String> typed :
                List.of(List.of("binance"), List.of("--format", "binance"), List.of("--format=binance"))) {
            List<Object> words = new ArrayList<>(List.of("import"));
            words.addAll(typed);
            words.addAll(
                    List.of(file, "--market", "usdm", "--out", folder.resolve("tape-" + words.size() + typed.get(0))));
            Run run = Run.of(words.toArray());
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    @Test
    void inferredSizesAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("frames"), QUOTE);
        Path tape = folder.resolve("tape");

        Run run = binance(file, tape);

        assertThat(run.err())
                .contains("inferred from the numbers seen: tick and lot size of BTCUSDT", "\"inferred\":[\"BTCUSDT\"]");
        assertThat(Run.of("cat", "-t", "InstrumentDefined", tape).out()).contains(" inferred");
        assertThat(Run.of("info", tape).out()).contains("inferred    tick and lot size of BTCUSDT");
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithTheCommandThatShowsIt() throws IOException {
        Path tape = folder.resolve("tape");
        assertFails(
                binance(folder.resolve("none"), tape), "no such file: " + folder.resolve("none"), "ls -l " + folder);
        assertFails(binance(folder, tape), folder + " is a folder; expected a file", "ls -l ");
        Path zstd = Files.write(folder.resolve("zstd"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});
        assertFails(binance(zstd, tape), "found a zstd file, expected text, gzip or zip", "next: ");
    }

    @Test
    void aFileThatIsCutOffNamesOneNextCommand() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(QUOTE.repeat(50).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = packed.toByteArray();
        Path file = Files.write(folder.resolve("cut off.gz"), Arrays.copyOf(whole, whole.length - 12));

        Run run = binance(file, folder.resolve("tape"));

        assertFails(run, "expected a complete gzip file", "gunzip -t '" + file + "'");
        assertThat(run.err().split("next: ", -1)).hasSize(2);
    }

    @Test
    void aStrictImportNamesTheLineOfAPackedFileToo() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((QUOTE + "oops\n").getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("frames.gz"), packed.toByteArray());

        assertFails(
                binance(file, folder.resolve("tape"), "--strict"), file + ":2: ", "gzip -cdf " + file + " | sed -n 2p");
        assertThat(folder.resolve("tape")).doesNotExist();
        assertThat(folder).isDirectoryNotContaining(entry -> entry.toString().contains("partial"));
    }

    @Test
    void aFolderThatIsBeingWrittenIsBusyAndOneThatIsNotEmptyIsNamed() throws IOException {
        Path tape = folder.resolve("tape");
        SampleTape.writeOrder(tape);
        Path file = Files.writeString(folder.resolve("frames"), QUOTE);
        assertFails(binance(file, tape), tape + " is not empty; expected a new folder", "next: choose another folder");
        try (TapeWriter writer = TapeFolder.append(tape)) {
            Run run = binance(file, tape);
            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.err())
                    .contains(
                            "is being written by pid " + ProcessHandle.current().pid());
            assertThat(writer.lastSequence()).isPositive();
        }
    }

    @Test
    void aRunsExportIsImportedWhole() throws IOException {
        Path demo = folder.resolve("demo");
        assertThat(Run.of("demo", "--minutes", "1", "--out", demo).exitCode()).isZero();
        Path run = demo.resolve("run").resolve("tape");
        Path export = Files.writeString(
                folder.resolve("run.ndjson"), Run.of("export", run).out());

        Run imported = Run.of("import", "ndjson", export, "--out", folder.resolve("again"));

        assertThat(imported.exitCode()).isZero();
        assertThat(imported.err()).contains("\"rejects\":0");
        String limits = "RiskLimitsSet";
        assertThat(details(limits, folder.resolve("again"))).isNotEmpty().isEqualTo(details(limits, run));
    }

    private static String details(String type, Path tape) {
        return Run.of("cat", "-t", type, tape).lines().stream()
                .skip(1)
                .map(line -> line.substring(line.indexOf(type)))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static Run binance(Path file, Path tape, String... more) {
        Object[] args = new Object[6 + more.length];
        Object[] first = {"import", "binance", file, "--market", "usdm", "--out"};
        System.arraycopy(first, 0, args, 0, 6);
        Object[] all = Arrays.copyOf(args, args.length + 1);
        System.arraycopy(more, 0, all, 7, more.length);
        all[6] = tape;
        return Run.of(all);
    }

    private static void assertFails(Run run, String message, String next) {
        assertThat(run.err())
                .contains(message)
                .contains(next)
                .contains("[exit 3]")
                .doesNotContain("\tat ");
        assertThat(run.exitCode()).isEqualTo(3);
    }
}
