package io.onetape.journal.tape;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.DamagedExcerptException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells a tail that a loss of power has taken from damage: nothing is left of it, or of its first record the bytes up to the border of a page. Pages that reached the disk
 * in another order than they were written, so that something stands behind what is missing, count as damage. Of use only while nobody appends.
 */
final class LostTail {
    private static final int PAGE = 4096;

    private LostTail() {}

    /** Finds where a tape that nobody appends to ends, and cuts it behind that if more is known than there is. */
    static TapeFolder.Remains cut(TapeFolder tape, Consumer<TapeFolder.Remains> losing) {
        try (TapeReader reader = tape.reader()) {
            boolean torn = isTornBehind(tape, reader);
            long last = reader.number();
            boolean closed = Manifest.read(tape.folder()).end().isPresent();
            Optional<String> lost =
                    closed ? Optional.empty() : torn ? Optional.of("a record was torn") : lost(tape, reader);
            TapeFolder.Remains remains = new TapeFolder.Remains(last, closed, lost);
            if (lost.isPresent()) {
                losing.accept(remains);
                new TailCut(tape.folder(), tape.manifest()).behind(last);
            }
            return remains;
        }
    }

    /** The last sequence before a record that a loss of power has torn. Throws {@link DamagedTapeException} at other damage. */
    static long lastOfTorn(TapeFolder tape) {
        try (TapeReader reader = tape.reader()) {
            isTornBehind(tape, reader);
            return reader.number();
        }
    }

    private static boolean isTornBehind(TapeFolder tape, TapeReader reader) {
        return isTornBehind(reader, () -> {
            TailHint.seek(tape.folder(), reader); // it may name the torn record, or a later one
            while (reader.next()) {
                // each record is checked on the way
            }
        });
    }

    private static Optional<String> lost(TapeFolder tape, TapeReader reader) {
        long indexed = tape.lastIndexed();
        try {
            boolean noted = isNoted(tape.folder(), Numbering.SEQUENCE, reader);
            if (indexed <= reader.number() && !noted) {
                return Optional.empty();
            }
            requireNothingBehind(tape.folder(), Numbering.SEQUENCE, reader);
        } catch (DamagedTapeException e) {
            tape.requireEnd(reader);
            tape.lookBehind(reader);
            throw e;
        }
        return Optional.of(
                indexed > reader.number() ? "the index knows sequence " + indexed : "its file was written further");
    }

    /** Lets a reader go to the end; true if a loss of power has torn the record that it finds damaged there. Throws {@link DamagedTapeException} at other damage. */
    static boolean isTornBehind(TapeReader reader, Runnable toTheEnd) {
        try {
            toTheEnd.run();
            return false;
        } catch (DamagedTapeException e) {
            if (reader.refused().filter(LostTail::isTorn).isPresent()) {
                return true;
            }
            throw e;
        }
    }

    /** True of a record whose last page, and all that follows, is zero. It is known to be damaged; else it might be so by right. */
    private static boolean isTorn(TimeIndex.Place damaged) {
        try (CycleFile file = new CycleFile(damaged.file())) {
            file.moveTo(damaged.documentOffset());
            if (file.next() != CycleFile.Step.EXCERPT) {
                return false;
            }
            long lastPage = (file.nextOffset() - 1) & -PAGE;
            return lastPage > file.documentOffset()
                    && file.usedEnd(file.documentOffset()) <= lastPage
                    && isEmptyBehind(file.path());
        } catch (DamagedExcerptException e) {
            return false;
        }
    }

    private static boolean isEmptyBehind(Path file) {
        for (Path other : new CycleFiles(file.resolveSibling("")).all()) {
            if (other.compareTo(file) > 0) {
                try (CycleFile later = new CycleFile(other)) {
                    if (later.next() != CycleFile.Step.NOTHING
                            || later.usedEnd(later.nextOffset()) != later.nextOffset()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** True if a file's header knows of more than there is; throws {@link DamagedTapeException} if records stand behind the last one. */
    static boolean isNoted(Path folder, Numbering numbering, TapeReader reader) {
        TailScan scan = behind(folder, numbering, reader, false);
        scan.run();
        return scan.notedMore();
    }

    /** Throws {@link DamagedTapeException} if any byte behind the last record is not zero. */
    static void requireNothingBehind(Path folder, Numbering numbering, TapeReader reader) {
        behind(folder, numbering, reader, true).run();
    }

    private static TailScan behind(Path folder, Numbering numbering, TapeReader reader, boolean strict) {
        TailScan scan = new TailScan(folder, numbering, reader.number(), strict).passingNotes();
        reader.place().ifPresent(place -> scan.after(place.file(), place.documentOffset()));
        return scan;
    }
}
