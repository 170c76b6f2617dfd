package io.onetape.journal.excerpt;

/** Reads excerpts in order, in place. Single-threaded. */
public interface ExcerptCursor extends AutoCloseable {
    /** Goes to the next excerpt; false if there is none yet, and a later call may find one. */
    boolean advance();

    /** Address of the current excerpt, valid until the next call. */
    long address();

    /** Bytes of the current excerpt. */
    int length();

    @Override
    void close();
}
