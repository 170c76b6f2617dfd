package io.onetape.tools.backtest;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.latency.LatencySettings;
import io.onetape.backtest.latency.RecordedLatencies;
import io.onetape.backtest.likelive.Comparison;
import io.onetape.backtest.likelive.Fills;
import io.onetape.backtest.likelive.Session;
import io.onetape.backtest.run.SimulationCheck;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.venue.VenueSettings;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.tools.check.ReplayVerdict;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Progress;
import io.onetape.tools.select.TapeArgument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A recorded session against this build, output by output, and against the simulated venue, order by order. What comes out stands in RUN/like-live.json too. */
final class LikeLive {
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

    boolean isWanted() {
        return tape != null;
    }

    boolean isFit() {
        return fit;
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
        TapeFolder folder = TapeArgument.open(tape == null ? Path.of("") : tape, console);
        SourceScan scan = SourceScan.of(folder);
        ReplayVerdict verdict = regenerated(folder, scan.lastSequence(), changes, console);
        if (!json) {
            verdict.print(folder, console);
            console.out().flush();
        }
        Session session = Session.read(scan, simulation.shiftOfOne());
        if (session.orders().isEmpty() && verdict.compared() == 0) {
            throw new RefusedException(
                    "no output and no order on the tape",
                    "the tape of a paper or live session, or of a backtest",
                    "tape backtest market-maker " + folder.folder());
        }
        Optional<LikeLiveFit> fitted = fit
                ? Optional.of(LikeLiveFit.of(session, simulation.venueOfAnAccount(), simulation.seed(), console))
                : Optional.empty();
        VenueSettings venue = fitted.map(one ->
                        simulation.venueOfAnAccount().withQueueRule(one.queue().best()))
                .orElseGet(simulation::venueOfAnAccount);
        LatencySettings latency = fitted.map(LikeLiveFit::latency)
                .orElseGet(() -> simulation.multipliedLatency(name -> recorded(name, scan, session)));
        Fills simulated = session.simulate(venue, latency, simulation.seed());
        LikeLiveResult result =
                new LikeLiveResult(session, venue, latency, simulated, Comparison.of(session, simulated), fitted);
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

    /** Every fact in its place; what processors and a simulated venue make of it is compared with what stands there. */
    private static ReplayVerdict regenerated(
            TapeFolder folder, long last, Map<String, String> changes, Console console) {
        ReplayVerdict verdict = ReplayVerdict.of(folder);
        ChangedSettings changed = new ChangedSettings(changes);
        try (TapeReader reader = folder.reader();
                Progress progress = new Progress(console, "replay", last, true)) {
            while (reader.number() < last && reader.next()) {
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
