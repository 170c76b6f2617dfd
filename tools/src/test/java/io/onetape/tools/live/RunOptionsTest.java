package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.services.config.RunMode;
import io.onetape.services.runtime.ControlFiles;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.sample.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a run is was said when it was begun: options that say something else are refused, before anything is started. */
final class RunOptionsTest {
    private static final String CONFIGURATION = """
            mode: paper
            cache: {enabled: false}
            processes:
              core: {services: [sequencer, marketdata, strategy, risk, execution, account, venue, clock, feed]}
            """;

    @TempDir
    Path folder;

    private RunPaths paths = new RunPaths(Path.of(""));
    private Path configuration = Path.of("");

    @BeforeEach
    void aRun() throws Exception {
        configuration = folder.resolve("c.yaml");
        Files.writeString(configuration, CONFIGURATION);
        paths = new RunPaths(folder.resolve("run"));
        Files.createDirectories(paths.folder());
        begin(feed("--feed", "synthetic:7:1m", "--pace", "10x"), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--mode observe          | --mode: the run in | was begun with paper and goes on so; found observe",
                "--config other.yaml     | --config: the run in | c.yaml and goes on so; found other.yaml",
                "--pace 3x               | --pace: the run in | was begun with 10x and goes on so; found 3x",
                "--pace lockstep         | --pace: the run in | was begun with 10x and goes on so; found lockstep",
                "--feed synthetic        | --feed: the run in | was begun with synthetic:7:1m and goes on so; found synthetic",
                "--feed synthetic:7:2m   | --feed: the run in | was begun with synthetic:7:1m and goes on so",
                "--feed replay:elsewhere | --feed: the run in | was begun with synthetic:7:1m and goes on so"
            })
    void whatSaysSomethingElseIsRefused(String options, String option, String why) {
        Run refused = run(options);
        assertThat(refused.err()).contains(option, why, "next: tape run --dir " + paths.folder() + "   or: ");
        assertThat(refused.exitCode()).isEqualTo(6);
        assertThat(paths.tape()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--feed synthetic:7:1m", "--pace 10x", "--pace 10", "--feed synthetic:7:1m --pace 10.0x"})
    void theSameAgainIsFine(String options) {
        FeedOptions typed = feed(options.isEmpty() ? new String[0] : options.split(" ", -1));
        GoingOn run = new GoingOn(RunFile.read(paths), paths, paths.folder());
        assertThatCode(() -> run.require(RunMode.PAPER, configuration, typed)).doesNotThrowAnyException();
        assertThatCode(() -> run.require(null, null, typed)).doesNotThrowAnyException();
    }

    @Test
    void aRunOverARecordingInLockstepMayBeToldSoAgain() {
        String market = paths.folder().resolve("market").toString();
        RunPaths other = new RunPaths(folder.resolve("other"));
        FeedOptions typed = feed("--feed", "replay:" + market, "--pace", "lockstep");
        new RunFile(run(typed.open(other), true), configuration).write(other);
        GoingOn run = new GoingOn(RunFile.read(other), other, other.folder());
        assertThatCode(() -> run.require(null, null, typed)).doesNotThrowAnyException();
        Run refused = Run.of("run", "--dir", other.folder(), "--pace", "max");
        assertThat(refused.err()).contains("was begun with lockstep");
        assertThat(refused.exitCode()).isEqualTo(6);
    }

    @Test
    void aMarketThatAnEarlierStartLeftIsNotTakenForAnother() {
        Path left = folder.resolve("left");
        SyntheticFeed.parse("synthetic:5:1m").writeTo(left.resolve("market"));
        Run refused = Run.of("run", "--dir", left, "--config", configuration, "--feed", "synthetic:6:1m");
        assertThat(refused.err()).contains("holds synthetic:5:1m, found synthetic:6:1m", "next: choose another --dir");
        assertThat(refused.exitCode()).isEqualTo(6);
        Run pace = Run.of(
                "run", "--dir", folder.resolve("p"), "--config", configuration, "--feed", "synthetic", "--pace=q");
        assertThat(pace.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("p/market")).doesNotExist();
    }

    @Test
    void aPaceWithoutAFeedIsUsage() {
        Run usage = Run.of("run", "--dir", folder.resolve("new"), "--config", configuration, "--pace", "3x");
        assertThat(usage.err()).contains("--pace is of use with --feed only");
        assertThat(usage.exitCode()).isEqualTo(2);
    }

    @Test
    void aNewRunWithoutAFeedSaysThatThereIsNoMarket() {
        RunPaths silent = new RunPaths(folder.resolve("silent"));
        Path held = silent.control().resolve("supervisor");
        ControlFiles.write(held.resolve("pid"), "1\n");
        try (AppenderLock other = AppenderLock.take(held)) { // so that nothing is started here
            assertThat(other).isNotNull();
            Run busy = Run.of("run", "--dir", silent.folder(), "--config", configuration);
            assertThat(busy.err()).contains("no --feed: this run has no market");
            assertThat(busy.exitCode()).isEqualTo(5);
        }
    }

    private Run run(String options) {
        List<Object> words = new ArrayList<>(List.of("run", "--dir", paths.folder()));
        words.addAll(List.of((Object[]) options.split(" ", -1)));
        return Run.of(words.toArray());
    }

    private void begin(FeedOptions typed, boolean lockstep) {
        new RunFile(run(typed.open(paths), lockstep), configuration).write(paths);
    }

    private static io.onetape.services.runtime.Run run(
            Optional<io.onetape.services.runtime.Run.Feed> feed, boolean lockstep) {
        return new io.onetape.services.runtime.Run(1, RollCycle.HOUR, RunMode.PAPER, 1, lockstep, feed);
    }

    private static FeedOptions feed(String... words) {
        FeedOptions options = new FeedOptions();
        new CommandLine(options).parseArgs(words);
        return options;
    }
}
