package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.tape.Manifest;
import io.onetape.tools.sample.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backtest says about what it was asked for. */
final class BacktestTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FULL_HOUR = 488_889L * 3_600 * SECOND;

    @TempDir
    static Path temp;

    private static Path tape;

    @BeforeAll
    static void aMarketOfSixSecondsAcrossAFullHour() {
        tape = temp.resolve("J");
        try (TapeImport target = new TapeImport(tape, 1)) {
            new SyntheticMarket(1, 6 * SECOND, FULL_HOUR - 3 * SECOND).writeTo(target);
            ConfigSetEncoder config = new ConfigSetEncoder();
            RecordDraft draft = new RecordDraft();
            draft.begin(config, 0).key("strategy.mm1.requote").value("often");
            target.accept(draft, FULL_HOUR + 4 * SECOND);
        }
    }

    @Test
    void settingsWithWhichAStrategyDoesNotStartAreRefusedBeforeAnythingIsWritten() {
        Path out = temp.resolve("off-lot");

        assertFails(
                backtest(out, "--set", "quantity=0.0001"),
                6,
                "found mm1: quantity: expected a multiple of the lot 0.001, found '0.0001'",
                "mm2: quantity: expected a multiple of the lot 0.001");

        assertThat(out).doesNotExist();
    }

    @Test
    void withoutAFolderTheSameNumbersArePrintedAndNothingIsKept() {
        Run kept = Run.of("backtest", "market-maker", tape, "--json", "--out", temp.resolve("kept"));
        Run printed = Run.of("backtest", "market-maker", tape, "--json");

        assertThat(printed.exitCode()).isZero();
        assertThat(printed.out()).isEqualTo(kept.out()).contains("outputHash");
        assertThat(Run.of("backtest", "market-maker", tape).err()).contains("next: the same with --out RUN");
    }

    @Test
    void whatProcessorsAlertOfIsAWarning() {
        Run run = backtest(temp.resolve("alerted"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains("warning: strategy-settings: mm1: requote: expected a whole number from 1 to 1000000, found"
                        + " 'often'; the former value holds");
    }

    @Test
    void aParameterOfAStrategyThatIsNotThereIsUsage() {
        assertFails(
                backtest(temp.resolve("mm9"), "--set", "mm9.spread=1"),
                2,
                "--set mm9.spread: expected one of mm1, mm2 before the point, found mm9",
                "next: ");
        assertFails(
                backtest(temp.resolve("mm2"), "--symbol", "ETHUSDT", "--set", "mm2.spread=1"),
                2,
                "--set mm2.spread: expected one of mm1 before the point, found mm2",
                "next: ");
    }

    @Test
    void aTapeThatLostItsLastCycleFileIsDamaged() throws Exception {
        Path cut = temp.resolve("cut");
        try (TapeImport target = new TapeImport(cut, 1)) {
            new SyntheticMarket(1, 6 * SECOND, FULL_HOUR - 3 * SECOND).writeTo(target);
        }
        Files.delete(new CycleFiles(cut).newest().orElseThrow());
        Path out = temp.resolve("of-cut");

        assertFails(Run.of("backtest", "market-maker", cut, "--out", out), 4, "the tape was closed at sequence", "");
        assertFails(Run.of("explain", "mm1-1", cut), 4, "the tape was closed at sequence", "tape repair");
        assertThat(out).doesNotExist();
        Manifest.read(cut)
                .withEnd(Optional.empty())
                .write(cut); // as if its writer had been killed: the index knows more
        assertFails(Run.of("backtest", "market-maker", cut, "--out", out), 4, "the index knows sequence", "");
    }

    @Test
    void aDemoOfNoMinutesIsUsage() {
        for (String minutes : new String[] {"0", "-1", "153722868"}) {
            assertFails(
                    Run.of("demo", "--minutes", minutes, "--out", temp.resolve("demo")),
                    2,
                    "--minutes expects a number from 1 to 1440, found " + minutes,
                    "next: tape demo --minutes 10");
        }
        assertThat(temp.resolve("demo")).doesNotExist();
    }

    private static Run backtest(Path out, String... more) {
        Object[] args = new Object[5 + more.length];
        args[0] = "backtest";
        args[1] = "market-maker";
        args[2] = tape;
        args[3] = "--out";
        args[4] = out;
        System.arraycopy(more, 0, args, 5, more.length);
        return Run.of(args);
    }

    private static void assertFails(Run run, int exitCode, String message, String next) {
        assertThat(run.err()).contains(message).contains(next).contains("[exit " + exitCode + "]");
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }
}
