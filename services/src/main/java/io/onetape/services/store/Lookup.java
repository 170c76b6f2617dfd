package io.onetape.services.store;

/** What a reader found. */
public enum Lookup {
    /** {@link CacheReader#record} has it. */
    FOUND,
    /** There is one, past its time: {@link CacheReader#record} has it, and nobody should act on it. */
    EXPIRED,
    /** There is none. */
    MISSING
}
