package io.onetape.tools.look;

import java.util.List;

/** Counts of the records that have the same keys. Single-threaded. */
final class StatsRow {
    private final List<String> keys;
    private final LatencyHistogram latency = new LatencyHistogram();
    private long records;
    private long bytes;

    StatsRow(List<String> keys) {
        this.keys = keys;
    }

    void add(int length) {
        records++;
        bytes += length;
    }

    List<String> keys() {
        return keys;
    }

    LatencyHistogram latency() {
        return latency;
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        records = 0;
        bytes = 0;
        latency.clear();
    }
}
