package io.onetape.backtest.run.input;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where a merged tape is written. */
public interface MergeTarget {
    RollCycle ROLL = RollCycle.HOUR;

    /** Creates the tape with this id, lets {@code filling} write all of it, and opens it. */
    Tape fill(long tapeId, Consumer<TapeWriter> filling);

    /** A folder that is missing or empty. */
    static MergeTarget folder(Path folder) {
        return (tapeId, filling) -> {
            try (TapeWriter writer = TapeFolder.create(folder, tapeId, ROLL)) {
                filling.accept(writer);
            }
            return TapeFolder.open(folder);
        };
    }

    /** This process's memory: for short tapes. */
    static MergeTarget memory() {
        return (tapeId, filling) -> {
            MemoryTape tape = new MemoryTape(tapeId, ROLL);
            filling.accept(tape.writer());
            return tape;
        };
    }
}
