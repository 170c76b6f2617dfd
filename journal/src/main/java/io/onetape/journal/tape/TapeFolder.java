package io.onetape.journal.tape;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.QueueSink;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.MessageHeaderEncoder;
import io.onetape.journal.seal.Base;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A tape on disk: a folder with the cycle files of one Chronicle Queue, a manifest, an index that can be missing, and the appender's lock. */
public final class TapeFolder implements StoredTape {
    private final Path folder;
    private final Manifest manifest;
    private final String manifestDamage;

    private TapeFolder(Path folder, Manifest manifest, String manifestDamage) {
        this.folder = folder;
        this.manifest = manifest;
        this.manifestDamage = manifestDamage;
    }

    /** Opens an existing tape for reading; throws {@link NoTapeException} where there is none. */
    public static TapeFolder open(Path folder) {
        Manifest manifest = Manifest.read(folder);
        if (manifest.numbering() != Numbering.SEQUENCE) {
            throw new NoTapeException(folder + " is an outbox; expected a tape");
        }
        return new TapeFolder(folder, manifest, "");
    }

    /** The same, also where the manifest is lost: what it said is then taken from the cycle files, and {@link #requireEnd} fails. For repair. */
    public static TapeFolder ofRemains(Path folder) {
        try {
            return open(folder);
        } catch (DamagedTapeException e) {
            return new TapeFolder(folder, LostManifest.of(folder).orElseThrow(() -> e), e.found());
        }
    }

    /** Begins a new tape in a folder that is missing or empty. */
    public static TapeWriter create(Path folder, long tapeId, RollCycle roll) {
        return create(folder, tapeId, roll, FreeSpace.DEFAULT);
    }

