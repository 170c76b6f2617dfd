package io.onetape.journal.tape;

import io.onetape.journal.excerpt.MemoryExcerpts;
import io.onetape.journal.excerpt.RollCycle;

/** A tape in memory: the same records, byte for byte, as on disk. For one thread. */
public final class MemoryTape implements Tape {
    private final MemoryExcerpts excerpts = new MemoryExcerpts();
    private final TapeWriter writer;

    public MemoryTape(long tapeId, RollCycle roll) {
        this.writer = new TapeWriter(excerpts, roll, tapeId, null, new TapeTail(), end -> {});
    }

    /** The only writer. */
    public TapeWriter writer() {
        return writer;
    }

    @Override
    public TapeReader reader() {
        return TapeReader.ofCursor(excerpts.cursor(), Numbering.SEQUENCE);
    }
}
