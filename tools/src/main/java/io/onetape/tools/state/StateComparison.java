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
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.live.LiveProcessors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** States that are rebuilt from a tape's first record on, against every digest on it and every snapshot beside it. One use. */
final class StateComparison {
    /** One state that was compared. */
    record Result(String service, long sequence, boolean same, String what) {}

    /** Something that is known of a service's state after a record: its hash, or a snapshot. */
    private record Known(String service, long sequence, String hash, Optional<Snapshot> snapshot, String what) {}

    private final TapeFolder tape;
    private final @Nullable String only;
    private final LiveProcessors processors;

    StateComparison(TapeFolder tape, @Nullable String only) {
        this.tape = tape;
        this.only = only;
        this.processors = new LiveProcessors(tape.folder());
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
        known.sort(Comparator.comparingLong(Known::sequence));
        StateAt state = new StateAt(List.of(processor));
        try (TapeReader ahead = tape.reader()) {
            state.honour(Quarantines.ahead(ahead));
        }
        try (TapeReader reader = tape.reader()) {
            for (Known one : known) {
                state.run(reader, one.sequence());
                String hash = StateAt.hash(StateAt.json(processor));
                boolean same = state.sequence() == one.sequence()
                        && one.snapshot()
                                .map(this::restored)
                                .map(restored -> restored.equals(hash))
                                .orElse(one.hash().equals(hash));
                results.add(new Result(one.service(), one.sequence(), same, one.what()));
            }
        }
        return results;
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
        Path run = tape.folder().toAbsolutePath().normalize().getParent();
        if (run == null) {
            return;
        }
        for (Path file : new SnapshotFolder(new RunPaths(run).snapshots(service), 1).newestFirst()) {
            try {
                Snapshot snapshot = SnapshotFolder.read(file);
                known.add(new Known(
                        service, snapshot.sequence(), "", Optional.of(snapshot), "snapshot " + file.getFileName()));
            } catch (BadSnapshotException e) {
                results.add(
                        new Result(service, SnapshotFolder.sequenceOf(file), false, String.valueOf(e.getMessage())));
            }
        }
    }
}
