package io.onetape.journal.tape;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.excerpt.Trash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What a killed appender leaves behind in a folder, made ready for the next one. Nothing here was ever a record. The caller holds the appender's lock and has
 * not opened the queue yet.
 */
final class UnfinishedTail {
    static final String QUEUE_METADATA = "metadata.cq4t";
    private static final int ZEROS = 64 << 10;

    private UnfinishedTail() {}

    /**
     * Moves away files whose creation was cut short: the queue would wait for them, and then fail. A file that cannot be read from its start but holds records is
     * damaged, and refused.
     */
    static void retireUnborn(Path folder, Numbering numbering) {
        Path metadata = folder.resolve(QUEUE_METADATA);
        if (Files.exists(metadata) && !CycleFile.isBorn(metadata)) {
            Trash.take(folder, metadata);
        }
        Optional<Path> newest = new CycleFiles(folder).newest();
        while (newest.isPresent() && !CycleFile.isBorn(newest.get())) {
            new TailScan(folder, numbering, lastNumberBefore(folder, numbering), false).run();
            Trash.take(folder, newest.get());
            newest = new CycleFiles(folder).newest();
        }
    }

    /**
     * Clears what was being written in the newest file, behind its last document: a shorter record in its place would have the rest of it behind itself. The
     * caller has made sure that no record is there.
     *
     * @param last where the last record stands
     */
    static void clear(Path folder, Optional<TimeIndex.Place> last) {
        Optional<Path> newest = new CycleFiles(folder).newest();
        if (newest.isEmpty()) {
            return;
        }
        long stop;
        long used;
        try (CycleFile file = new CycleFile(newest.get())) {
            if (skip(file, last) == CycleFile.Step.END) {
                return;
            }
            stop = file.nextOffset();
            used = file.usedEnd(stop);
        }
        if (used == stop) {
            return;
        }
        try (FileChannel channel = FileChannel.open(newest.get(), StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
            zero(channel, zeros, stop + Integer.BYTES, used);
            zero(channel, zeros, stop, stop + Integer.BYTES); // last: cut short, this begins again
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear what was being written in " + newest.get(), e);
        }
    }

    /** The first cycle that can still take records: the newest file's, or the one after it if that is finished. */
    static int openCycle(Path folder, RollCycle roll, Optional<TimeIndex.Place> last) {
        Optional<Path> newest = new CycleFiles(folder).newest();
        if (newest.isEmpty()) {
            return Integer.MIN_VALUE;
        }
        int cycle = roll.cycleOf(newest.get());
        try (CycleFile file = new CycleFile(newest.get())) {
            return skip(file, last) == CycleFile.Step.END ? cycle + 1 : cycle;
        }
    }

    private static long lastNumberBefore(Path folder, Numbering numbering) {
        try (TapeReader reader = TapeReader.ofFolder(folder, numbering)) {
            return reader.seekLast() ? reader.number() : 0;
        }
    }

    private static CycleFile.Step skip(CycleFile file, Optional<TimeIndex.Place> last) {
        last.filter(place -> place.file().equals(file.path())).ifPresent(place -> file.moveTo(place.documentOffset()));
        CycleFile.Step step = file.next();
        while (step == CycleFile.Step.EXCERPT) {
            step = file.next();
        }
        return step;
    }

    private static void zero(FileChannel channel, ByteBuffer zeros, long from, long to) throws IOException {
        for (long at = from; at < to; ) {
            zeros.clear().limit((int) Math.min(ZEROS, to - at));
            at += channel.write(zeros, at);
        }
    }
}
