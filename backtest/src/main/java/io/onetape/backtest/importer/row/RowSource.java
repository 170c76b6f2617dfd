package io.onetape.backtest.importer.row;

import io.onetape.backtest.importer.Tally;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.line.TruncatedInputException;
import io.onetape.backtest.importer.listing.Listing;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one file, one at a time. It is looked into at once, for its format and first time, and opened when its first message is due. A message
 * of several rows beside a rejected one is spoiled: nobody knows whether it is whole. Single-threaded.
 */
final class RowSource implements Closeable {
    private static final int LINES_LOOKED_AT = 100;
    private static final String CUT_OFF = "message cut off";

    private final Path file;
    private final RowFormats formats;
    private final LongConsumer read;
    private final Set<Listing> whole = new HashSet<>(); // since a row was rejected
    private @Nullable LineReader line;
    private @Nullable RowFormat format;
    private long orderNanos = Long.MIN_VALUE;
    private int rows; // of the message
    private boolean pending; // the line read last is a row that belongs to the next message
    private boolean damaged; // a row of this file was rejected
    private boolean spoiled;
    private boolean nextSpoiled;

    /** {@code read} hears of each piece of the file, once it is open, how many bytes it has. */
    RowSource(Path file, RowFormats formats, LongConsumer read) throws IOException {
        this.file = file;
        this.formats = formats;
        this.read = read;
        try (LineReader first = new LineReader(file)) {
            if (first.next()) {
                orderNanos = firstNanos(formats.of(file, first), first);
            }
        } catch (TruncatedInputException e) {
            orderNanos = Long.MIN_VALUE; // it is met again when the file is read
        }
    }

    boolean isOpen() {
        return line != null;
    }

    /** Of the message; before the file is open, of its first one. Never decreasing. */
    long orderNanos() {
        return orderNanos;
    }

    RowFormat format() {
        if (format == null) {
            throw new IllegalStateException("expected an open file, found " + file + " closed");
        }
        return format;
    }

    /** How many lines the message stands in. */
    int rows() {
        return rows;
    }

    /** Whether the message may lack a row. */
    boolean isSpoiled() {
        return spoiled;
    }

    /** True once for an instrument after a row of this file was rejected: it may have been about it. */
    boolean takeDamage(Listing listing) {
        return whole.add(listing) && damaged;
    }

    /** Moves to the next message; false at the end. Lines that are part of no message are counted on the way. */
    boolean next(Tally tally) throws IOException {
        LineReader reader = line;
        if (reader == null) {
            reader = new LineReader(file, read);
            line = reader;
        }
        rows = 0;
        try {
            return gather(reader, tally);
        } catch (TruncatedInputException e) {
            tally.skip(CUT_OFF, rows);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (line != null) {
            line.close();
        }
    }

    private boolean gather(LineReader reader, Tally tally) throws IOException {
        while (pending || reader.next()) {
            if (!pending && !isRow(reader, tally)) {
                continue;
            }
            RowFormat rowsOf = format();
            pending = false;
            if (rows == 0) {
                begin(rowsOf);
            } else if (rowsOf.continues()) {
                rowsOf.add();
                rows++;
            } else {
                pending = true;
                return true;
            }
            if (!rowsOf.isGrouped()) {
                return true;
            }
        }
        return rows > 0;
    }

    private void begin(RowFormat rowsOf) {
        orderNanos = Math.max(orderNanos, rowsOf.orderNanos());
        rowsOf.begin();
        rows = 1;
        spoiled = nextSpoiled;
        nextSpoiled = false;
    }

    private boolean isRow(LineReader reader, Tally tally) throws IOException {
        try {
            RowFormat rowsOf = format;
            if (rowsOf == null) {
                rowsOf = formats.of(file, reader);
                format = rowsOf;
            }
            if (!reader.problem().isEmpty()) {
                throw new BadLine(reader.problem());
            }
            if (rowsOf.read(reader)) {
                return true;
            }
            tally.skip(rowsOf.skip());
        } catch (BadLine bad) {
            damage();
            tally.reject(reader, bad.getMessage());
        }
        return false;
    }

    private void damage() {
        damaged = true;
        whole.clear();
        if (format().isGrouped()) {
            spoiled = true;
            nextSpoiled = true;
        }
    }

    private static long firstNanos(RowFormat format, LineReader line) throws IOException {
        int count = 0;
        do {
            if (isReadable(format, line)) {
                return format.orderNanos();
            }
        } while (++count < LINES_LOOKED_AT && line.next());
        return Long.MIN_VALUE;
    }

    private static boolean isReadable(RowFormat format, LineReader line) {
        try {
            return line.problem().isEmpty() && format.read(line);
        } catch (BadLine bad) {
            return false; // the import counts it
        }
    }
}
