package io.onetape.backtest.run.input;

import io.onetape.backtest.run.clock.SignalClock;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.run.clock.TapeShifts;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;

/** The facts of one recorded tape that share a shift, in received order: so they are in the order of shifted time too. Single-threaded. */
final class Lane implements AutoCloseable, Comparable<Lane> {
    private final TapeReader reader;
    private final SourceScan scan;
    private final TapeShifts shifts;
    private final InstrumentNumbers numbers;
    private final int tape;
    private final int order;
    private final long signalShiftNanos;
    private final long shiftNanos;
    private final boolean[] outside = new boolean[Source.MAX_SOURCES];
    private final int[] mergedSource = new int[Source.MAX_SOURCES];
    private boolean hasRecord;
    private long nanos;
    private int instrument;

    /**
     * @param signalShiftNanos of all signals on the tape
     * @param shiftNanos of the facts that belong to this lane
     */
    Lane(
            SourceScan scan,
            TapeShifts shifts,
            InstrumentNumbers numbers,
            int tape,
            int order,
            long signalShiftNanos,
            long shiftNanos) {
        this.scan = scan;
        this.shifts = shifts;
        this.numbers = numbers;
        this.tape = tape;
        this.order = order;
        this.signalShiftNanos = signalShiftNanos;
        this.shiftNanos = shiftNanos;
        for (Source source : scan.sources().all()) {
            outside[source.number()] = source.kind() == SourceKind.OUTSIDE;
        }
        reader = scan.checked().reader();
    }

    /** Goes to the next fact; false behind the last. */
    boolean advance() {
        do {
            hasRecord = reader.number() < scan.lastSequence() && reader.next();
        } while (hasRecord && !belongs(reader.record()));
        if (hasRecord) {
            nanos = reader.record().recordedAtNanos() + shiftNanos;
            instrument = numbers.of(tape, reader.record().instrument());
        }
        return hasRecord;
    }

    /** Ticks are left out: each tape's clock would tick. */
    private boolean belongs(RecordView record) {
        long nanosOfRecord = SignalClock.isSignal(record) ? signalShiftNanos : shifts.nanosOf(record.instrument());
        return outside[record.source()]
                && record.templateId() != TickDecoder.TEMPLATE_ID
                && nanosOfRecord == shiftNanos;
    }

    RecordView record() {
        return reader.record();
    }

    /** Added to the times of all its facts. */
    long shiftNanos() {
        return shiftNanos;
    }

    /** Of the record, shifted. */
    long nanos() {
        return nanos;
    }

    /** Of the record, on the merged tape. */
    int instrument() {
        return instrument;
    }

    /** The record's source on the merged tape, defined there if this is its first. */
    int sourceOn(TapeWriter merged) {
        int recorded = reader.record().source();
        if (mergedSource[recorded] == 0) {
            String name = scan.sources().find(recorded).orElseThrow().name();
            mergedSource[recorded] = merged.define(SourceKind.OUTSIDE, name, nanos);
        }
        return mergedSource[recorded];
    }

    @Override
    public int compareTo(Lane other) {
        int byTime = Long.compare(nanos, other.nanos);
        int byInstrument = byTime != 0 ? byTime : Integer.compare(instrument, other.instrument);
        return byInstrument != 0 ? byInstrument : Integer.compare(order, other.order);
    }

    @Override
    public void close() {
        reader.close();
    }
}
