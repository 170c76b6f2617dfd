package io.onetape.backtest.importer;

import io.onetape.journal.record.RecordDraft;

/** Takes what an importer makes, in the tape's order. Called on the importer's thread; the draft is used again after the call. */
@FunctionalInterface
public interface FactSink {
    /**
     * One fact: its body and its instrument are set, who numbers it is the sink's matter.
     *
     * @param recordedAtNanos nanoseconds since the epoch of the recording's clock, never decreasing from call to call
     */
    void accept(RecordDraft fact, long recordedAtNanos);
}
