package io.onetape.backtest.run.clock;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;

/**
 * The market facts of a recorded tape in the order in which they happened: by exchange time, then instrument, then sequence. It reads ahead of what it gives
 * by the largest feed latency, and holds no more than that. A fact without a time of the exchange counts from its local time, a definition from before
 * everything that was received after it. Single-threaded.
 */
public final class ExchangeFeed implements AutoCloseable {
    private final TapeReader reader;
    private final ExchangeTime exchangeTime = new ExchangeTime();
    private final RecordHeap heap = new RecordHeap();
    private final RecordView view = new RecordView();
    private final long shiftNanos;
    private final long largestLatencyNanos;
    private final long lastSequence;
    private long completeBeforeNanos = Long.MIN_VALUE; // nothing that is still to be read happened before this

    /** Over the tape that was scanned, up to where the scan ended, with local time shifted by {@code shiftNanos}. */
    public ExchangeFeed(Tape tape, SourceScan scan, long shiftNanos) {
        reader = tape.reader();
        this.shiftNanos = shiftNanos;
        lastSequence = scan.lastSequence();
        largestLatencyNanos = scan.hasLatency() ? Math.max(0, scan.largestLatencyNanos() + shiftNanos) : 0;
    }

    /** True if there is a fact; then it is the first. */
    public boolean hasNext() {
        while (heap.isEmpty() || heap.firstNanos() >= completeBeforeNanos) {
            if (completeBeforeNanos == Long.MAX_VALUE) {
                return !heap.isEmpty();
            }
            read();
        }
        return true;
    }

    /** Exchange time of the first fact. */
    public long nanos() {
        return heap.firstNanos();
    }

    /** Instrument of the first fact. */
    public int instrument() {
        return heap.firstInstrument();
    }

    /** The first fact itself, until {@link #remove}. */
    public RecordView record() {
        return heap.first(view);
    }

    public void remove() {
        heap.removeFirst();
    }

    @Override
    public void close() {
        reader.close();
    }

    private void read() {
        if (reader.number() == lastSequence || !reader.next()) {
            completeBeforeNanos = Long.MAX_VALUE;
            return;
        }
        RecordView record = reader.record();
        long localNanos = record.recordedAtNanos() + shiftNanos;
        completeBeforeNanos = localNanos - largestLatencyNanos;
        if (ExchangeTime.concernsVenue(record)) {
            long exchangeNanos = exchangeTime.of(record);
            if (ExchangeTime.isDefinition(record)) {
                heap.add(record, completeBeforeNanos);
            } else {
                heap.add(record, exchangeNanos == Fixed8.NULL ? localNanos : exchangeNanos);
            }
        }
    }
}
