package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.excerpt.DiskFullException;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Failures;
import io.onetape.tools.console.Out;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says to bad input, and its exit codes. Long: one list of errors. */
final class ErrorsTest {
    @TempDir
    Path folder;

    private Path tape;

    @BeforeEach
    void write() {
        tape = folder.resolve("tape");
        SampleTape.writeOrder(tape);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertFails(
                Run.of("cat", folder.resolve("nowhere")), 3, "no such folder: " + folder.resolve("nowhere"), "next: ");
    }

    @Test
    void aFolderThatIsNoTapeIsNamed() throws IOException {
        Path none = Files.createDirectory(folder.resolve("none"));
        assertFails(Run.of("info", none), 3, none + " is no tape: expected a file " + Manifest.FILE, "next: tape demo");
    }

    @Test
    void whereATapeIsExpectedARunsFolderNamesTheTapeInIt() {
        Path run = folder.resolve("a run");
        String meant = run.resolve("tape").toString();
        SampleTape.writeOrder(Path.of(meant));
        for (String command : List.of("info", "verify", "cat -n 1", "state show", "state rebuild --check", "seal")) {
            Object[] words = Stream.concat(Stream.of(command.split(" ", -1)), Stream.of(run))
                    .toArray();
            assertFails(
                    Run.of(words),
                    3,
                    run + " is no tape: expected a file " + Manifest.FILE + " in it; " + meant + " is one",
                    "next: tape " + command + " '" + meant + "'");
        }
        Run ofEnvironment = Run.on(0, Map.of("TAPE_JOURNAL", run + "/"), "info");
        assertFails(ofEnvironment, 3, meant + " is one", "next: export TAPE_JOURNAL='" + meant + "'");
        assertThat(Run.of("info", meant).exitCode()).isZero();
    }

