package io.onetape.services.config.topology;

/**
 * When a service writes a snapshot: after so many records or so much time, whichever comes first.
 *
 * @param records at least 1
 * @param everyNanos at least a second
 * @param keep how many of each service are kept, at least 1
 */
public record SnapshotPolicy(long records, long everyNanos, int keep) {}
