package io.onetape.tools.select;

import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeReader;
import java.util.Optional;

/**
 * Where a tape begins and ends now, found without reading what lies between. Times are nanoseconds, 0 on an empty tape.
 *
 * @param lastSequence the last record that can be read, 0 if there is none
 * @param damage what was found behind that record, near the end; damage elsewhere is found by reading
 */
public record TapeEnds(long firstNanos, long lastSequence, long lastNanos, Optional<DamagedTapeException> damage) {
    /** Of this tape. */
    public static TapeEnds of(StoredTape tape) {
        long firstNanos = 0;
        try (TapeReader reader = tape.reader()) {
            if (reader.next()) {
                firstNanos = reader.record().recordedAtNanos();
            }
        } catch (DamagedTapeException e) {
            return new TapeEnds(0, 0, 0, Optional.of(e));
        }
        try (TapeReader reader = tape.reader()) {
            if (!reader.seekLast()) {
                return new TapeEnds(0, 0, 0, Optional.empty());
            }
            return new TapeEnds(firstNanos, reader.number(), reader.record().recordedAtNanos(), Optional.empty());
        } catch (DamagedTapeException e) {
            return new TapeEnds(firstNanos, e.sequence() - 1, nanosOf(tape, e.sequence() - 1), Optional.of(e));
        }
    }

    private static long nanosOf(StoredTape tape, long sequence) {
        try (TapeReader reader = tape.reader()) {
            reader.seek(sequence);
            return reader.next() ? reader.record().recordedAtNanos() : 0;
        }
    }
}
