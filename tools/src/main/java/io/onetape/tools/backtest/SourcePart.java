package io.onetape.tools.backtest;

import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.select.Position;
import org.jspecify.annotations.Nullable;

/** A part of a scanned tape as it is typed: from is inclusive, to is exclusive, by local time as recorded or by sequence. */
record SourcePart(SourceScan scan, long wallNanos) {
    private static final String EXAMPLES = "--from 2024-08-08T12:00:00 --to +6h, --from seq:100, --to -15m";

    /** Null: the tape's start, or end. */
    SourceScan between(@Nullable String from, @Nullable String to) {
        Position first = Position.parse(from == null ? "start" : from);
        Position end = Position.parse(to == null ? "end" : to);
        boolean fromSequence = first.kind() == Position.Kind.SEQUENCE;
        long fromNanos = fromSequence ? Long.MIN_VALUE : nanos("--from", first, Long.MIN_VALUE, 0);
        boolean toSequence = end.kind() == Position.Kind.SEQUENCE;
        try {
            SourceScan part = scan.between(fromSequence ? first.value() : 1, fromNanos, Long.MAX_VALUE, Long.MAX_VALUE);
            return part.between(
                    1,
                    Long.MIN_VALUE,
                    toSequence ? end.value() : Long.MAX_VALUE,
                    toSequence ? Long.MAX_VALUE : nanos("--to", end, fromNanos, part.startNanos()));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    "--from, --to: " + e.getMessage() + "; the tape has sequences up to " + scan.lastSequence()
                            + " and local times from " + scan.firstNanos() + " to " + scan.lastNanos(),
                    EXAMPLES);
        }
    }

    /** {@code fromNanos}, or if it has no time {@code startNanos}, is what a span counts from. */
    private long nanos(String option, Position position, long fromNanos, long startNanos) {
        return switch (position.kind()) {
            case START -> Long.MIN_VALUE;
            case END -> option.equals("--to") ? Long.MAX_VALUE : outside(option);
            case TIME -> position.value();
            case BEFORE_LAST -> scan.lastNanos() - position.value();
            case BEFORE_NOW -> wallNanos - position.value();
            case AFTER_FROM ->
                option.equals("--to")
                        ? Math.addExact(fromNanos == Long.MIN_VALUE ? startNanos : fromNanos, position.value())
                        : outside(option);
            case SEQUENCE -> throw new IllegalStateException("a sequence has no time");
        };
    }

    private static long outside(String option) {
        throw CommandException.usage(option + ": expected a position on the tape, found another one", EXAMPLES);
    }
}
