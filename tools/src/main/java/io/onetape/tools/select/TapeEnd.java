package io.onetape.tools.select;

import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeReader;

/** Whether a tape that was read to its end ends where its clean close said. */
public final class TapeEnd {
    private final StoredTape tape;

    public TapeEnd(StoredTape tape) {
        this.tape = tape;
    }

    /**
     * Throws {@link DamagedTapeException} if records are missing behind {@code reader}, which has found no next one. A tape that is being
     * written, or was until now, has its end elsewhere.
     */
    public void require(TapeReader reader) {
        try {
            if (!tape.isBusy() && !reader.next()) {
                tape.requireEnd(reader);
            }
        } catch (DamagedTapeException e) {
            if (!tape.isBusy()) { // else somebody has begun to append since
                throw e;
            }
        }
    }

    /** The same if the tape was read up to {@code lastSequence}, by whatever reader. */
    public void requireBehind(long lastSequence) {
        try (TapeReader reader = tape.reader()) {
            reader.seek(lastSequence + 1);
            require(reader);
        }
    }
}
