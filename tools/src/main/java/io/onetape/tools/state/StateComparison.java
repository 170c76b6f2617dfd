package io.onetape.tools.state;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.schema.ServiceStoppedDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.Processor;
import io.onetape.replay.Quarantines;
import io.onetape.replay.StateAt;
import io.onetape.replay.snapshot.BadSnapshotException;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.tools.live.LiveProcessors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States that are rebuilt from a tape's first record on, against every digest on it and every snapshot beside it. Where the first cycles were moved away a service
 * is rebuilt from its first good snapshot behind them, and what is known of it behind that is compared. One use.
 */
final class StateComparison {
    /** What a comparison says of one state. */
    enum Verdict {
        SAME("state hash MATCHES"),
        DIFFERS("state DIFFERS"),
        STARTED_FROM("rebuilt from here");

        final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    /** One state that was compared, or that a service was rebuilt from. */
    record Result(String service, long sequence, Verdict verdict, String what) {}

    /** Something that is known of a service's state after a record: its hash, or a snapshot. */
    private record Known(String service, long sequence, String hash, Optional<Snapshot> snapshot, String what) {}

    private final TapeFolder tape;
    private final @Nullable String only;
    private final LiveProcessors processors;
    private final SnapshotsBeside beside;

    StateComparison(TapeFolder tape, @Nullable String only) {
        this.tape = tape;
        this.only = only;
        this.processors = new LiveProcessors(tape.folder());
        this.beside = new SnapshotsBeside(tape);
    }

    List<Result> run() {
        List<Result> results = new ArrayList<>();
        for (Source source : tape.sources().all()) {
            Optional<Processor> processor =
                    source.kind() == SourceKind.PROCESSOR && (only == null || only.equals(source.name()))
                            ? processors.find(source.name())
                            : Optional.empty();
            processor.ifPresent(fresh -> results.addAll(compare(fresh)));
        }
        return results;
    }

    private List<Result> compare(Processor processor) {
        List<Result> results = new ArrayList<>();
        List<Known> known = new ArrayList<>(digests(processor.name()));
        snapshots(processor.name(), known, results);
        StateAt state = start(processor, known, results);
        known.removeIf(one -> one.sequence() <= state.sequence());
        known.sort(Comparator.comparingLong(Known::sequence));
        try (TapeReader ahead = state.readerOf(tape)) {
            state.honour(Quarantines.ahead(ahead));
        }
        try (TapeReader reader = state.readerOf(tape)) {
            for (Known one : known) {
                state.run(reader, one.sequence());
                String hash = StateAt.hash(StateAt.json(processor));
                boolean same = state.sequence() == one.sequence()
                        && one.snapshot()
                                .map(this::restored)
                                .map(restored -> restored.equals(hash))
                                .orElse(one.hash().equals(hash));
                results.add(
                        new Result(one.service(), one.sequence(), same ? Verdict.SAME : Verdict.DIFFERS, one.what()));
            }
        }
        return results;
    }

    private StateAt start(Processor processor, List<Known> known, List<Result> results) {
        String service = processor.name();
        if (tape.base().isEmpty()) {
            return new StateAt(List.of(processor));
        }
        Optional<Snapshot> first = beside.first(service);
        if (first.isEmpty() && !(known.isEmpty() && results.isEmpty())) {
            throw beside.none(service);
        }
        first.ifPresent(snapshot ->
                results.add(new Result(service, snapshot.sequence(), Verdict.STARTED_FROM, "the first good snapshot")));
        return first.map(snapshot -> StateAt.from(snapshot, processor))
                .orElseGet(() -> new StateAt(List.of(processor)));
    }

    private String restored(Snapshot snapshot) {
        Processor fresh = processors.find(snapshot.service()).orElseThrow();
        StateAt.from(snapshot, fresh);
        return StateAt.hash(StateAt.json(fresh));
    }

    private List<Known> digests(String service) {
        List<Known> known = new ArrayList<>();
        ServiceStoppedDecoder stopped = new ServiceStoppedDecoder();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                if (record.templateId() == ServiceStoppedDecoder.TEMPLATE_ID) {
                    record.decode(stopped);
                    long sequence = stopped.consumedThrough();
                    if (stopped.service().equals(service)) {
                        known.add(
                                new Known(service, sequence, stopped.stateHash(), Optional.empty(), "ServiceStopped"));
                    }
                }
            }
        }
        return known;
    }

    private void snapshots(String service, List<Known> known, List<Result> results) {
        for (Path file : beside.newestFirst(service)) {
            try {
                Snapshot snapshot = SnapshotFolder.read(file);
                known.add(new Known(
                        service, snapshot.sequence(), "", Optional.of(snapshot), "snapshot " + file.getFileName()));
            } catch (BadSnapshotException e) {
                results.add(new Result(
                        service, SnapshotFolder.sequenceOf(file), Verdict.DIFFERS, String.valueOf(e.getMessage())));
            }
        }
    }
}
