package io.onetape.tools.backtest;

import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.select.Position;
import org.jspecify.annotations.Nullable;

/**
 * A part of a scanned tape as it is typed: from is inclusive, to is exclusive, by local time as recorded or by sequence.
 *
 * @param from null: the tape's start
 * @param to null: its end
 */
record SourcePart(
        SourceScan scan, @Nullable String from, @Nullable String to) {
    private static final String EXAMPLES = "--from 2024-08-08T12:00:00 --to +6h, --from seq:100, --to -15m";

    /** The same part, with what depends on the clock, on the tape's end or on the other position as a time: it means the same whenever it is read again. */
    SourcePart absolute(long wallNanos) {
        Position first = Position.parse(from == null ? "start" : from);
        Position end = Position.parse(to == null ? "end" : to);
        String start = first.kind() == Position.Kind.SEQUENCE ? from : text("--from", first, wallNanos, 0);
        long startNanos = end.kind() == Position.Kind.AFTER_FROM ? startNanos(start) : 0;
        return new SourcePart(
                scan, start, end.kind() == Position.Kind.SEQUENCE ? to : text("--to", end, wallNanos, startNanos));
    }

    /** What a span behind {@code --from} counts from: its time, else that of the first record there. */
    private long startNanos(@Nullable String start) {
        Position first = Position.parse(start == null ? "start" : start);
        return first.kind() == Position.Kind.TIME
                ? first.value()
                : new SourcePart(scan, start, null).read().startNanos();
    }

    /** Reads the tape to both positions, which are {@link #absolute}. */
    SourceScan read() {
        Position first = Position.parse(from == null ? "start" : from);
        Position end = Position.parse(to == null ? "end" : to);
        try {
            return scan.between(
                    first.kind() == Position.Kind.SEQUENCE ? first.value() : 1,
                    first.kind() == Position.Kind.TIME ? first.value() : Long.MIN_VALUE,
                    end.kind() == Position.Kind.SEQUENCE ? end.value() : Long.MAX_VALUE,
                    end.kind() == Position.Kind.TIME ? end.value() : Long.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    "--from, --to: " + e.getMessage() + "; the tape has sequences up to " + scan.lastSequence()
                            + " and local times from " + RunWords.time(scan.firstNanos()) + " to "
                            + RunWords.time(scan.lastNanos()),
                    EXAMPLES);
        }
    }

    /** Null: the tape's start, or end. */
    private @Nullable String text(String option, Position position, long wallNanos, long startNanos) {
        return switch (position.kind()) {
            case START -> option.equals("--from") ? null : outside(option);
            case END -> option.equals("--to") ? null : outside(option);
            case TIME -> RunWords.time(position.value());
            case BEFORE_LAST -> RunWords.time(scan.lastNanos() - position.value());
            case BEFORE_NOW -> RunWords.time(wallNanos - position.value());
            case AFTER_FROM ->
                option.equals("--to") ? RunWords.time(Math.addExact(startNanos, position.value())) : outside(option);
            case SEQUENCE -> throw new IllegalStateException("a sequence has no time");
        };
    }

    private static String outside(String option) {
        throw CommandException.usage(option + ": expected a position on the tape, found another one", EXAMPLES);
    }
}
