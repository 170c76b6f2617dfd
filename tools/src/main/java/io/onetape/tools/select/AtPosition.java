package io.onetape.tools.select;

import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.tools.console.CommandException;

/**
 * Which record a state is asked for at: the named one, or the last one at or before a time; it counts as consumed. What counts from the tape's end throws
 * {@link io.onetape.journal.tape.DamagedTapeException} if that is damaged or lost.
 */
public final class AtPosition {
    private AtPosition() {}

    /** The sequence, 0 before the first record; ends the command if the position is behind the tape's end. */
    public static long lastSequence(String text, StoredTape tape, long nowNanos) {
        Position position = Position.parse(text);
        TapeEnds ends = TapeEnds.of(tape);
        try (TapeReader reader = tape.reader()) {
            return switch (position.kind()) {
                case START -> 0;
                case END -> wholeEnd(reader, tape, ends);
                case SEQUENCE -> require(position.value(), reader.number(), ends);
                case AFTER_FROM ->
                    throw CommandException.usage(
                            "expected a position on the tape, found " + text + ", which is after --from",
                            "--at -15m, --at seq:100, --at 2024-08-08T12:00:00");
                case TIME -> before(reader, position.value());
                case BEFORE_LAST -> {
                    wholeEnd(reader, tape, ends);
                    yield before(reader, ends.lastNanos() - position.value());
                }
                case BEFORE_NOW -> before(reader, nowNanos - position.value());
            };
        }
    }

    private static long wholeEnd(TapeReader reader, StoredTape tape, TapeEnds ends) {
        if (ends.damage().isPresent()) {
            throw ends.damage().get();
        }
        reader.seek(ends.lastSequence() + 1);
        new TapeEnd(tape).require(reader);
        return ends.lastSequence();
    }

    /** {@code first} is the sequence before the tape's first record: 0, unless cycles were moved away. */
    private static long require(long sequence, long first, TapeEnds ends) {
        long last = ends.lastSequence();
        if (sequence > last && ends.damage().isPresent()) {
            throw ends.damage().get();
        }
        if (sequence < first || sequence > last) {
            throw CommandException.usage(
                    "expected a position " + (first > 0 ? "from seq:" + first + " " : "") + "up to seq:" + last
                            + ", found seq:" + sequence,
                    "--at end, --at seq:" + last);
        }
        return sequence;
    }

    private static long before(TapeReader reader, long nanos) {
        reader.seekTime(nanos + 1);
        return reader.number();
    }
}
