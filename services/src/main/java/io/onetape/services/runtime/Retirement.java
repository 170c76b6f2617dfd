package io.onetape.services.runtime;

import io.onetape.journal.archive.OutboxRetirement;
import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.Manifest;
import io.onetape.replay.snapshot.BadSnapshotException;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets aside what outboxes hold no longer for anybody: finished cycles whose records are all on the tape, and the tape on the disk. The last record that is on the
 * tape stays, for the sequencer compares it when it starts. Of a processor, what its oldest good snapshot has not met stays too, and everything while it is still on
 * its way to where that was taken; without a snapshot nothing goes. An outbox that cannot be read
 * stays as it is, and hinders no other. A start from the tape's beginning compares what is gone with the tape alone. Single-threaded.
 */
final class Retirement {
    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    private final RunPaths paths;
    private final Runnable syncTape;

    /** {@code syncTape} returns when the tape is on the disk. */
    Retirement(RunPaths paths, Runnable syncTape) {
        this.paths = paths;
        this.syncTape = syncTape;
    }

    /**
     * Looks at every outbox; {@code sources} is how far each source has come on the tape. Throws whatever {@code syncTape} throws; what hinders one outbox is told to the
     * log, for only space depends on it. Does nothing while the tape is backed up: a backup holds as much of each outbox as follows its tape.
     */
    void run(Sources sources) {
        AppenderLock alone;
        try {
            alone = AppenderLock.takeForKeeping(paths.tape());
        } catch (BusyException e) {
            LOG.info("outboxes are kept as they are until the next cycle: {}", e.getMessage());
            return;
        } catch (UncheckedIOException e) { // somebody else's file
            LOG.error("outboxes are kept as they are until the next cycle", e);
            return;
        }
        try {
            runAlone(sources);
        } finally {
            alone.close();
        }
    }

    private void runAlone(Sources sources) {
        boolean synced = false;
        for (Path outbox : outboxes()) {
            long through = onlyIfReadable(outbox, () -> through(outbox, sources));
            if (through > 0) {
                if (!synced) {
                    syncTape.run();
                    synced = true;
                }
                onlyIfReadable(outbox, () -> retire(outbox, through));
            }
        }
    }

    private static long onlyIfReadable(Path outbox, LongSupplier what) {
        try {
            return what.getAsLong();
        } catch (RuntimeException e) {
            LOG.error("outbox {} is kept as it is until the next cycle", outbox, e);
            return 0;
        }
    }

    private static long retire(Path outbox, long through) {
        List<String> taken = new OutboxRetirement(outbox).run(through);
        if (!taken.isEmpty()) {
            LOG.info("outbox {}: set aside {} cycles, up to {}", outbox, taken.size(), taken.get(taken.size() - 1));
        }
        return taken.size();
    }

    /** The last number that nobody needs here; 0 if all are needed, or if it has one cycle only. */
    private long through(Path outbox, Sources sources) {
        return new CycleFiles(outbox).all().size() < 2 ? 0 : through(String.valueOf(outbox.getFileName()), sources);
    }

    private long through(String name, Sources sources) {
        Source source = sources.byName(name).orElse(null);
        if (source == null || name.equals(Run.CONFIGURATION)) { // its outbox is what it has said
            return 0;
        }
        long before = sources.last(source.number()) - 1;
        return source.kind() == SourceKind.PROCESSOR ? Math.min(before, metByAll(name)) : before;
    }

    /** The last number that every good snapshot has met; 0 if there is none, or if the service is not yet where the oldest was taken. */
    private long metByAll(String service) {
        long met = Long.MAX_VALUE;
        long sequence = 0;
        for (Path file : new SnapshotFolder(paths.snapshots(service), 1).newestFirst()) {
            try {
                Snapshot snapshot = SnapshotFolder.read(file);
                met = Math.min(met, snapshot.met());
                sequence = snapshot.sequence(); // the oldest comes last
            } catch (BadSnapshotException e) {
                LOG.warn("{} does not count: {}", file, e.getMessage()); // nobody can start from it
            }
        }
        return met == Long.MAX_VALUE || consumed(service) < sequence ? 0 : met;
    }

    private long consumed(String service) {
        try (Progress progress = Progress.open(paths.progress(service))) {
            return progress.consumed();
        }
    }

    /** In the order of their names. */
    private List<Path> outboxes() {
        if (!Files.isDirectory(paths.outboxes())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(paths.outboxes())) {
            return folders.filter(folder -> Files.exists(folder.resolve(Manifest.FILE)))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.error("cannot list {}: outboxes are kept as they are until the next cycle", paths.outboxes(), e);
            return List.of();
        }
    }
}
