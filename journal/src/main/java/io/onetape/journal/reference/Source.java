package io.onetape.journal.reference;

import io.onetape.journal.schema.SourceKind;

/** Who numbers records: a processor, one outside writer, or the sequencer itself, which is always number 1. */
public record Source(int number, SourceKind kind, String name) {
    /** The sequencer's own number. */
    public static final int SEQUENCER = 1;

    /** Numbers are below this bound. */
    public static final int MAX_SOURCES = 1024;
}
