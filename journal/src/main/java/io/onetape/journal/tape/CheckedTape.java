package io.onetape.journal.tape;

import io.onetape.journal.excerpt.MappedCursor;
import io.onetape.journal.excerpt.MappedCycles;
import java.nio.file.Path;

/** A tape on disk that this process has read and checked: mapped once, and not checked again. */
final class CheckedTape implements Tape {
    private final Path folder;
    private final MappedCycles cycles;

    CheckedTape(Path folder) {
        this.folder = folder;
        cycles = new MappedCycles(folder);
    }

    @Override
    public TapeReader reader() {
        MappedCursor cursor = new MappedCursor(cycles);
        return TapeReader.trusting(cursor, Numbering.SEQUENCE, new MappedPlaces(folder, cycles, cursor));
    }
}
