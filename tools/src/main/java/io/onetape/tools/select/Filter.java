package io.onetape.tools.select;

import io.onetape.journal.record.RecordView;

/** A test of records. Tests that need the header only come before those that decode the body. Single-threaded. */
interface Filter {
    boolean matches(RecordView record);

    default Filter and(Filter other) {
        return record -> matches(record) && other.matches(record);
    }
}
