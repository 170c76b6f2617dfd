package io.onetape.journal.tape;

import java.nio.file.Path;
import java.util.Optional;

/** Tells a tail that a loss of power has taken, so that nothing is left of it, from damage. Of use only while nobody appends, behind a reader that has read everything. */
final class LostTail {
    private LostTail() {}

    /** Finds where a tape that nobody appends to ends, and cuts it behind that if more is known than there is. */
    static TapeFolder.Remains cut(TapeFolder tape) {
        try (TapeReader reader = tape.reader()) {
            reader.seekLastCycle();
            while (reader.next()) {
                // each record is checked on the way
            }
            long last = reader.number();
            boolean closed = Manifest.read(tape.folder()).end().isPresent();
            Optional<String> lost = closed ? Optional.empty() : lost(tape, reader);
            if (lost.isPresent()) {
                new TailCut(tape.folder(), tape.manifest()).behind(last);
            }
            return new TapeFolder.Remains(last, closed, lost);
        }
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
