package io.onetape.journal.archive;

import com.github.luben.zstd.ZstdOutputStream;
import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.Trash;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.seal.SmallFile;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Compresses sealed cycles of a tape into {@code archive/}. An archive is unpacked again and compared with the cycle's seals before it gets its name, and only then
 * the file goes to {@code trash/}. The newest cycle stays as it is. May run beside an appender and readers; one run at a time; a run that was killed is finished
 * by the next. Single-threaded.
 */
public final class Archiving {
    /** zstd's level unless another is asked for. */
    public static final int LEVEL = 9;

    /** zstd's highest level that needs no more memory to unpack. */
    public static final int MAX_LEVEL = 19;

    /** One cycle that was archived; bytes on disk before and after. */
    public record Archived(String cycle, long bytes, long packedBytes) {}

    /**
     * What was done.
     *
     * @param unsealed names of finished cycles that wait for their seal
     */
    public record Result(List<Archived> archived, List<String> unsealed) {}

    private static final String NEXT = ".next";
    private static final int PIECE_BYTES = 1 << 20;

    /** What stays behind the last byte: a reader looks at the next length word. */
    private static final long MARGIN_BYTES = 64 << 10;

    private final TapeFolder tape;
    private final int level;
    private final LongConsumer progress;

    /** {@code progress} is told the last sequence of each cycle that was archived. */
    public Archiving(TapeFolder tape, int level, LongConsumer progress) {
        if (level < 1 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("expected a level from 1 to " + MAX_LEVEL + ", found " + level);
        }
        this.tape = tape;
        this.level = level;
        this.progress = progress;
    }

    /** Archives the cycles whose last seal passes {@code wanted}, up to the first that does not; {@code dryRun} only says which. */
    public Result run(Predicate<Seal> wanted, boolean dryRun) {
        AppenderLock alone = AppenderLock.takeForKeeping(tape.folder());
        try {
            return archive(wanted, dryRun);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot archive " + tape.folder(), e);
        } finally {
            alone.close();
        }
    }

    private Result archive(Predicate<Seal> wanted, boolean dryRun) throws IOException {
        Seals seals = Seals.read(tape.folder(), tape.manifest().tapeId());
        List<Archived> archived = new ArrayList<>();
        List<String> unsealed = new ArrayList<>();
        boolean goesOn = true;
        for (FinishedCycles.Cycle cycle : FinishedCycles.of(tape).all()) {
            if (cycle.isNewest()) {
                continue;
            }
            if (cycle.follower().sequence() > seals.lastSequence() + 1) {
                unsealed.add(cycle.name());
                continue;
            }
            List<Seal> ofCycle = seals.of(cycle.name());
            if (ofCycle.isEmpty()) {
                throw new DamagedTapeException(
                        cycle.follower().sequence(),
                        "the file of cycle " + cycle.name() + " holds records, and no seal is of that cycle");
            }
            Seal last = ofCycle.get(ofCycle.size() - 1);
            goesOn &= wanted.test(last);
            if (goesOn && Files.exists(cycle.file())) {
                archived.add(dryRun ? foreseen(cycle) : archive(cycle, ofCycle));
                progress.accept(last.last());
            }
        }
        return new Result(archived, unsealed);
    }

    private static Archived foreseen(FinishedCycles.Cycle cycle) throws IOException {
        return new Archived(cycle.name(), Files.size(cycle.file()), 0);
    }

    private Archived archive(FinishedCycles.Cycle cycle, List<Seal> seals) throws IOException {
        Path file = cycle.file();
        Path archive = ArchivedCycle.archiveOf(file);
        Files.createDirectories(archive.resolveSibling(""));
        if (Files.exists(archive) && ArchivedCycle.difference(archive, seals).isPresent()) {
            Trash.take(tape.folder(), archive); // the file itself is still here
        }
        if (!Files.exists(archive)) {
            FreeSpace.DEFAULT.require(tape.folder());
            Path next = archive.resolveSibling(archive.getFileName() + NEXT);
            pack(file, next);
            ArchivedCycle.difference(next, seals).ifPresent(found -> {
                throw new DamagedTapeException(
                        seals.get(0).first(), "cycle " + cycle.name() + " is not what was sealed: " + found);
            });
            SmallFile.install(next, archive);
        }
        Archived done = new Archived(cycle.name(), Files.size(file), Files.size(archive));
        Trash.take(tape.folder(), file);
        SmallFile.syncFolder(file);
        return done;
    }

    private void pack(Path file, Path next) throws IOException {
        long end;
        try (CycleFile cycle = new CycleFile(file)) {
            end = Math.min(cycle.size(), cycle.usedEnd(0) + MARGIN_BYTES);
        }
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                InputStream in = Channels.newInputStream(from);
                FileOutputStream out = new FileOutputStream(next.toFile());
                ZstdOutputStream packed = new ZstdOutputStream(out, level)) {
            packed.setChecksum(true);
            byte[] piece = new byte[PIECE_BYTES];
            long left = end;
            while (left > 0) {
                int count = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (count < 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                packed.write(piece, 0, count);
                left -= count;
            }
        }
        try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }
}
