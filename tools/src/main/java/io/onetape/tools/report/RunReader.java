package io.onetape.tools.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.metrics.MetricsPass;
import io.onetape.backtest.metrics.json.RunMetricsJson;
import io.onetape.backtest.report.Evidence;
import io.onetape.backtest.report.MetricsTree;
import io.onetape.backtest.report.RunFacts;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.Pipeline;
import io.onetape.replay.trace.Causality;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.explain.ChainStep;
import io.onetape.tools.report.section.RunView;
import io.onetape.tools.report.section.TripChain;
import io.onetape.tools.select.TapeEnd;
import io.onetape.tools.select.TapeEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a run for its report: its tape once, and once more for its worst round trips. Writes metrics.json where it is missing, or is not of this tape. */
final class RunReader {
    private final RunFiles files;
    private final Console console;

    RunReader(RunFiles files, Console console) {
        this.files = files;
        this.console = console;
    }

    /** Throws {@link DamagedTapeException} if the tape cannot be read to its end. */
    RunView read(boolean withTrips) {
        TapeFolder tape = files.open();
        long last = TapeEnds.of(tape).lastSequence();
        Optional<MetricsTree> written = files.metrics().flatMap(RunReader::parsed);
        MetricsPass pass = new MetricsPass();
        boolean isUsable = written.isPresent() && written.get().isWhole();
        RunFacts facts = walk(tape, isUsable ? record -> {} : pass, last);
        new TapeEnd(tape).requireBehind(facts.range().lastSequence());
        if (isUsable && !written.get().isOf(facts.outputHash())) {
            isUsable = false;
            walk(tape, pass, last);
        }
        MetricsTree metrics = isUsable ? written.get() : write(pass, facts, written);
        List<JsonNode> trials = files.trials();
        Evidence evidence = files.evidence(facts.outputHash()).andTrials(trials, facts);
        return new RunView(
                files.folder().toString(),
                files.tape().toString(),
                facts,
                metrics,
                evidence,
                files.command(),
                evidence.hasForeignTrials() ? List.of() : trials,
                withTrips ? worst(tape, metrics, last) : List.of());
    }

    private RunFacts walk(TapeFolder tape, Pipeline.Observer also, long last) {
        try (Progress progress = new Progress(console, "report", last, true)) {
            return RunFacts.of(tape, also, progress::at);
        }
    }

    private MetricsTree write(MetricsPass pass, RunFacts facts, Optional<MetricsTree> before) {
        MetricsTree metrics = MetricsTree.parse(RunMetricsJson.text(pass.finish()))
                .behind(before.filter(old -> old.isOf(facts.outputHash())), facts.outputHash());
        RunFiles.write(files.folder().resolve(RunFiles.METRICS), metrics.toJson());
        console.say(RunFiles.METRICS
                + (before.isEmpty()
                        ? " was missing, or no JSON"
                        : before.get().isWhole() ? " was of another tape" : " was an old one, or damaged")
                + ": written from the tape");
        return metrics;
    }

    /** What cannot be read is written anew. */
    private static Optional<MetricsTree> parsed(String text) {
        try {
            return Optional.of(MetricsTree.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<TripChain> worst(TapeFolder tape, MetricsTree metrics, long last) {
        List<String> orders = new ArrayList<>();
        for (JsonNode trip : metrics.at("roundTrips.worst")) {
            orders.add(trip.path("order").asText());
        }
        List<Causality> chains = orders.stream()
                .map(order -> new Causality(tape, OrderId.parse(order)))
                .toList();
        if (!chains.isEmpty()) {
            try (Progress progress = new Progress(console, "worst trips", last, true)) {
                Causality.walk(tape, chains, progress::at);
            }
        }
        List<TripChain> worst = new ArrayList<>();
        for (int i = 0; i < chains.size(); i++) {
            Causality chain = chains.get(i);
            worst.add(new TripChain(orders.get(i), ChainStep.of(chain.chain()), chain.missing()));
        }
        return worst;
    }
}
