package io.onetape.services.account;

/** Where the price comes from that a position is valued at; the later the better, and never back. */
public enum MarkSource {
    /** No price yet. */
    NONE,
    /** Our last fill, before anything else was known. */
    FILL,
    /** The middle of the last valid book. */
    MID,
    /** The venue's mark price. */
    VENUE
}
