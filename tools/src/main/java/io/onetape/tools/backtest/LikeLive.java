package io.onetape.tools.backtest;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.latency.RecordedLatencies;
import io.onetape.backtest.likelive.Comparison;
import io.onetape.backtest.likelive.Fills;
import io.onetape.backtest.likelive.Session;
import io.onetape.backtest.likelive.SessionKind;
import io.onetape.backtest.run.SimulationCheck;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.verify.OutputHash;
import io.onetape.tools.check.ReplayVerdict;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Shell;
import io.onetape.tools.select.TapeArgument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** A recorded session against this build, output by output, and against the simulated venue, order by order. What comes out stands in RUN/like-live.json too. */
final class LikeLive {
    private static final Set<String> FITTED = Set.of(
            "--queue-model",
            "--latency",
            "--entry-latency",
            "--response-latency",
            "--latency-jitter",
            "--latency-times");

    private static final Set<String> OF_USE = Set.of(
            "--like-live",
            "--fit",
            "--set",
            "--out",
            "--json",
            "--fill-model",
            "--book",
            "--maker-fee",
            "--taker-fee",
            "--fee-tiers",
            "--order-rate",
            "--outage",
            "--outage-at",
            "--margin-tiers",
            "--liquidation-fee",
            "--capital",
            "--shift-clock",
            "--seed");

    @Option(
            names = "--like-live",
            paramLabel = "SESSION",
            description = {
                "instead of STRATEGY and TAPE: the tape of a paper or live session. Every output is regenerated at its place (exit 1",
                "at the first that differs); its requests go to the simulated venue, beside the real fills"
            })
    private @Nullable Path tape;

    @Option(
            names = "--fit",
            description = "with --like-live: the latencies and the queue model that come closest to the real fills")
    private boolean fit;

    private boolean shiftsClock;

    boolean isWanted() {
        return tape != null;
    }

    boolean isFit() {
        return fit;
    }

    /** Ends the command if an option was typed that would change nothing here. */
    void requireOfUse(ParseResult typed) {
        for (OptionSpec option : typed.matchedOptions()) {
            String name = option.longestName();
            if (!OF_USE.contains(name) && !FITTED.contains(name)) {
                throw CommandException.usage(
                        "--like-live decides a whole session again, just as it was recorded: " + name
                                + " is of no use with it",
                        "leave out " + name);
            }
            if (fit && FITTED.contains(name)) {
                throw CommandException.usage(
                        "--fit finds the queue model and the latencies: " + name + " is of no use with it",
                        "leave out " + name + ", or --fit");
            }
        }
        shiftsClock = typed.hasMatchedOption("--shift-clock");
    }

    /**
     * Compares, and prints it.
     *
     * @param changes other values of the session's settings, for its processors
     */
    int run(
            SimulationOptions simulation,
            Map<String, String> changes,
            @Nullable Path out,
            boolean json,
            Console console) {
        if (out != null) {
            new RunFolder(out).requireFree();
        }
        VenueWords typed = simulation.words();
        TapeFolder folder = TapeArgument.open(tape == null ? Path.of("") : tape, console);
        SourceScan scan = SourceScan.of(folder);
        Session session = Session.read(scan, simulation.shiftOfOne());
        if (shiftsClock && session.kind() == SessionKind.PAPER) {
            throw CommandException.usage(
                    "the venue of a paper session lives on our own clock: --shift-clock is of no use with it",
                    "leave out --shift-clock");
        }
        OutputHash hash = new OutputHash();
        ReplayVerdict verdict = regenerated(folder, scan.lastSequence(), changes, hash, console);
        if (!json) {
            verdict.print(folder, console);
            console.out().flush();
        }
        if (session.orders().isEmpty() && verdict.compared() == 0) {
            throw new RefusedException(
                    "no output and no order on the tape",
                    "the tape of a paper or live session, or of a backtest",
                    "tape backtest market-maker " + Shell.word(folder.folder()));
        }
        Optional<LikeLiveFit> fitted =
                fit ? Optional.of(LikeLiveFit.of(session, typed.venue(), typed.seed(), console)) : Optional.empty();
        VenueWords words = fitted.map(one -> one.words(typed)).orElse(typed);
        LatencySettings latency = fitted.map(LikeLiveFit::latency)
                .orElseGet(() -> simulation.multipliedLatency(name -> recorded(name, scan, session)));
        Fills simulated = session.simulate(words.venue(), latency, words.seed());
        LikeLiveResult result = new LikeLiveResult(
                session,
                hash.finish(),
                words,
                command(folder, words, simulation.shifts(), changes),
                simulated,
                Comparison.of(session, simulated),
                fitted);
        if (out != null) {
            keep(out, result, verdict);
        }
        if (json) {
            console.out().text(result.toJson(verdict).toPrettyString() + "\n");
        } else {
            new LikeLiveTable(result, console).print();
        }
        return verdict.difference().isEmpty() && !verdict.isCutShort(folder) ? ExitCode.OK : ExitCode.NO;
    }

    /** What gives this comparison again, in any folder. */
    private static List<String> command(
            TapeFolder session, VenueWords words, List<String> shifts, Map<String, String> changes) {
        List<String> command =
                new ArrayList<>(List.of("tape", "backtest", "--like-live", RunWords.whole(session.folder())));
        command.addAll(words.words());
        shifts.forEach(shift -> command.addAll(List.of("--shift-clock", shift)));
        changes.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
        return command;
    }

    /** Every fact in its place; what processors and a simulated venue make of it is compared with what stands there. */
    private static ReplayVerdict regenerated(
            TapeFolder folder, long last, Map<String, String> changes, OutputHash hash, Console console) {
        ReplayVerdict verdict = ReplayVerdict.of(folder);
        ChangedSettings changed = new ChangedSettings(changes);
        try (TapeReader reader = folder.reader();
                Progress progress = new Progress(console, "replay", last, true)) {
            while (reader.number() < last && reader.next()) {
                hash.add(reader.record());
                changed.deliver(reader.record(), verdict::accept);
                progress.at(reader.number());
            }
        }
        changed.requireUsed();
        verdict.finish(new SimulationCheck(folder));
        return verdict;
    }

    private static RecordedLatencies recorded(String name, SourceScan scan, Session session) {
        SourceScan of = name.isEmpty() ? scan : SourceScan.of(TapeFolder.open(Path.of(name)));
        RecordedLatencies found = RecordedLatencies.of(
                of.checked(), name.isEmpty() ? session.shiftNanos() : ClockShift.AUTO.nanosFor(of));
        if (found.entry().isEmpty()) {
            throw new RefusedException(
                    "no order with the venue's answer on the tape",
                    "some, to take recorded latencies from",
                    "--latency 10ms");
        }
        return found;
    }

    private static void keep(Path out, LikeLiveResult result, ReplayVerdict verdict) {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + out, e);
        }
        RunFolder.keep(out, "like-live.json", result.toJson(verdict));
    }
}
