package io.onetape.backtest.lookahead;

import io.onetape.backtest.run.clock.ExchangeTime;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * One end of the recording, earlier than its own.
 *
 * @param sequence the last record that is left
 * @param knownNanos local time, shifted, before which nothing can depend on what was cut off: that was received later, and happened at the exchange later
 */
record Cut(long sequence, long knownNanos) {
    /** At random records, in the order of the tape; fewer if the tape has not so many. */
    static List<Cut> random(SourceScan scan, long shiftNanos, int count, long seed) {
        TreeSet<Long> sequences = new TreeSet<>();
        Random random = new Random(seed);
        long last = scan.lastSequence();
        for (int tried = 0; tried < 4 * count && sequences.size() < count; tried++) {
            sequences.add(1 + (long) (random.nextDouble() * (last - 1)));
        }
        long[] ends = sequences.stream().mapToLong(Long::longValue).toArray();
        long[] ownNanos = new long[ends.length];
        long[] happenedBehind = earliestBehind(scan, shiftNanos, ends, ownNanos);
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
            cuts.add(new Cut(ends[i], Math.min(ownNanos[i], happenedBehind[i])));
        }
        return cuts;
    }

    /** By cut: when the first of all that is cut off happened. Fills {@code ownNanos} with when the last that is left was received. */
    private static long[] earliestBehind(SourceScan scan, long shiftNanos, long[] ends, long[] ownNanos) {
        long[] earliest = new long[ends.length];
        Arrays.fill(earliest, Long.MAX_VALUE);
        ExchangeTime exchangeTime = new ExchangeTime();
        long largest = scan.hasLatency() ? Math.max(0, scan.largestLatencyNanos() + shiftNanos) : 0;
        int behind = -1; // the last cut that is before the record
        try (TapeReader reader = scan.checked().reader()) {
            while (reader.number() < scan.lastSequence() && reader.next()) {
                RecordView record = reader.record();
                if (behind >= 0) {
                    long local = record.recordedAtNanos() + shiftNanos;
                    long happened = exchangeTime.of(record);
                    boolean defines = ExchangeTime.isDefinition(record);
                    long at = defines ? local - largest : happened == Fixed8.NULL ? local : happened;
                    earliest[behind] = Math.min(earliest[behind], at);
                }
                if (behind + 1 < ends.length && record.sequence() == ends[behind + 1]) {
                    behind++;
                    ownNanos[behind] = record.recordedAtNanos() + shiftNanos;
                }
            }
        }
        for (int i = ends.length - 2; i >= 0; i--) {
            earliest[i] = Math.min(earliest[i], earliest[i + 1]);
        }
        return earliest;
    }
}
