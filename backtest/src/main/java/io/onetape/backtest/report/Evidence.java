package io.onetape.backtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What other commands have left beside a run's tape; a missing node where they have not, or where it is about another run.
 *
 * @param bracket pessimistic, base and optimistic fill model
 * @param latencyTable the run with multiples of its latency
 * @param secondRun the same command once more, in another process
 * @param lookahead first parts of the recording alone, against the run
 * @param likeLive the run, which is a recorded session, decided and simulated again
 * @param stale files that are about another run, or do not say about which: no evidence
 */
public record Evidence(
        JsonNode bracket,
        JsonNode latencyTable,
        JsonNode secondRun,
        JsonNode lookahead,
        JsonNode likeLive,
        List<Stale> stale) {
    /**
     * A file about another run.
     *
     * @param what a reader knows it by
     * @param why it is about another one: what follows the file's name
     */
    public record Stale(String what, String file, String why) {}

    private static final int HASH = 16;

    private static final String SWEEP = "Sweep";
    private static final JsonNode MISSING = MissingNode.getInstance();

    public static final Evidence NONE = new Evidence(MISSING, MISSING, MISSING, MISSING, MISSING, List.of());

    public Evidence {
        stale = List.copyOf(stale);
    }

    /** Reads one file of the run's folder; a missing node if there is none. */
    @FunctionalInterface
    public interface Files {
        JsonNode read(String file);
    }

    /** What of these files is about the run with this hash of its outputs. */
    public static Evidence of(String outputHash, Files files) {
        List<Stale> stale = new ArrayList<>();
        return new Evidence(
                read("Fill-model bracket", "bracket.json", "outputHash", outputHash, files, stale),
                read("Latency table", "latency-table.json", "outputHash", outputHash, files, stale),
                read("Second run", "second-run.json", "firstOutputHash", outputHash, files, stale),
                read("Look-ahead", "lookahead.json", "outputHash", outputHash, files, stale),
                read("Live against backtest", "like-live.json", "outputHash", outputHash, files, stale),
                stale);
    }

    private static JsonNode read(
            String what, String file, String key, String outputHash, Files files, List<Stale> stale) {
        JsonNode json = files.read(file);
        String found = json.path(key).asText("");
        if (json.isMissingNode() || found.equals(outputHash)) {
            return json;
        }
        stale.add(new Stale(
                what,
                file,
                found.isEmpty()
                        ? "does not say which run it is about"
                        : "is about another run, with the output hash " + shortened(found)));
        return MISSING;
    }

    /** With the trials of a sweep, which are no evidence if the run is none of them. */
    public Evidence andTrials(List<JsonNode> trials, RunFacts facts) {
        String why = foreign(trials, facts);
        if (why.isEmpty()) {
            return this;
        }
        List<Stale> all = new ArrayList<>(stale);
        all.add(new Stale(SWEEP, "sweep.ndjson", why));
        return new Evidence(bracket, latencyTable, secondRun, lookahead, likeLive, all);
    }

    /** True if there are trials, and the run is none of them. */
    public boolean hasForeignTrials() {
        return stale.stream().anyMatch(one -> one.what().equals(SWEEP));
    }

    /** Why the run is none of these trials; empty if it is one, or there are none. */
    private static String foreign(List<JsonNode> trials, RunFacts facts) {
        String tape =
                facts.settings().simulation().map(Simulation::sourceTapeHash).orElse("");
        boolean isAmong = trials.isEmpty();
        for (JsonNode trial : trials) {
            String found = trial.path("tapeHash").asText("");
            if (!found.equals(tape)) {
                return found.isEmpty()
                        ? "does not say which tape it is about"
                        : "is about another tape, with the hash " + shortened(found);
            }
            isAmong |= !trial.hasNonNull("part")
                    && trial.path("outputHash").asText("").equals(facts.outputHash());
        }
        return isAmong ? "" : "has no trial with the output hash of this run, " + shortened(facts.outputHash());
    }

    private static String shortened(String hash) {
        return hash.length() > HASH ? hash.substring(0, HASH) : hash;
    }
}
