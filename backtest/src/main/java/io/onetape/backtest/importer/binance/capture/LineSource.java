package io.onetape.backtest.importer.binance.capture;

import io.onetape.backtest.importer.line.LineReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The lines of files that continue each other, one at a time with its head read. Single-threaded. */
public final class LineSource implements Closeable {
    private final Iterator<Path> files;
    private final LongConsumer read;
    private final LineHead head = new LineHead();
    private @Nullable LineReader line;
    private long orderNanos = Long.MIN_VALUE;

    /** {@code read} hears of each piece of the files how many bytes it has. */
    public LineSource(List<Path> files, LongConsumer read) {
        this.files = files.iterator();
        this.read = read;
    }

    /** Moves to the next line; false after the last file's last. */
    public boolean next() throws IOException {
        while (line == null || !line.next()) {
            close();
            if (!files.hasNext()) {
                line = null;
                return false;
            }
            line = new LineReader(files.next(), read);
        }
        head.read(line);
        if (head.stamped()) {
            orderNanos = head.stampNanos();
        }
        return true;
    }

    public LineReader line() {
        if (line == null) {
            throw new IllegalStateException("expected a line, found the end of the files");
        }
        return line;
    }

    public LineHead head() {
        return head;
    }

    /** The line's receive stamp, or that of the last line before it that had one. */
    public long orderNanos() {
        return orderNanos;
    }

    @Override
    public void close() throws IOException {
        if (line != null) {
            line.close();
        }
    }
}
