package io.onetape.journal.excerpt;

/** A cursor over excerpts that do not move: it can go to where another one over the same excerpts was. Single-threaded. */
public interface PlacedCursor extends ExcerptCursor {
    /** Told where there is nothing to go to: the excerpts pass. */
    long NOWHERE = -1;

    /** Where it is, behind the current excerpt; {@link #NOWHERE} or 0 and more. */
    long place();

    /** Goes to a place that a cursor over the same excerpts has told; the next {@link #advance} is from there. */
    void goTo(long place);
}
