package io.onetape.tools.format;

import io.onetape.journal.record.RecordView;

/** Writes records to stdout in one format. Single-threaded. */
public interface RecordFormat {
    /** What stands before the first record: nothing, or the names of columns. */
    void begin();

    void write(RecordView record);

    /** What stands after the last record. */
    default void end() {}
}
