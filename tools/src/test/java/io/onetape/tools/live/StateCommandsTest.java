package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of a run that was stopped, taken, set aside and made anew by commands: the state at the tape's end stays what it was. */
final class StateCommandsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int REFUSED = 6;

    @TempDir
    Path folder;

    private Path run = Path.of("");
    private RunPaths paths = new RunPaths(run);

    @BeforeEach
    void aRunThatHasEnded() throws Exception {
        run = folder.resolve("run");
        paths = new RunPaths(run);
        LiveRun.market(folder, 3, 4 * SECOND);
        try (LiveRun live = LiveRun.start(folder, "max", List.of(LiveRun.SERVICES), "second", "")) {
            live.awaitEnd();
        }
    }

    @Test
    void snapshotsAreSetAsideAndMadeAnewAndTheStateStays() throws Exception {
        String state = state();
        int before = snapshots("risk").size();
        assertThat(before).isPositive();
        everyServiceOfTheRunIsShown();

        Run dry = ok("state", "reset", "--dry-run", run);
        assertThat(dry.out()).contains("would move snapshots/risk/", "would move snapshots/account/");
        Run unasked = Run.of("state", "reset", run);
        assertThat(unasked.exitCode()).isEqualTo(REFUSED);
        assertThat(unasked.err()).contains("expected --yes", "tape state reset --dry-run");
        assertThat(snapshots("risk")).hasSize(before);

        assertThat(ok("state", "reset", "--service", "risk", "--yes", run).out())
                .contains("moved snapshots/risk/");
        assertThat(snapshots("risk")).isEmpty();
        assertThat(snapshots("account")).isNotEmpty();
        assertThat(files(paths.trash()))
                .filteredOn(file -> file.toString().contains("/risk/"))
                .hasSize(before);
        assertThat(state()).isEqualTo(state);

        assertThat(ok("state", "snapshot", "--service", "risk", run).out()).contains("snapshots/risk/");
        assertThat(snapshots("risk")).hasSize(1);

        assertThat(Run.of("state", "rebuild", run).exitCode()).isEqualTo(REFUSED);
        ok("state", "rebuild", "--yes", run);
        assertThat(snapshots("execution")).hasSize(1);
        assertThat(state()).isEqualTo(state);
        Run check = Run.on(80, Map.of(), "state", "rebuild", "--check", paths.tape());
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(check.out()).contains("state hash MATCHES");
        assertThat(check.lines()).allMatch(line -> line.length() <= 80).anyMatch(line -> line.endsWith("…"));

        try (LiveRun live = LiveRun.goOn(folder)) {
            live.awaitEnd();
        }
        ok("verify", "--replay", paths.tape());
    }

    private void everyServiceOfTheRunIsShown() throws IOException {
        for (String service : List.of("marketdata", "strategy", "risk", "execution", "account", "venue")) {
            assertThat(snapshots(service)).as(service).isNotEmpty();
            assertThat(ok("state", "show", "--service", service, paths.tape()).out())
                    .startsWith("# " + service + " at sequence ");
        }
        Run none = Run.of("state", "show", "--service", "clock", paths.tape());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no such service on this tape: clock", "one of account, ", "venue");
    }

    @Test
    void whereTheBeginningWasMovedAwayNoServiceLosesItsLastSnapshot() throws Exception {
        ok("seal", paths.tape());
        ok("archive", "--before", "-1s", paths.tape());
        ok("archive", "--move-to", folder.resolve("away"), "--before", "-1s", paths.tape());
        String state = state();
        int before = snapshots("risk").size();
        for (Run refused : List.of(
                Run.of("state", "reset", "--yes", run),
                Run.of("state", "reset", "--dry-run", run),
                Run.of("state", "rebuild", "--yes", run))) {
            assertThat(refused.exitCode()).isEqualTo(REFUSED);
            assertThat(refused.err()).contains("moved away", "cannot start without a snapshot");
        }
        assertThat(snapshots("risk")).hasSize(before);
        assertThat(state()).isEqualTo(state);
    }

    private String state() {
        return ok("state", "show", "--json", paths.tape()).out();
    }

    private List<Path> snapshots(String service) throws IOException {
        return files(paths.snapshots(service));
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Run ok(Object... words) {
        Run run = Run.of(words);
        assertThat(run.exitCode())
                .as(List.of(words) + ": " + run.out() + run.err())
                .isZero();
        return run;
    }
}
