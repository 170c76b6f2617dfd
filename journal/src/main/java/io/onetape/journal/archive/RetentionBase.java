package io.onetape.journal.archive;

/** Up to where nobody needs a tape's records any more. */
public interface RetentionBase {
    /** Every service can start from this sequence, whose record it looks at, and every reader has come so far. */
    long sequence();

    /** Who needs the record with that sequence, in words. */
    String heldBy();
}
