package io.onetape.replay.snapshot;

import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.TapeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one service: {@code <sequence>.snapshot}, nineteen digits, so that names sort as sequences do. Snapshots that are no longer needed are
 * deleted, for each is a cache; what an operator sets aside goes to a trash folder. One writer.
 */
public final class SnapshotFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFolder.class);
    private static final String SUFFIX = ".snapshot";

    private final Path folder;
    private final int kept;

    /** Keeps the newest {@code kept} snapshots, at least one. */
    public SnapshotFolder(Path folder, int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("expected to keep at least 1 snapshot, found " + kept);
        }
        this.folder = folder;
        this.kept = kept;
    }

    /** Writes a snapshot under its sequence and deletes those that are too many. */
    public Path write(Snapshot snapshot) {
        Path file = folder.resolve(String.format(Locale.ROOT, "%019d%s", snapshot.sequence(), SUFFIX));
        try {
            Files.createDirectories(folder);
            SnapshotFile.write(file, snapshot);
            List<Path> all = newestFirst();
            for (Path old : all.subList(Math.min(kept, all.size()), all.size())) {
                Files.delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep snapshots in " + folder, e);
        }
        return file;
    }

    /** All files, whether good or not. */
    public List<Path> newestFirst() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /**
     * The newest one that is whole, of this service and build, and taken at a record of the tape that is not behind {@code last}. A bad one is passed over: an earlier
     * one leads to the same state.
     */
    public Optional<Snapshot> newestGood(TapeFolder tape, String service, String build, long last) {
        return newestFirst().stream()
                .filter(file -> sequenceOf(file) <= last)
                .flatMap(file -> good(file, tape, service).stream())
                .filter(snapshot -> snapshot.build().equals(build))
                .findFirst();
    }

    /**
     * The first one that is whole and taken at a record that the tape has, of whatever build: whoever starts from it compares what follows. A bad one is passed over: a
     * later one leads to the same state.
     */
    public Optional<Snapshot> firstGood(TapeFolder tape, String service) {
        long before = tape.base().map(Base::sequence).orElse(0L);
        return newestFirst().stream()
                .filter(file -> sequenceOf(file) > before)
                .sorted()
                .flatMap(file -> good(file, tape, service).stream())
                .findFirst();
    }

    private static Optional<Snapshot> good(Path file, TapeFolder tape, String service) {
        try {
            Snapshot snapshot = read(file);
            snapshot.requireOf(tape, service);
            return Optional.of(snapshot);
        } catch (BadSnapshotException | UncheckedIOException e) { // or its service has just deleted it
            LOG.warn("{} is not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** Reads one of them; throws {@link BadSnapshotException}. */
    public static Snapshot read(Path file) {
        return SnapshotFile.read(file);
    }

    /** The sequence that a file's name says. */
    public static long sequenceOf(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** Moves a snapshot away, so that nobody starts from it again. */
    public static void setAside(Path file, Path trash) {
        try {
            Files.createDirectories(trash);
            Files.move(file, trash.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + file + " to " + trash, e);
        }
    }
}
