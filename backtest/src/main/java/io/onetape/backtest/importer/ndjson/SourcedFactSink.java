package io.onetape.backtest.importer.ndjson;

import io.onetape.journal.record.RecordDraft;

/** Takes facts with the name of the source that they had on the exported tape. Called on the importer's thread; the draft is used again after the call. */
@FunctionalInterface
public interface SourcedFactSink {
    /**
     * One fact: its body and its instrument are set, who numbers it is the sink's matter.
     *
     * @param recordedAtNanos nanoseconds since the epoch on the exported tape, never decreasing from call to call
     * @param source the name of who numbered the record on the exported tape
     */
    void accept(RecordDraft fact, long recordedAtNanos, String source);
}
