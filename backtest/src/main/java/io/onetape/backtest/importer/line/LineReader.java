package io.onetape.backtest.importer.line;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Lines of one file, one at a time and in place: {@link #bytes()} from {@link #from()} to {@link #to()}, without the line's end, valid until the next
 * call of {@link #next()}. Memory is bounded by the longest line that is let through. Single-threaded.
 */
public final class LineReader implements Closeable {
    /** Longer lines are passed over and only reported. */
    public static final int LONGEST_LINE = 16 << 20;

    private static final int FIRST_CAPACITY = 1 << 18;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path file;
    private final InputStream in;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int from;
    private int to;
    private int next; // first byte that belongs to no line yet
    private int limit;
    private long number;
    private boolean ended;
    private String problem = "";
    private String damage = "";
    private IOException cause = new EOFException();

    public LineReader(Path file) throws IOException {
        this(file, bytes -> {});
    }

    /** {@code read} hears of each piece of the file, packed as it is, how many bytes it has. */
    public LineReader(Path file, LongConsumer read) throws IOException {
        this.file = file;
        this.in = Input.open(file, read);
    }

    /**
     * Moves to the next line; false at the end of the file.
     *
     * @throws TruncatedInputException where a compressed file ends early or is damaged, after all that could be read
     */
    public boolean next() throws IOException {
        problem = "";
        from = next;
        int at = next;
        while (true) {
            at = endOfLine(at);
            if (at < limit) {
                return line(at, at + 1);
            }
            if (at - from > LONGEST_LINE) {
                return overlongLine();
            }
            int scanned = at - from;
            boolean more = fill();
            at = from + scanned;
            if (!more) {
                return lastLine();
            }
        }
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** The line's number, counted from 1. */
    public long number() {
        return number;
    }

    /** Why the line cannot be used, empty if it can: it is too long, or the file ends inside it. */
    public String problem() {
        return problem;
    }

    public Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean line(int end, int following) {
        number++;
        next = following;
        to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
        if (number == 1 && to - from >= 3 && Arrays.equals(bytes, from, from + 3, BYTE_ORDER_MARK, 0, 3)) {
            from += 3;
        }
        return true;
    }

    /** Where the line ends, {@code limit} if not in what has been read. */
    private int endOfLine(int begin) {
        byte[] text = bytes;
        int end = limit;
        int at = begin;
        while (at < end && text[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean lastLine() throws IOException {
        if (limit > from) {
            problem = damage.isEmpty() ? "" : "the file is cut off inside this line";
            return line(limit, limit);
        }
        if (!damage.isEmpty()) {
            throw new TruncatedInputException(file, number, damage, cause);
        }
        return false;
    }

    /** Keeps the line's beginning, for the report, and reads on to its end. */
    private boolean overlongLine() throws IOException {
        problem = "expected a line of at most " + LONGEST_LINE + " bytes, found a longer one";
        int kept = from + (1 << 13);
        int at = limit;
        while (at == limit) {
            next = limit = kept;
            int moved = from;
            if (!fill()) {
                return line(limit, limit);
            }
            kept -= moved - from;
            at = endOfLine(kept);
        }
        line(kept, at + 1);
        return true;
    }

    private String kind() {
        return in instanceof GZIPInputStream ? "gzip" : "zip";
    }

    /** Makes room behind {@code limit} and reads into it; false at the end of what can be read. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, limit - from);
            limit -= from;
            next -= from;
            from = 0;
        }
        if (limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int count = -1;
        try {
            count = in.read(bytes, limit, bytes.length - limit);
        } catch (EOFException e) {
            damage = "the end inside a " + kind() + " block";
            cause = e;
        } catch (ZipException e) {
            damage = "damaged " + kind() + " data (" + e.getMessage() + ")";
            cause = e;
        }
        ended = count < 0;
        limit += Math.max(count, 0);
        return !ended;
    }
}
