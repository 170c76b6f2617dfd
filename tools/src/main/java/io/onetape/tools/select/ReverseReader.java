package io.onetape.tools.select;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads newest first, block by block: seeks back, reads a block forward, keeps what passes, hands it over from its end. What is kept at a time is bounded by
 * number and by bytes.
 */
final class ReverseReader {
    private static final int BLOCK_RECORDS = 4096;
    private static final long BLOCK_BYTES = 16L << 20;

    private final StoredTape tape;
    private final Range range;
    private final Filter filter;
    private final long lastSequence;
    private final Deque<RecordCopy> kept = new ArrayDeque<>();

    ReverseReader(StoredTape tape, Range range, Filter filter, long lastSequence) {
        this.tape = tape;
        this.range = range;
        this.filter = filter;
        this.lastSequence = lastSequence;
    }

    /** Hands over at most {@code limit} records, the last of the range first. */
    void forEach(long limit, Selection.Sink sink) {
        try (TapeReader reader = tape.reader()) {
            long end = end(reader); // exclusive
            long start = start(reader, end);
            long left = limit;
            while (end > start && left > 0) {
                end = readBlock(reader, Math.max(start, end - BLOCK_RECORDS), end);
                while (left > 0 && !kept.isEmpty()) {
                    sink.accept(kept.removeLast().view());
                    left--;
                }
                kept.clear();
            }
        }
    }

    private long end(TapeReader reader) {
        long end = Math.min(range.toSequence(), lastSequence + 1);
        if (range.toNanos() == Long.MAX_VALUE) {
            return end;
        }
        reader.seekTime(range.toNanos());
        return Math.min(end, reader.number() + 1);
    }

    private long start(TapeReader reader, long end) {
        long first = tape.base().map(Base::sequence).orElse(0L) + 1;
        long start = Math.max(first, range.fromSequence());
        if (range.fromNanos() == Long.MIN_VALUE || start >= end) {
            return start;
        }
        reader.seekTime(range.fromNanos());
        return Math.max(start, reader.number() + 1);
    }

    /** Keeps what passes of the records from {@code start} to before {@code end}; returns where the kept part begins. */
    private long readBlock(TapeReader reader, long start, long end) {
        long from = start;
        long bytes = 0;
        reader.seek(start);
        while (reader.number() + 1 < end && reader.next()) {
            RecordView record = reader.record();
            if (!filter.matches(record)) {
                continue;
            }
            kept.addLast(new RecordCopy(record));
            bytes += record.length();
            while (bytes > BLOCK_BYTES && kept.size() > 1) {
                RecordView dropped = kept.removeFirst().view();
                bytes -= dropped.length();
                from = dropped.sequence() + 1;
            }
        }
        return from;
    }
}
