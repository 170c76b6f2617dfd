package io.onetape.journal.tape;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.QueueSink;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.schema.MessageHeaderEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A tape on disk: a folder with the cycle files of one Chronicle Queue, a manifest, an index that can be missing, and the appender's lock. */
public final class TapeFolder implements Tape {
    private static final String TRASH = "trash";

    private final Path folder;
    private final Manifest manifest;

    private TapeFolder(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Opens an existing tape for reading; throws {@link NoTapeException} where there is none. */
    public static TapeFolder open(Path folder) {
        Manifest manifest = Manifest.read(folder);
        if (manifest.numbering() != Numbering.SEQUENCE) {
            throw new NoTapeException(folder + " is an outbox; expected a tape");
        }
        return new TapeFolder(folder, manifest);
    }

    /** Begins a new tape in a folder that is missing or empty. */
    public static TapeWriter create(Path folder, long tapeId, RollCycle roll) {
        return create(folder, tapeId, roll, FreeSpace.DEFAULT);
    }

    /** Begins a new tape, with its own reserve of free space. */
    public static TapeWriter create(Path folder, long tapeId, RollCycle roll, FreeSpace space) {
        create(folder);
        Manifest manifest =
                new Manifest(tapeId, Numbering.SEQUENCE, roll, MessageHeaderEncoder.SCHEMA_VERSION, Optional.empty());
        space.require(folder);
        manifest.write(folder);
        return writer(folder, manifest, AppenderLock.take(folder), space);
    }

    /** Goes on with an existing tape: its last cycle is read and checked; a damaged one is refused. */
    public static TapeWriter append(Path folder) {
        TapeFolder tape = open(folder);
        AppenderLock lock = AppenderLock.take(folder);
        boolean done = false;
        try {
            retireUnborn(folder);
            Manifest open = tape.manifest.withEnd(Optional.empty());
            TapeWriter writer = writer(folder, open, lock, FreeSpace.DEFAULT);
            resume(tape, writer);
            open.write(folder);
            done = true;
            return writer;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    public Path folder() {
        return folder;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** True while a process appends. */
    public boolean isBusy() {
        return AppenderLock.isHeld(folder);
    }

    @Override
    public TapeReader reader() {
        return TapeReader.ofFolder(folder, Numbering.SEQUENCE);
    }

    /** A reader for polling a tape that is being written. */
    public TapeReader follower() {
        return TapeReader.following(folder, Numbering.SEQUENCE);
    }

    /** Throws {@link DamagedTapeException} if a reader that has read everything ends before the end that a clean close noted. */
    public void requireEnd(TapeReader reader) {
        Optional<Manifest.End> end = Manifest.read(folder).end();
        if (end.isPresent() && end.get().number() > reader.number()) {
            throw new DamagedTapeException(
                    reader.number() + 1,
                    "the tape was closed at sequence " + end.get().number() + ", found nothing after "
                            + reader.number());
        }
    }

    /** The last sequence that the index knows: a record with it was appended. 0 without an index. */
    public long lastIndexed() {
        return TimeIndex.lastIndexed(folder);
    }

    private static TapeWriter writer(Path folder, Manifest manifest, AppenderLock lock, FreeSpace space) {
        TimeIndexWriter index = new TimeIndexWriter(folder, manifest.roll());
        QueueSink sink = new QueueSink(folder, manifest.roll(), space);
        return new TapeWriter(sink, manifest.roll(), manifest.tapeId(), index, end -> {
            manifest.withEnd(Optional.of(end)).write(folder);
            lock.close();
        });
    }

    private static void resume(TapeFolder tape, TapeWriter writer) {
        try (TapeReader reader = tape.reader()) {
            reader.seekLastCycle();
            while (reader.next()) {
                writer.resume(reader.record());
            }
            tape.requireEnd(reader);
        }
    }

    /** Moves away a newest cycle file whose creation was cut short: the queue would wait for it, and then fail. */
    static void retireUnborn(Path folder) {
        while (true) {
            Optional<Path> newest = new CycleFiles(folder).newest();
            if (newest.isEmpty() || isBorn(newest.get())) {
                return;
            }
            try {
                Path trash = Files.createDirectories(folder.resolve(TRASH));
                Path file = newest.get();
                int free = 0;
                while (Files.exists(trash.resolve(file.getFileName() + "." + free))) {
                    free++;
                }
                Files.move(file, trash.resolve(file.getFileName() + "." + free));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot move away " + newest.get(), e);
            }
        }
    }

    /** True if the file's own header is complete. */
    static boolean isBorn(Path file) {
        try (CycleFile cycle = new CycleFile(file)) {
            return cycle.wordAt(0) > 0;
        }
    }

    /** Creates the folder for its owner alone; throws {@link NoTapeException} if something is in it. */
    static void create(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                try (var entries = Files.list(folder)) {
                    if (entries.findAny().isPresent()) {
                        throw new NoTapeException(folder + " is not empty; expected a new folder");
                    }
                }
                return;
            }
            Set<java.nio.file.attribute.PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder, e);
        }
    }
}
