package io.onetape.tools.select;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;

/** Whether a tape that was read to its end ends where its clean close said. */
public final class TapeEnd {
    private final TapeFolder tape;

    public TapeEnd(TapeFolder tape) {
        this.tape = tape;
    }

    /**
     * Throws {@link io.onetape.journal.tape.DamagedTapeException} if records are missing behind {@code reader}, which has found no next one. A tape that is being
     * written, or was until now, has its end elsewhere.
     */
    public void require(TapeReader reader) {
        if (!tape.isBusy() && !reader.next()) {
            tape.requireEnd(reader);
        }
    }
}
