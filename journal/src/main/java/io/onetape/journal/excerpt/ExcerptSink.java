package io.onetape.journal.excerpt;

/** Takes excerpts in order. One sink writes; single-threaded. */
public interface ExcerptSink extends AutoCloseable {
    /**
     * Makes room for an excerpt and returns the address to write it to. {@code nanos} chooses the cycle and never decreases. {@link #commit} or
     * {@link #rollback} follows, before anything else.
     */
    long begin(int length, long nanos);

    /** The bytes at the address are complete: readers see them. */
    void commit();

    /** The bytes at the address are not wanted. */
    void rollback();

    /** Offset of the document that was begun last, in its cycle. */
    long documentOffset();

    /** Forces what was committed to the disk. */
    void sync();

    @Override
    void close();
}
