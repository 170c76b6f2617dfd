package io.onetape.backtest.report;

import io.onetape.journal.record.RecordView;

/** A stretch of a tape, both ends included. */
public record TapeRange(long firstSequence, long lastSequence, long firstNanos, long lastNanos) {
    static TapeRange of(RecordView record) {
        return new TapeRange(record.sequence(), record.sequence(), record.recordedAtNanos(), record.recordedAtNanos());
    }

    TapeRange to(RecordView record) {
        return new TapeRange(firstSequence, record.sequence(), firstNanos, record.recordedAtNanos());
    }
}
