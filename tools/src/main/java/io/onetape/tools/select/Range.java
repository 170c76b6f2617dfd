package io.onetape.tools.select;

import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.tools.console.CommandException;
import java.util.Optional;

/** A part of a tape: from is inclusive, to is exclusive; by sequence and by time, nanoseconds, both. */
public record Range(long fromSequence, long fromNanos, long toSequence, long toNanos) {
    /** The whole tape, and what will be appended to it. */
    public static final Range ALL = new Range(1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** What two positions mean on this tape now. */
    static Range resolve(
            Optional<Position> from, Optional<Position> to, StoredTape tape, TapeEnds ends, long nowNanos) {
        Range range = from.isEmpty() ? ALL : startingAt(from.get(), ends, nowNanos);
        if (to.isEmpty()) {
            return range;
        }
        Range bounded = range.endingAt(to.get(), tape, ends, nowNanos);
        if (bounded.fromSequence > bounded.toSequence || bounded.fromNanos > bounded.toNanos) {
            throw CommandException.usage(
                    "expected --from at or before --to, found it after",
                    "--from -15m --to end, --from seq:1 --to seq:9");
        }
        return bounded;
    }

    /** True if a record with this place is before the end. */
    boolean isBeforeEnd(long sequence, long nanos) {
        return sequence < toSequence && nanos < toNanos;
    }

    /** True if a record with this place is at or after the start. */
    boolean isFromStart(long sequence, long nanos) {
        return sequence >= fromSequence && nanos >= fromNanos;
    }

    /** Moves a reader before the first record of the range. */
    void seek(TapeReader reader) {
        if (fromNanos != Long.MIN_VALUE) {
            reader.seekTime(fromNanos);
        } else if (fromSequence > 1) {
            reader.seek(fromSequence);
        }
    }

    private static Range startingAt(Position from, TapeEnds ends, long now) {
        return switch (from.kind()) {
            case START -> ALL;
            case SEQUENCE -> new Range(from.value(), Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
            case END -> new Range(ends.lastSequence() + 1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
            case AFTER_FROM ->
                throw CommandException.usage(
                        "expected a position that --from can have, found a span after --from itself",
                        "--from start --to +5m");
            default -> new Range(1, time(from, ends, now), Long.MAX_VALUE, Long.MAX_VALUE);
        };
    }

    private Range endingAt(Position to, StoredTape tape, TapeEnds ends, long now) {
        return switch (to.kind()) {
            case START -> new Range(fromSequence, fromNanos, 1, toNanos);
            case END -> new Range(fromSequence, fromNanos, ends.lastSequence() + 1, toNanos);
            case SEQUENCE -> new Range(fromSequence, fromNanos, to.value(), toNanos);
            case AFTER_FROM -> new Range(fromSequence, fromNanos, toSequence, Math.addExact(start(tape), to.value()));
            default -> new Range(fromSequence, fromNanos, toSequence, time(to, ends, now));
        };
    }

    private static long time(Position position, TapeEnds ends, long now) {
        return switch (position.kind()) {
            case BEFORE_LAST -> ends.lastNanos() - position.value();
            case BEFORE_NOW -> now - position.value();
            default -> position.value();
        };
    }

    /** The time that {@code +5m} counts from. */
    private long start(StoredTape tape) {
        if (fromNanos != Long.MIN_VALUE) {
            return fromNanos;
        }
        try (TapeReader reader = tape.reader()) {
            seek(reader);
            return reader.next() ? reader.record().recordedAtNanos() : 0;
        }
    }
}
