package io.onetape.tools.keep;

import io.onetape.journal.seal.Seal;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.select.Position;
import io.onetape.tools.select.TapeEnds;
import java.util.function.Predicate;

/** Which cycles are wholly before a position. */
final class CycleBound {
    private CycleBound() {}

    /** Passes the seals whose last record is before the position that was typed, on this tape now. */
    static Predicate<Seal> before(String typed, TapeFolder tape, long nowNanos) {
        Position position = Position.parse(typed);
        return switch (position.kind()) {
            case START -> seal -> false;
            case END -> seal -> true;
            case SEQUENCE -> seal -> seal.last() < position.value();
            case TIME -> beforeTime(position.value());
            case BEFORE_NOW -> beforeTime(nowNanos - position.value());
            case BEFORE_LAST -> beforeTime(TapeEnds.of(tape).lastNanos() - position.value());
            case AFTER_FROM ->
                throw CommandException.usage(
                        "expected a position on the tape, found " + typed + ", which is after --from",
                        "--before -30d, --before seq:1000000, --before 2024-08-08");
        };
    }

    private static Predicate<Seal> beforeTime(long nanos) {
        return seal -> seal.lastNanos() < nanos;
    }
}