    /** Begins a new tape, with its own reserve of free space. */
    public static TapeWriter create(Path folder, long tapeId, RollCycle roll, FreeSpace space) {
        create(folder);
        space.require(folder); // a full disk leaves nothing behind
        AppenderLock lock = AppenderLock.take(folder);
        boolean done = false;
        try {
            requireNew(folder); // two may have come this far
            Manifest manifest = new Manifest(
                    tapeId, Numbering.SEQUENCE, roll, MessageHeaderEncoder.SCHEMA_VERSION, Optional.empty());
            manifest.write(folder);
            TapeWriter writer = writer(folder, manifest, lock, space, new GoodEnd(new TapeTail(), Optional.empty()));
            done = true;
            return writer;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /** Goes on with an existing tape: what came since its last hint, or else its last cycle, is read and checked; a damaged one is refused. */
    public static TapeWriter append(Path folder) {
        return append(folder, FreeSpace.DEFAULT);
    }

    /** Goes on with an existing tape, with its own reserve of free space. */
    public static TapeWriter append(Path folder, FreeSpace space) {
        return append(folder, space, tape -> {});
    }

    /**
     * Goes on with the tape of a run, whose other parts can follow. If it was not closed, and nothing stands behind its last record though more is known to have
     * stood there, it goes on from that record; anything else behind it is damage, and refused as ever.
     *
     * @param losing told before the tape is cut, only if something is lost; once it is cut, nothing of the tape tells so
     * @param before what has to be done before anything is appended, while nobody else appends
     */
    public static TapeWriter goOn(Path folder, FreeSpace space, Consumer<Remains> losing, Consumer<Remains> before) {
        return append(folder, space, tape -> before.accept(LostTail.cut(tape, losing)));
    }

    /**
     * What is left of a tape.
     *
     * @param last its last sequence
     * @param closed whether it was closed at it
     * @param lost what knew of more; empty if nothing did
     */
    public record Remains(long last, boolean closed, Optional<String> lost) {}

    private static TapeWriter append(Path folder, FreeSpace space, Consumer<TapeFolder> before) {
        TapeFolder tape = open(folder);
        AppenderLock lock = AppenderLock.take(folder);
        TapeWriter writer = null;
        boolean done = false;
        try {
            before.accept(tape);
            UnfinishedTail.retireUnborn(folder, Numbering.SEQUENCE);
            GoodEnd end = tape.requireGoodEnd();
            UnfinishedTail.clear(folder, end.place());
            int openCycle = UnfinishedTail.openCycle(folder, tape.manifest.roll(), end.place());
            Manifest open = tape.manifest.withEnd(Optional.empty());
            writer = writer(folder, open, lock, space, end);
            writer.goOnFrom(openCycle);
            open.write(folder);
            done = true;
            return writer;
        } finally {
            if (!done) {
                release(writer, lock);
            }
        }
    }

    private static void release(@Nullable TapeWriter writer, AppenderLock lock) {
        try {
            if (writer != null) {
                writer.abandon();
            }
        } finally {
            lock.close();
        }
    }

    public Path folder() {
        return folder;
    }

    public Manifest manifest() {
        return manifest;
    }

    @Override
    public Optional<Base> base() {
        return Base.read(folder);
    }

    @Override
    public boolean isBusy() {
        return AppenderLock.isHeld(folder);
    }

    @Override
    public Tape checked() {
        return new CheckedTape(folder);
    }

    @Override
    public TapeReader reader() {
        return TapeReader.ofFolder(folder, Numbering.SEQUENCE);
    }

    /** A reader for polling a tape that is being written. */
    public TapeReader follower() {
        return TapeReader.following(folder, Numbering.SEQUENCE);
    }

    @Override
    public void requireEnd(TapeReader reader) {
        requireEnd(reader.number(), reader.crc32c());
    }

    /** The same of whoever has read everything up to this record, and found this checksum in it. */
    public void requireEnd(long number, int crc32c) {
        if (!manifestDamage.isEmpty()) {
            throw new DamagedTapeException(number + 1, manifestDamage);
        }
        Optional<Manifest.End> end = Manifest.read(folder).end();
        if (end.isPresent()) {
            requireNotedEnd(number, crc32c, end.get());
        }
        long indexed = lastIndexed();
        if (indexed > number) {
            throw new DamagedTapeException(
                    number + 1, "the index knows sequence " + indexed + ", found nothing after " + number);
        }
    }

    private static void requireNotedEnd(long number, int crc32c, Manifest.End end) {
        long closedAt = end.number();
        if (closedAt > number) {
            throw new DamagedTapeException(
                    number + 1, "the tape was closed at sequence " + closedAt + ", found nothing after " + number);
        }
        if (closedAt < number) {
            throw new DamagedTapeException(
                    closedAt + 1, "the tape was closed at sequence " + closedAt + ", found records up to " + number);
        }
        if (end.crc32c() != crc32c) {
            throw new DamagedTapeException(closedAt, "the manifest names another checksum for the last record");
        }
    }

    /** Throws {@link DamagedTapeException} if there is more behind the last record of a reader that has read everything. Nobody may be appending. */
    public void lookBehind(TapeReader reader) {
        boolean closed = Manifest.read(folder).end().isPresent();
        TailScan scan = new TailScan(folder, Numbering.SEQUENCE, reader.number(), closed);
        reader.place().ifPresent(place -> scan.after(place.file(), place.documentOffset()));
        scan.run();
    }

    /** The last sequence that the index knows: a record with it was appended. 0 without an index. */
    public long lastIndexed() {
        return TimeIndex.lastIndexed(folder, manifest.roll());
    }

    /** The last that can fail here is the opening of the queue: nothing that is open is lost then. */
    private static TapeWriter writer(Path folder, Manifest manifest, AppenderLock lock, FreeSpace space, GoodEnd end) {
        TimeIndexWriter index = new TimeIndexWriter(folder, manifest.roll());
        QueueSink sink = new QueueSink(folder, manifest.roll(), space);
        end.place().ifPresent(at -> sink.goesOnBehind(at.file(), at.documentOffset()));
        FolderNotes notes = new FolderNotes(folder, manifest, lock);
        return new TapeWriter(sink, manifest.roll(), manifest.tapeId(), index, end.tail(), notes);
    }

    @Override
    public Sources sources() {
        try (TapeReader reader = reader()) {
            return seekEnd(reader).sources;
        }
    }

    /**
     * What is known at the end that {@link #goOn} would find, of a tape that nobody appends to. Throws {@link DamagedTapeException} at damage that is no loss of power.
     */
    public TapeTail atRest() {
        try (TapeReader reader = reader()) {
            return seekEnd(reader);
        } catch (DamagedTapeException e) {
            TapeTail tail = new TapeTail();
            long last = LostTail.lastOfTorn(this);
            try (TapeReader reader = reader()) {
                while (reader.number() < last && reader.next()) {
                    tail.accept(reader.record());
                }
            }
            return tail;
        }
    }

    /** Puts a reader of this tape behind the last record that is there now, and returns what is known there. Reads what came since the last hint, or else the newest cycle. */
    public TapeTail seekEnd(TapeReader reader) {
        TapeTail tail = TailHint.seek(folder, reader);
        while (reader.next()) {
            tail.accept(reader.record());
        }
        return tail;
    }

    /** What a writer goes on with, and where the last record stands. */
    private record GoodEnd(TapeTail tail, Optional<TimeIndex.Place> place) {}

    /** Reads and checks the newest records, and looks behind them. */
    private GoodEnd requireGoodEnd() {
        try (TapeReader reader = reader()) {
            TapeTail tail = seekEnd(reader);
            requireEnd(reader);
            lookBehind(reader);
            return new GoodEnd(tail, reader.place());
        }
    }

    /** Throws {@link io.onetape.journal.excerpt.BusyException}, naming the process, if one appends to the folder. */
    public static void requireFree(Path folder) {
        if (AppenderLock.isHeld(folder)) {
            AppenderLock.take(folder).close(); // unless it has ended meanwhile
        }
    }

    /** Creates the folder for its owner alone; throws {@link NotEmptyException} if something is in it. */
    static void create(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                if (Files.exists(folder.resolve(Manifest.FILE))) {
                    requireFree(folder);
                }
                requireNew(folder);
                return;
            }
            Set<java.nio.file.attribute.PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder + ": " + e.getMessage(), e);
        }
    }

    /** What a beginning that was cut short leaves is no reason to refuse. */
    private static void requireNew(Path folder) {
        Set<String> leftOver = Set.of(AppenderLock.FILE, Manifest.FILE + Manifest.NEXT);
        try (var entries = Files.list(folder)) {
            if (entries.anyMatch(entry -> !leftOver.contains(entry.getFileName().toString()))) {
                throw new NotEmptyException(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
