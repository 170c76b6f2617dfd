package io.onetape.backtest.sweep;

import io.onetape.journal.record.RecordHash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sweep is: two with equal plans have equal trials.
 *
 * @param options everything that a trial depends on but the tape, the code and its own parameters: texts by name
 * @param tapeHash of the tape that is run over
 * @param tapes hashes of the recorded tapes that it is made from
 * @param windows of a walk-forward, if it is one
 * @param objective what is ranked by; in a walk-forward and in a search by halving it decides what is run, too
 * @param build the code's name
 * @param command a backtest with these options, without its parameters, as typed: for people, and no part of what is compared
 */
public record SweepPlan(
        String strategy,
        SortedMap<String, String> options,
        String tapeHash,
        List<String> tapes,
        Grid grid,
        Pick pick,
        Optional<WalkForward> windows,
        Objective objective,
        String build,
        List<String> command) {
    public SweepPlan {
        command = List.copyOf(command);
        options = new TreeMap<>(options);
        tapes = List.copyOf(tapes);
    }

    /** SHA-256 of the options, in hex. */
    public String optionsHash() {
        StringBuilder text = new StringBuilder();
        options.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return HexFormat.of()
                .formatHex(RecordHash.sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The same of all machines together. */
    public SweepPlan whole() {
        return new SweepPlan(
                strategy, options, tapeHash, tapes, grid, pick.whole(), windows, objective, build, command);
    }

    /** The first thing in which another plan is another sweep: {@code name: found this, expected other}. */
    public Optional<String> differenceTo(SweepPlan other) {
        Map<String, String> theirs = other.facts();
        Map<String, String> ours = facts();
        SortedMap<String, String> names = new TreeMap<>(ours);
        names.putAll(theirs);
        return names.keySet().stream()
                .filter(name -> !Objects.equals(ours.get(name), theirs.get(name)))
                .findFirst()
                .map(name -> name + ": found " + ours.getOrDefault(name, "none") + ", expected "
                        + theirs.getOrDefault(name, "none"));
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("strategy", strategy);
        options.forEach((name, value) -> facts.put("options." + name, value));
        facts.put("tapeHash", tapeHash);
        facts.put("tapes", tapes.toString());
        grid.axes().forEach(axis -> facts.put("axes." + axis.name(), String.join(",", axis.values())));
        facts.put("axes", grid.axes().stream().map(Axis::name).toList().toString());
        facts.put("search", pick.kind() + (pick.most() == 0 ? "" : " " + pick.most() + ", seed " + pick.seed()));
        facts.put("shard", pick.shardText());
        facts.put("walkForward", windows.map(WalkForward::text).orElse("none"));
        if (windows.isPresent() || pick.kind().equals(Pick.HALVING)) {
            facts.put("objective", objective.word());
        }
        facts.put("build", build);
        return facts;
    }
}
