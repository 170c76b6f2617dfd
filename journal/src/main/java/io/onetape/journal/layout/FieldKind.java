package io.onetape.journal.layout;

/** What a field's number means. */
public enum FieldKind {
    /** An integer of at most 32 bits. */
    INTEGER,
    /** A 64-bit integer: an id, a sequence, a count, a span in nanoseconds. */
    LONG,
    /** A number with eight decimals. */
    FIXED8,
    /** A time in nanoseconds since the epoch. */
    NANOS,
    /** A strategy's name, packed as {@link io.onetape.journal.record.OrderId} does. */
    STRATEGY,
    /** One of the names of an enum. */
    ENUM
}
