package io.onetape.backtest.latency;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.schema.LatencyWay;
import io.onetape.journal.schema.RecordedLatencyDecoder;
import io.onetape.journal.schema.RecordedLatencyEncoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Measured latencies by time: between two of them on the straight line, rounded half-even to the nanosecond; before the first and behind the last as there. At most {@link #MAX_SAMPLES}: of more every
 * second is left out, and again. Immutable when built.
 */
public final class LatencyCurve {
    /** Bounds what a simulation holds and what stands on its result tape. */
    public static final int MAX_SAMPLES = 1 << 16;

    /** In one record of a tape. */
    public static final int SAMPLES_PER_RECORD = 256;

    private final long[] nanos;
    private final long[] latencies;

    private LatencyCurve(long[] nanos, long[] latencies) {
        this.nanos = nanos;
        this.latencies = latencies;
    }

    /** Collects samples; single-threaded. */
    public static final class Builder {
        private long[] nanos = new long[256];
        private long[] latencies = new long[256];
        private int size;
        private long seen;
        private long every = 1;

        /** The next one: not before the one before it; of several at one time the last holds. */
        public void add(long atNanos, long latencyNanos) {
            if (size > 0 && atNanos < nanos[size - 1]) {
                throw new IllegalArgumentException(
                        "expected a sample from " + nanos[size - 1] + " on, found " + atNanos);
            }
            if (size > 0 && atNanos == nanos[size - 1]) {
                latencies[size - 1] = latencyNanos;
                return;
            }
            if (seen++ % every != 0) {
                return;
            }
            if (size == MAX_SAMPLES) {
                halve();
            } else if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * size);
                latencies = Arrays.copyOf(latencies, 2 * size);
            }
            nanos[size] = atNanos;
            latencies[size++] = latencyNanos;
        }

        private void halve() {
            size /= 2;
            for (int i = 0; i < size; i++) {
                nanos[i] = nanos[2 * i];
                latencies[i] = latencies[2 * i];
            }
            every *= 2;
        }

        public LatencyCurve build() {
            return new LatencyCurve(Arrays.copyOf(nanos, size), Arrays.copyOf(latencies, size));
        }
    }

    /** The number of samples, and a hash of them. */
    @Override
    public String toString() {
        MessageDigest digest = RecordHash.sha256();
        ByteBuffer sample = ByteBuffer.allocate(2 * Long.BYTES);
        for (int i = 0; i < nanos.length; i++) {
            digest.update(sample.clear().putLong(nanos[i]).putLong(latencies[i]).flip());
        }
        return nanos.length + " recorded, SHA-256 " + HexFormat.of().formatHex(digest.digest());
    }

    public boolean isEmpty() {
        return nanos.length == 0;
    }

    public int size() {
        return nanos.length;
    }

    /** Every latency multiplied by so much, Fixed8. */
    LatencyCurve times(long multiple) {
        long[] multiplied = new long[latencies.length];
        for (int i = 0; i < multiplied.length; i++) {
            multiplied[i] = Fixed8.multiply(latencies[i], multiple);
        }
        return new LatencyCurve(nanos, multiplied);
    }

    /** At this time; only if there is a sample. */
    public long at(long atNanos) {
        int found = Arrays.binarySearch(nanos, atNanos);
        if (found >= 0) {
            return latencies[found];
        }
        int after = -found - 1;
        if (after == 0 || after == nanos.length) {
            return latencies[Math.min(after, nanos.length - 1)];
        }
        long from = latencies[after - 1];
        return from
                + Fixed8.multiplyDivide(
                        latencies[after] - from, atNanos - nanos[after - 1], nanos[after] - nanos[after - 1]);
    }

    /** How many records it takes. */
    public int records() {
        return (nanos.length + SAMPLES_PER_RECORD - 1) / SAMPLES_PER_RECORD;
    }

    /** Sets every field of one of the records, counted from 0. */
    public void encode(int record, LatencyWay way, RecordedLatencyEncoder to) {
        int first = record * SAMPLES_PER_RECORD;
        int count = Math.min(SAMPLES_PER_RECORD, nanos.length - first);
        RecordedLatencyEncoder.SamplesEncoder samples = to.way(way).samplesCount(count);
        for (int i = first; i < first + count; i++) {
            samples.next().nanos(nanos[i]).latencyNanos(latencies[i]);
        }
    }

    /** Adds the samples of a record. */
    static void decode(RecordedLatencyDecoder from, Builder to) {
        for (RecordedLatencyDecoder.SamplesDecoder sample : from.samples()) {
            to.add(sample.nanos(), sample.latencyNanos());
        }
    }
}
