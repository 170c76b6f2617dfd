package io.onetape.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A plain file of records, each behind a length word that is written last, in mapped windows: no lock, no index, no roll, no number, no checksum. The floor under
 * everything else.
 */
final class MappedFile implements AutoCloseable {
    private static final int WINDOW_BYTES = 64 << 20;

    private final FileChannel channel;
    private final UnsafeBuffer window = new UnsafeBuffer(0, 0);
    private MappedByteBuffer mapped;
    private long windowStart;
    private int at;

    MappedFile(Path file) {
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            mapped = map();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }

    void append(DirectBuffer record, int length) {
        int next = BitUtil.align(at + Integer.BYTES + length, Integer.BYTES);
        if (next > WINDOW_BYTES - Integer.BYTES) {
            advance();
            next = BitUtil.align(Integer.BYTES + length, Integer.BYTES);
        }
        window.putBytes(at + Integer.BYTES, record, 0, length);
        window.putIntOrdered(at, length);
        at = next;
    }

    /** Reads the next record's first and last eight bytes; throws if there is none. */
    long read() {
        int length = window.getIntVolatile(at);
        if (length == 0) {
            advance();
            length = window.getIntVolatile(at);
            if (length == 0) {
                throw new IllegalStateException("expected another record");
            }
        }
        int from = at + Integer.BYTES;
        at = BitUtil.align(from + length, Integer.BYTES);
        return window.getLong(from) ^ window.getLong(from + length - Long.BYTES);
    }

    void rewind() {
        windowStart = -WINDOW_BYTES;
        advance();
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a mapped file", e);
        }
    }

    private void advance() {
        IoUtil.unmap(mapped);
        windowStart += WINDOW_BYTES;
        at = 0;
        try {
            mapped = map();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map the next window", e);
        }
    }

    private MappedByteBuffer map() throws IOException {
        MappedByteBuffer next = channel.map(FileChannel.MapMode.READ_WRITE, windowStart, WINDOW_BYTES);
        window.wrap(next);
        return next;
    }
}
