package io.onetape.tools.live;

import static io.onetape.tools.live.TapeRecords.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.tools.sample.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Types commands for a run, and looks on its tape for what came of them. Thread-safe. */
record Operator(Path folder, TapeRecords tape) {
    private static final long SECOND = 1_000_000_000L;

    /** For the run in this folder. */
    static Operator of(Path folder) {
        return new Operator(folder, new TapeRecords(folder.resolve("tape")));
    }

    Run type(String... command) {
        List<Object> words = new ArrayList<>(List.of((Object[]) command));
        words.addAll(List.of("--dir", folder));
        return Run.of(words.toArray());
    }

    /** What has to succeed. */
    Run ok(String... command) {
        Run run = type(command);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return run;
    }

    /** What has to be refused with exit code 6 and this reason, on the tape as an alert of this name too, and set nothing. */
    void refused(String alert, String why, String command) {
        long before = tape.last();
        Run refused = type(command.split(" ", -1));
        assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(6);
        assertThat(refused.err()).contains(why, "next: ");
        JsonNode found = tape.await("the refusal", before, "AlertRaised", is("name", alert));
        assertThat(found.get("detail").asText()).contains(why);
        assertThat(tape.after(before, "ConfigSet")).isEmpty();
        assertThat(tape.after(before, "StrategyPackageSet")).isEmpty();
    }

    /** As often as it takes until a reconciliation is late enough. */
    void resume() {
        long end = System.nanoTime() + 60 * SECOND;
        Run resume = type("resume", "--yes");
        while (resume.exitCode() == 6 && System.nanoTime() < end) {
            assertThat(resume.err()).contains("resume-refused", "expected a clean reconciliation");
            LockSupport.parkNanos(SECOND / 2);
            resume = type("resume", "--yes");
        }
        assertThat(resume.exitCode()).as(resume.out() + resume.err()).isZero();
    }

    /** What became of a strategy, once its engine has said so. */
    JsonNode changed(String strategy, String change, long after) {
        return tape.await(
                change, after, "StrategyChanged", is("strategy", strategy).and(is("change", change)));
    }
}
