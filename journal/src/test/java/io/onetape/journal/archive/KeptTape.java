package io.onetape.journal.archive;

import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import io.onetape.journal.verify.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** A small tape on disk with one cycle a second, and what is done to it. */
public final class KeptTape {
    /** Between two ticks: a hundred and one records a cycle. */
    public static final long STEP = 10_000_000;

    static final LongConsumer QUIET = sequence -> {};

    public final Path folder;

    public KeptTape(Path folder) {
        this.folder = folder;
    }

    /** With so many ticks, closed cleanly. */
    public static KeptTape closed(Path folder, int ticks) {
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.SECOND)) {
            new Ticks(writer).append(ticks, STEP);
        }
        return new KeptTape(folder);
    }

    /** As a killed writer leaves it, or as it is while one lives. */
    static KeptTape open(Path folder, int ticks) {
        Path written = folder.resolveSibling(folder.getFileName() + "-written");
        try (TapeWriter writer = TapeFolder.create(written, 7, RollCycle.SECOND)) {
            new Ticks(writer).append(ticks, STEP);
            copy(written, folder);
        }
        return new KeptTape(folder);
    }

    KeptTape copy(Path to) {
        copy(folder, to);
        return new KeptTape(to);
    }

    public KeptTape goOn(int ticks) {
        try (TapeWriter writer = TapeFolder.append(folder)) {
            new Ticks(writer).append(ticks, STEP);
        }
        return this;
    }

    public TapeFolder tape() {
        return TapeFolder.open(folder);
    }

    public Sealing.Result seal() {
        return new Sealing(tape(), QUIET).run(false);
    }

    public Archiving.Result archive() {
        return archive(Long.MAX_VALUE);
    }

    /** The cycles whose last record is before this sequence. */
    public Archiving.Result archive(long before) {
        return new Archiving(tape(), 3, QUIET).run((Seal seal) -> seal.last() < before, false);
    }

    SealVerification.Result seals() {
        return new SealVerification(tape(), QUIET).run("");
    }

    /** The first cycle that differs from its seal, "good" if none does. */
    public String firstBad() {
        return seals().difference().map(SealVerification.Difference::cycle).orElse("good");
    }

    Verification.Result verify() {
        return new Verification(tape(), Verification.Observer.NONE).run(true);
    }

    public String hash() {
        Verification.Result result = verify();
        return result.damage()
                .map(damage -> damage.sequence() + ": " + damage.found())
                .orElse(result.hash());
    }

    public List<Path> cycles() {
        return new CycleFiles(folder).all();
    }

    Path cycle(int number) {
        return cycles().get(number);
    }

    String name(int number) {
        return FinishedCycles.nameOf(cycle(number));
    }

    public long last() {
        try (TapeReader reader = tape().reader()) {
            reader.seekLast();
            return reader.number();
        }
    }

    /** Flips one bit; the same call again flips it back. */
    public static void flip(Path file, long offset, int bit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 1 << bit)).rewind();
            channel.write(one, offset);
        }
    }

    static void swap(Path a, Path b) throws IOException {
        Path aside = a.resolveSibling("aside");
        Files.move(a, aside);
        Files.move(b, a);
        Files.move(aside, b);
    }

    static void copyFile(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
