package io.onetape.journal.verify;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.NoTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A small tape on disk, where each record of it lies, and ways to break it. */
final class DamagedFolder {
    /** A record's document: its length word is at {@code offset}, the record behind it. */
    record Document(Path file, long offset, int length, long sequence, long nanos) {}

    final Path folder;
    final List<Document> documents = new ArrayList<>();
    final List<Path> cycles;
    final String hash;

    private DamagedFolder(Path folder) {
        this.folder = folder;
        this.cycles = new CycleFiles(folder).all();
        for (Path cycle : cycles) {
            locate(cycle);
        }
        this.hash = verify().hash();
    }

    /** Over some {@code cycles} with {@code records} records, closed cleanly or copied from under a writer. */
    static DamagedFolder create(Path parent, RollCycle roll, int records, boolean closed) {
        Path folder = parent.resolve(roll + (closed ? "-closed" : "-open"));
        Path written = parent.resolve("written-" + folder.getFileName());
        try (TapeWriter writer = TapeFolder.create(written, 7, roll)) {
            new Ticks(writer).append(records, 4_000_000_000L / records);
            if (!closed) {
                copy(written, folder);
            }
        }
        if (closed) {
            copy(written, folder);
        }
        return new DamagedFolder(folder);
    }

    DamagedFolder copy(Path to) {
        copy(folder, to);
        return new DamagedFolder(to);
    }

    Document document(long sequence) {
        return documents.get((int) sequence - 1);
    }

    /** The first record of a cycle file. */
    Document firstOf(Path cycle) {
        return documents.stream()
                .filter(d -> d.file().equals(cycle))
                .findFirst()
                .orElseThrow();
    }

    long last() {
        return documents.size();
    }

    Path lastCycle() {
        return cycles.get(cycles.size() - 1);
    }

    Verification.Result verify() {
        try {
            return new Verification(TapeFolder.open(folder), Verification.Observer.NONE).run(true);
        } catch (DamagedTapeException e) { // the manifest itself
            return new Verification.Result(0, 0, "", Optional.of(new Verification.Damage(e.sequence(), e.found())));
        }
    }

    /** The first bad sequence, 0 if none is found. */
    long firstBad() {
        return verify().damage().map(Verification.Damage::sequence).orElse(0L);
    }

    /** Hash of what a reader gives before it ends or stops. */
    String hashOfReading() {
        RecordHash read = new RecordHash();
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            while (reader.next()) {
                read.add(reader.record());
            }
        } catch (DamagedTapeException | NoTapeException e) {
            return "stopped: " + e.getMessage();
        }
        return read.finish();
    }

    /** Flips one bit; the same call again flips it back. */
    static void flip(Path file, long offset, int bit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 1 << bit)).rewind();
            channel.write(one, offset);
        }
    }

    static int word(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer word = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(word, offset);
            return word.getInt(0);
        }
    }

    static void setWord(Path file, long offset, int value) throws IOException {
        write(
                file,
                offset,
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value));
    }

    static void write(Path file, long offset, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(bytes, offset);
        }
    }

    static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }

    private void locate(Path cycle) {
        RecordView view = new RecordView();
        try (CycleFile file = new CycleFile(cycle)) {
            while (file.next() == CycleFile.Step.EXCERPT) {
                view.wrap(file.address(), file.length());
                documents.add(new Document(
                        cycle, file.documentOffset(), file.length(), view.sequence(), view.recordedAtNanos()));
            }
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
