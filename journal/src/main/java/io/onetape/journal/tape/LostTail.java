package io.onetape.journal.tape;

import java.nio.file.Path;

/** Tells a tail that a loss of power has taken, so that nothing is left of it, from damage. Of use only while nobody appends, behind a reader that has read everything. */
final class LostTail {
    private LostTail() {}

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
