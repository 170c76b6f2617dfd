package io.onetape.journal.tape;

import io.onetape.journal.excerpt.MemoryExcerpts;
import io.onetape.journal.excerpt.RollCycle;

/** A tape in memory: the same records, byte for byte, as on disk. Either whole, or passing: for its one reader only, and forgotten behind it. For one thread. */
public final class MemoryTape implements Tape {
    private final MemoryExcerpts excerpts;
    private final boolean passes;
    private final TapeWriter writer;

    /** All of it is kept. */
    public MemoryTape(long tapeId, RollCycle roll) {
        this(tapeId, roll, false);
    }

    private MemoryTape(long tapeId, RollCycle roll, boolean passes) {
        this.passes = passes;
        this.excerpts = passes ? MemoryExcerpts.passing() : MemoryExcerpts.kept();
        this.writer = passes
                ? TapeWriter.passing(excerpts, roll, tapeId)
                : new TapeWriter(excerpts, roll, tapeId, null, new TapeTail(), end -> {});
    }

    /** What its one reader has read is written over; a second reader, and {@link #sources}, which takes one, are refused. There are no checksums: what was written in this memory a moment ago is not checked. */
    public static MemoryTape passing(long tapeId, RollCycle roll) {
        return new MemoryTape(tapeId, roll, true);
    }

    /** The only writer. */
    public TapeWriter writer() {
        return writer;
    }

    /** What is in this memory by now was written by this process. */
    @Override
    public Tape checked() {
        return passes ? this : () -> TapeReader.trusting(excerpts.cursor(), Numbering.SEQUENCE);
    }

    @Override
    public TapeReader reader() {
        return passes
                ? TapeReader.trusting(excerpts.cursor(), Numbering.SEQUENCE)
                : TapeReader.ofCursor(excerpts.cursor(), Numbering.SEQUENCE);
    }
}