    @Test
    void aFileInPlaceOfAFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertFails(Run.of("stats", file), 3, file + " is a file; expected a tape's folder", "next: ");
    }

    @Test
    void withoutATapeTheMessageSaysWhatToType() {
        assertFails(Run.of("cat"), 2, "expected a tape's folder as the last argument, found none", "TAPE_JOURNAL");
    }

    @Test
    void theEnvironmentNamesTheTapeWhereNoneIsTyped() {
        Run run = Run.on(0, Map.of("TAPE_JOURNAL", tape.toString()), "cat", "-n", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(2);
    }

    @Test
    void unknownNamesAreAnsweredWithTheNearest() {
        assertFails(Run.of("cat", "-t", "Fil", tape), 2, "no such type: Fil", "did you mean Fill?");
        assertFails(
                Run.of("cat", "-s", "BTCUSD", tape), 2, "no such symbol on this tape: BTCUSD", "did you mean BTCUSDT?");
        assertFails(Run.of("cat", "-s", "XRP", tape), 2, "no such symbol on this tape: XRP", "one of BTCUSDT, ETHUSDT");
        assertFails(Run.of("cat", "-w", "quantty > 1", tape), 2, "no such field: quantty", "did you mean quantity");
        assertFails(Run.of("inof", tape), 2, "no such command: inof", "did you mean info?");
        assertFails(
                Run.of("state", "show", "--service", "market", tape),
                2,
                "no such service on this tape: market",
                "marketdata");
        assertFails(
                Run.of("state", "show", "--service", "venue", tape),
                2,
                "no such service on this tape: venue",
                "one of ");
    }

    @Test
    void unknownPositionsSpeedsOrdersAndOptionsAreUsage() {
        assertFails(Run.of("cat", "--from", "noon", tape), 2, "expected a position, found 'noon'", "seq:100");
        assertFails(Run.of("cat", "--from", "+5m", tape), 2, "found a span after --from itself", "--to +5m");
        assertFails(
                Run.of("state", "show", "--at", "seq:29", tape),
                2,
                "expected a position up to seq:28, found seq:29",
                "--at end");
        assertFails(
                Run.of("replay", "--speed", "fast", tape),
                2,
                "--speed expects max, 1x, 10x, 0.5x, found 'fast'",
                "10x");
        assertFails(Run.of("explain", "mm1", tape), 2, "expected an order such as mm1-7, found 'mm1'", "explain");
        assertFails(Run.of("cat", "--frm", "1", tape), 2, "--frm", "tape cat --help");
        assertFails(Run.of("cat", "-g", "(", tape), 2, "-g expects a regular expression", "backslash");
        assertFails(Run.of("stats", "--by", "venue", tape), 2, "--by expects type, symbol, source", "type,1m");
        assertFails(Run.of("state"), 2, "Missing required subcommand", "tape state --help");
    }

    @Test
    void aDamagedTapeNamesTheSequenceAfterTheGoodRecords() throws IOException {
        flip(indexOf("mm1_7_1"));

        Run run = Run.of("cat", tape);

        assertFails(run, 4, "damaged at sequence 23: the checksum does not match", "tape repair " + tape);
        assertThat(run.lines()).hasSize(23);
        assertFails(Run.of("info", tape), 4, "damaged at sequence 23", "next: ");
        assertFails(Run.of("explain", "mm1-7", tape), 4, "damaged at sequence 23", "next: ");
        assertFails(Run.of("state", "show", tape), 4, "damaged at sequence 23", "next: ");
        assertFails(Run.of("state", "show", "--at", "seq:25", tape), 4, "damaged at sequence 23", "next: ");
        assertThat(Run.of("state", "show", "--at", "seq:22", tape).exitCode()).isZero();
    }

    @Test
    void theNextCommandIsAboutTheTapeWhereverItStandsInTheLine() throws IOException {
        flip(indexOf("mm1_7_1"));
        Path good = folder.resolve("good");
        SampleTape.writeOrder(good);

        assertFails(Run.of("state", "show", tape, "--service", "marketdata"), 4, "damaged", "tape repair " + tape);
        assertFails(Run.of("backtest", "market-maker", tape, "--out", good), 4, "damaged", "tape repair " + tape);
        assertFails(Run.of("diff", good, tape), 4, tape + " is damaged at", "tape repair " + tape + " --out");
        assertFails(Run.of("diff", tape, good), 4, tape + " is damaged at", "tape repair " + tape + " --out");
        assertFails(Run.of("explain", "mm1-9", good), 1, "no record about order", "OrderRequested -n 10 " + good);
    }

    @Test
    void aRefusalNamesTheTapeInItsNextCommand() throws IOException {
        Path file = Files.writeString(
                folder.resolve("frames"),
                "1700000000000 {\"e\":\"bookTicker\",\"u\":1,\"s\":\"BTCUSD_PERP\",\"E\":1700000001000,\"b\":\"1\",\"B\":\"1\",\"a\":\"2\",\"A\":\"1\"}");
        Path inverse = folder.resolve("inverse");
        Path behind = folder.resolve("behind");
        Path run = folder.resolve("run");
        Run.of("import", "binance", file, "--market", "coinm", "--out", inverse);
        Run.of("import", "binance", file, "--market", "usdm", "--out", behind);

        assertFails(
                Run.of("backtest", "market-maker", inverse, "--out", run),
                6,
                "an inverse contract",
                "tape replay --speed max " + inverse);
        assertFails(
                Run.of("backtest", "market-maker", behind, "--shift-clock", "none", "--out", run),
                6,
                "received before they happened",
                "tape backtest market-maker " + behind + " --shift-clock auto");
    }

    @Test
    void aReadOnlyDiskIsNamedOnce() {
        assertReported(
                new UncheckedIOException(
                        "cannot create q: q: Read-only file system",
                        new java.nio.file.FileSystemException("q", null, "Read-only file system")),
                3,
                "tape: cannot create q: Read-only file system [exit 3]");
    }

    @Test
    void theCommandsThatMessagesNameCanBeTyped() throws IOException {
        assertCanBeTyped(Run.of("info", folder)); // no tape
        flip(indexOf("mm1_7_1"));
        assertCanBeTyped(Run.of("cat", tape)); // a damaged one
        assertCanBeTyped(Run.of("verify", tape));
    }

    private static void assertCanBeTyped(Run run) {
        String next = run.err().substring(run.err().indexOf("next: ") + 6).strip();
        for (String command : next.split("   ((then|or): |\\(.*)", -1)) {
            if (!command.isEmpty()) {
                String[] words = command.substring("tape ".length()).split(" ", -1);
                assertThatCode(() -> CommandFrame.tree(
                                        console(OutputStream.nullOutputStream(), new ByteArrayOutputStream()))
                                .parseArgs(words))
                        .as(command)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aTapeThatLostItsTailIsDamaged() {
        Manifest manifest = Manifest.read(tape);
        manifest.withEnd(Optional.of(new Manifest.End(30, 0))).write(tape);

        assertFails(Run.of("cat", tape), 4, "the tape was closed at sequence 30, found nothing after 28", "next: ");
        assertFails(Run.of("state", "show", tape), 4, "the tape was closed at sequence 30", "next: ");
        assertThat(Run.of("cat", "-n", "3", tape).exitCode()).isZero();
    }

    @Test
    void aBusyTapeIsReadToItsPresentEnd() {
        try (TapeWriter writer = TapeFolder.append(tape)) {
            assertThat(writer.lastSequence()).isEqualTo(28);
            assertThat(Run.of("cat", tape).exitCode()).isZero();
            assertThat(Run.of("info", tape).out()).contains("being written");
        }
    }

    @Test
    void aSecondAppenderIsBusy() {
        try (TapeWriter writer = TapeFolder.append(tape)) {
            BusyException busy = Assertions.catchThrowableOfType(BusyException.class, () -> TapeFolder.append(tape));
            assertThat(writer.lastSequence()).isEqualTo(28);
            assertReported(busy, 5, "is being written by pid");
        }
    }

    @Test
    void aFullDiskIsARunTimeError() {
        DiskFullException full = Assertions.catchThrowableOfType(
                DiskFullException.class,
                () -> TapeFolder.create(folder.resolve("new"), 1, RollCycle.HOUR, new FreeSpace(1L << 60)));

        assertReported(full, 3, "is full");
    }

    @Test
    void aReadOnlyFolderIsARunTimeError() {
        assertReported(
                new UncheckedIOException("cannot write x/manifest", new AccessDeniedException("x/manifest")),
                3,
                "cannot write x/manifest: permission denied: x/manifest");
    }

    @Test
    void aClosedPipeIsNoError() {
        assertThat(exitCodeWhereOutFailsWith("Broken pipe")).isZero();
    }

    @Test
    void aFullDiskBehindStdoutIsARunTimeError() {
        assertThat(exitCodeWhereOutFailsWith("No space left on device")).isEqualTo(3);
    }

    private int exitCodeWhereOutFailsWith(String message) {
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
        return Main.run(new String[] {"cat", tape.toString()}, console(failing, new ByteArrayOutputStream()));
    }

    /** The brackets of an address are quoted, and it is an address nevertheless. */
    @Test
    void aDamagedTapeBehindAnAddressIsNotRepairedHere() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Failures.report(
                new DamagedTapeException(7, "torn"), console(OutputStream.nullOutputStream(), err), "tcp://[::1]:9000");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("-n 5 'tcp://[::1]:9000'   then: tape verify TAPE_FOLDER   on that machine")
                .doesNotContain("repair");
    }

    private static void assertReported(Throwable failure, int exitCode, String message) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int reported = Failures.report(failure, console(OutputStream.nullOutputStream(), err), "TAPE");

        assertThat(reported).isEqualTo(exitCode);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("tape: ")
                .contains(message)
                .contains("[exit " + exitCode + "]")
                .contains("\n  next: ")
                .doesNotContain("\tat ");
    }

    private static Console console(OutputStream out, OutputStream err) {
        return new Console(
                new Out(out), new PrintStream(err, true, StandardCharsets.UTF_8), 0, false, false, Map.of(), () -> 0);
    }

    private static void assertFails(Run run, int exitCode, String message, String next) {
        assertThat(run.err())
                .startsWith("tape: ")
                .contains(message)
                .contains(next)
                .contains("[exit " + exitCode + "]");
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    private Path cycleFile() throws IOException {
        try (var files = Files.list(tape)) {
            return files.filter(file -> file.toString().endsWith(RollCycle.SUFFIX))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long indexOf(String text) throws IOException {
        String bytes = new String(Files.readAllBytes(cycleFile()), StandardCharsets.ISO_8859_1);
        return bytes.indexOf(text);
    }

    private void flip(long offset) throws IOException {
        try (FileChannel file = FileChannel.open(cycleFile(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 1)).flip();
            file.write(one, offset);
        }
    }
}
