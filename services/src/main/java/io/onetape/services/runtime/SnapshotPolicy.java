package io.onetape.services.runtime;

/** When a service takes a snapshot, whichever comes first, and how many it keeps. A service also takes one when it is stopped. */
public record SnapshotPolicy(long everyRecords, long everyNanos, int kept) {
    /** Each million records or five minutes, three of them. */
    public static final SnapshotPolicy DEFAULT = new SnapshotPolicy(1_000_000, 300_000_000_000L, 3);

    public SnapshotPolicy {
        if (everyRecords < 1 || everyNanos < 1 || kept < 1) {
            throw new IllegalArgumentException("expected at least 1 record, 1 ns and 1 snapshot kept, found "
                    + everyRecords + " records, " + everyNanos + " ns and " + kept);
        }
    }
}
