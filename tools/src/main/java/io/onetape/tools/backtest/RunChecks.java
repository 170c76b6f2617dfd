package io.onetape.tools.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.backtest.lookahead.LookaheadCheck;
import io.onetape.backtest.run.BacktestSettings;
import io.onetape.backtest.run.BacktestSummary;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.services.Processors;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Checks of a backtest that are made by running it again. What they find stands in RUN too, for the report: {@code second-run.json}, {@code lookahead.json}. */
final class RunChecks {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SECOND_RUN = "second-run.json";
    private static final String LOOKAHEAD = "lookahead.json";
    private static final int MAX_CUTS = 1_000;

    @Option(
            names = "--twice",
            description =
                    "run it again in a process with another time zone, locale, heap and collector: the output hash must be the same (exit 1)")
    private boolean twice;

    @Option(
            names = "--check-lookahead",
            paramLabel = "N",
            description =
                    "run N random first parts of the tape alone, by --seed: each must decide as the whole run did (exit 1)")
    private @Nullable Integer typedCuts;

    /** Before anything is run. */
    void requireSensible() {
        if (typedCuts != null) {
            Usage.requireAtLeast("--check-lookahead", typedCuts, 1);
        }
        int cuts = cuts();
        if (cuts > MAX_CUTS) {
            throw CommandException.usage(
                    "--check-lookahead: expected at most " + MAX_CUTS + ", found " + cuts, "--check-lookahead 10");
        }
    }

    /** Where what was asked for stands in RUN. */
    List<String> files() {
        List<String> files = new ArrayList<>();
        if (twice) {
            files.add(SECOND_RUN);
        }
        if (cuts() > 0) {
            files.add(LOOKAHEAD);
        }
        return files;
    }

    private int cuts() {
        return typedCuts == null ? 0 : typedCuts;
    }

    /**
     * Makes the checks that were asked for; false if one of them failed.
     *
     * @param words what gives the same run again
     * @param out the run's folder, null if none is kept
     */
    boolean pass(
            SourceScan scan,
            BacktestSettings settings,
            BacktestSummary summary,
            RunWords words,
            @Nullable Path out,
            Console console) {
        boolean passed = true;
        if (twice) {
            passed = isSameTwice(summary, words, out, console);
        }
        if (cuts() > 0) {
            passed &= looksNotAhead(scan, settings, summary, out, console);
        }
        return passed;
    }

    private static boolean isSameTwice(BacktestSummary summary, RunWords words, @Nullable Path out, Console console) {
        SecondRun second = SecondRun.unlikeThisProcess();
        String hash = second.outputHash(words, console);
        boolean same = hash.equals(summary.outputHash());
        ObjectNode json = MAPPER.createObjectNode();
        json.put("v", 1).put("equal", same);
        json.put("outputHash", hash).put("firstOutputHash", summary.outputHash());
        json.set("first", MachineSettings.ofThisProcess().toJson(MAPPER));
        json.set("second", second.settings().toJson(MAPPER));
        RunFolder.keep(out, SECOND_RUN, json);
        console.say(
                same
                        ? "twice: the same output hash with "
                                + second.settings().toText()
                        : "twice: found another output hash, " + hash + ", with "
                                + second.settings().toText() + ", expected " + summary.outputHash());
        return same;
    }

    private boolean looksNotAhead(
            SourceScan scan, BacktestSettings settings, BacktestSummary summary, @Nullable Path out, Console console) {
        LookaheadCheck.Result result;
        int cuts = cuts();
        try (Progress progress = new Progress(console, "look-ahead", cuts + 1L, true)) {
            result = new LookaheadCheck(scan, settings, known -> Processors.all())
                    .run(cuts, settings.seed(), progress::now);
        }
        Optional<LookaheadCheck.Difference> found = result.difference();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("v", 1).put("outputHash", summary.outputHash()).put("passed", found.isEmpty());
        json.put("cuts", result.cuts()).put("compared", result.compared());
        json.put("seed", Long.toString(settings.seed()));
        found.ifPresent(difference -> json.putObject("difference")
                .put("sequence", difference.sequence())
                .put("lastSourceSequence", difference.lastSourceSequence())
                .put("nanos", Long.toString(difference.nanos())));
        RunFolder.keep(out, LOOKAHEAD, json);
        console.say(found.map(difference -> "look-ahead: found another record at sequence " + difference.sequence()
                        + " of the result when the tape ends with sequence " + difference.lastSourceSequence()
                        + ", expected the same: the run knows more than had happened by then")
                .orElse("look-ahead: none in " + result.cuts() + (result.cuts() == 1 ? " cut, " : " cuts, ")
                        + result.compared() + " records compared"));
        return found.isEmpty();
    }
}
