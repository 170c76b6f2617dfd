package io.onetape.tools.check;

import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.ParityCheck;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Wrap;
import io.onetape.tools.format.Json;
import io.onetape.tools.state.SnapshotsBeside;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From where a tape's outputs are regenerated: its first record, or, if its first cycles were moved away, each service's first good snapshot behind them; and what
 * is not regenerated therefore.
 *
 * @param base the last sequence that was moved away, 0 if none was
 * @param leftOut what is on the tape and nothing is there to run it from
 */
record ReplayStart(long base, List<String> leftOut) {
    /** Everything is regenerated. */
    static final ReplayStart OF_TAPE = new ReplayStart(0, List.of());

    /** Lets the check's processors start; throws {@link CommandException} (refused) if one has outputs on the tape and no snapshot to start from. */
    static ReplayStart of(TapeFolder tape, Sources sources, ParityCheck check) {
        Optional<Base> base = tape.base();
        if (base.isEmpty()) {
            return OF_TAPE;
        }
        List<String> leftOut = new ArrayList<>();
        SnapshotsBeside snapshots = new SnapshotsBeside(tape);
        Sources before = sourcesBefore(tape);
        for (String service : check.services()) {
            Optional<Snapshot> first = snapshots.first(service);
            first.ifPresent(check::startFrom);
            if (first.isEmpty()) {
                if (last(sources, service) > last(before, service)) {
                    throw snapshots.none(service);
                }
                check.leaveOut(service);
                leftOut.add(service + ", which has neither an output on what is left of the tape nor a snapshot");
            }
        }
        if (sources.all().stream().anyMatch(source -> source.kind() == SourceKind.SIMULATED_VENUE)) {
            leftOut.add("the simulated venue, which can only be run from the tape's first record");
        }
        return new ReplayStart(base.get().sequence(), leftOut);
    }

    /** What the tape's first CycleStarted says: how far everyone was by then. */
    private static Sources sourcesBefore(TapeFolder tape) {
        Sources before = new Sources();
        try (TapeReader reader = tape.reader()) {
            if (reader.next()) {
                before.apply(reader.record());
            }
        }
        return before;
    }

    private static long last(Sources sources, String service) {
        return sources.byName(service).map(Source::number).map(sources::last).orElse(0L);
    }

    /** Nothing, if everything is regenerated. */
    void print(List<ParityCheck.Coverage> coverage, Console console) {
        if (base == 0) {
            return;
        }
        String from = coverage.stream()
                .map(one -> one.service() + " from " + one.from())
                .collect(Collectors.joining(", "));
        long notCompared =
                coverage.stream().mapToLong(ParityCheck.Coverage::notCompared).sum();
        String text = String.format(
                Locale.ROOT,
                "replay: the records up to %d were moved away. Regenerated from snapshots: %s. Not regenerated: %,d outputs that were emitted before that",
                base,
                from.isEmpty() ? "nothing" : from,
                notCompared);
        console.out().line(Wrap.words(text, console.columns(), "  "));
        for (String one : leftOut) {
            console.out().line(Wrap.words("replay: not regenerated: " + one, console.columns(), "  "));
        }
    }

    void write(Json object, List<ParityCheck.Coverage> coverage) {
        object.key("regenerated").beginArray();
        for (ParityCheck.Coverage one : coverage) {
            object.beginObject()
                    .string("service", one.service())
                    .integer("from", one.from())
                    .number("notCompared", one.notCompared())
                    .endObject();
        }
        object.endArray().key("notRegenerated").beginArray();
        leftOut.forEach(object::value);
        object.endArray();
    }
}
