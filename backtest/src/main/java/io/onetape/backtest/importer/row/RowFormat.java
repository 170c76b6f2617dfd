package io.onetape.backtest.importer.row;

import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.listing.Listing;
import io.onetape.journal.record.RecordDraft;

/**
 * Reads the rows of one file. A row is read by {@link #read}; the first row of a message is taken by {@link #begin}, further ones by {@link #add} as long as
 * {@link #continues} says so; then {@link #write} makes the fact. Single-threaded.
 */
public abstract class RowFormat {
    private String skip = "";

    /**
     * Reads a line. True if it is a row; false if {@link #skip()} says why it makes no fact.
     *
     * @throws io.onetape.backtest.importer.line.BadLine if the line is not what it should be
     */
    public abstract boolean read(LineReader line);

    /** The time of the row read last that puts it in order: our receive stamp where the file has one, else the venue's time. */
    public abstract long orderNanos();

    /** What the message is about. */
    public abstract Listing listing();

    /** Writes the message. False if {@link #skip()} says why it makes no fact. */
    public abstract boolean write(RecordDraft draft, Track track);

    /** Whether one message may stand in several rows. */
    public boolean isGrouped() {
        return false;
    }

    /** Whether the row read last is a further part of the message that has been begun. */
    public boolean continues() {
        return false;
    }

    /** The row read last begins a message. */
    public void begin() {}

    /** The row read last is a further part of the message. */
    public void add() {}

    /** Why the venue's book begins anew with the message, empty if it does not. Asked in front of {@link #write}. */
    public String restart(Track track) {
        return "";
    }

    /** Why there is no fact. */
    public final String skip() {
        return skip;
    }

    /** Always false, for {@code return skipped("blank")}. */
    protected final boolean skipped(String reason) {
        skip = reason;
        return false;
    }
}
