package io.onetape.journal.excerpt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the excerpts of one cycle file, read-only, in place. A file is a row of documents, each a length word of four bytes and its bytes, padded to four;
 * the word's top bit says that the document is being written, the next one that it is the queue's own (headers, indexes) and no excerpt. A word of zero is
 * where the next document will stand; {@code 0xC0000000} says that the cycle is finished. A moving window of the file is mapped, so memory stays bounded.
 * Single-threaded; one other process may be appending.
 */
public final class CycleFile implements AutoCloseable {
    /** What {@link #next} found. */
    public enum Step {
        /** An excerpt: see {@link #address} and {@link #length}. */
        EXCERPT,
        /** Nothing is there yet. */
        NOTHING,
        /** A document that is being written, or was when its writer died. */
        NOT_READY,
        /** The cycle is finished. */
        END
    }

    /** Largest excerpt, in bytes. Far less than any queue's mapping could hold: a longer length in a file is damage, and who reads one holds a mebibyte at most. */
    public static final int MAX_LENGTH = 1 << 20;

    /** The length word with which a queue ends a finished cycle. */
    public static final int END_OF_CYCLE = 0xC000_0000;

    static final int NOT_READY_BIT = 0x8000_0000;
    static final int METADATA_BIT = 0x4000_0000;
    static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int WORD = Integer.BYTES;
    private static final long WINDOW = 64L << 20;
    private static final long PAGE = 4096;
    private static final int PIECE_BYTES = 256 << 10;
    private static final ThreadLocal<ByteBuffer> PIECE =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(PIECE_BYTES));

    private final Path path;
    private final FileChannel channel;
    private final UnsafeBuffer window = new UnsafeBuffer(0, 0);
    private @Nullable MappedByteBuffer mapped;
    private long windowStart;
    private long windowEnd;
    private long next;
    private long offset;
    private int length;

    /** Opens a file, or what was archived of it: that is unpacked and checked first, or throws {@link DamagedExcerptException}. */
    public CycleFile(Path path) {
        this.path = path;
        try {
            this.channel = open(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    /** True if the file's own header is complete; false also if the file is gone. */
    public static boolean isBorn(Path path) {
        if (ArchivedCycle.isArchived(path)) {
            return true;
        }
        try (CycleFile file = new CycleFile(path)) {
            return file.wordAt(0) > 0;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return false;
            }
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    /** Goes to the next excerpt; stays where it is if there is none. Throws {@link DamagedExcerptException} where a length cannot be right. */
    public Step next() {
        while (true) {
            if (!covers(next, WORD)) {
                return Step.NOTHING;
            }
            int word = window.getIntVolatile((int) (next - windowStart));
            if (word == 0) {
                return Step.NOTHING;
            }
            if (word == END_OF_CYCLE) {
                return Step.END;
            }
            if ((word & NOT_READY_BIT) != 0) {
                return Step.NOT_READY;
            }
            int found = word & LENGTH_MASK;
            long end = next + WORD + found;
            if ((word & METADATA_BIT) != 0) {
                if (end > size()) {
                    throw new DamagedExcerptException(path, next, found, size());
                }
                next = aligned(end);
                continue;
            }
            if (found > MAX_LENGTH || !covers(next, WORD + found)) {
                throw new DamagedExcerptException(path, next, found, size());
            }
            offset = next + WORD;
            length = found;
            next = aligned(end);
            return Step.EXCERPT;
        }
    }

    /** Goes to where the document with this offset begins; the next step reads it. */
    public void moveTo(long documentOffset) {
        next = documentOffset;
    }

    /** Offset of the document that the next step reads. */
    public long nextOffset() {
        return next;
    }

    /** Offset of the current excerpt's document, its length word included. */
    public long documentOffset() {
        return offset - WORD;
    }

    /** Address of the current excerpt, valid until the next step. */
    public long address() {
        return window.addressOffset() + (offset - windowStart);
    }

    public int length() {
        return length;
    }

    /** The length word at an offset, 0 beyond the file's end. */
    public int wordAt(long documentOffset) {
        return covers(documentOffset, WORD) ? window.getIntVolatile((int) (documentOffset - windowStart)) : 0;
    }

    /** Address of {@code count} bytes at an offset, or 0 if the file does not hold them. Valid until the next step. */
    public long addressOf(long from, int count) {
        return covers(from, count) ? window.addressOffset() + (from - windowStart) : 0;
    }

    /**
     * Where the bytes behind {@code from} that are not zero end; {@code from} if there are none. They are read, not mapped: an appender that closes cuts the file,
     * and nobody may touch a mapping behind that.
     */
    public long usedEnd(long from) {
        ByteBuffer piece = PIECE.get();
        UnsafeBuffer bytes = new UnsafeBuffer(piece);
        long used = from;
        try {
            int count;
            for (long at = from; (count = channel.read(piece.clear(), at)) > 0; at += count) {
                int end = usedEnd(bytes, count);
                used = end > 0 ? at + end : used;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        return used;
    }

    private static int usedEnd(UnsafeBuffer bytes, int count) {
        int end = count;
        while (end >= Long.BYTES && bytes.getLong(end - Long.BYTES) == 0) {
            end -= Long.BYTES;
        }
        while (end > 0 && bytes.getByte(end - 1) == 0) {
            end--;
        }
        return end;
    }

    public long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the size of " + path, e);
        }
    }

    @Override
    public void close() {
        unmap();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }

    /** The file, or what was archived of it, unpacked and checked. */
    static FileChannel open(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            if (!Files.exists(ArchivedCycle.archiveOf(path))) {
                throw e;
            }
            return ArchivedCycle.open(path);
        }
    }

    static long aligned(long at) {
        return (at + WORD - 1) & -WORD;
    }

    private boolean covers(long from, int count) {
        return (from >= windowStart && from + count <= windowEnd) || map(from, count);
    }

    private boolean map(long from, int count) {
        while (true) {
            long size = size();
            if (from + count > size) {
                return false;
            }
            unmap();
            windowStart = from & -PAGE;
            windowEnd = Math.min(size, Math.max(windowStart + WINDOW, from + count));
            try {
                MappedByteBuffer buffer =
                        channel.map(FileChannel.MapMode.READ_ONLY, windowStart, windowEnd - windowStart);
                mapped = buffer;
                window.wrap(BufferUtil.address(buffer), (int) (windowEnd - windowStart));
                return true;
            } catch (IOException e) {
                windowEnd = windowStart;
                if (size() >= size) {
                    throw new UncheckedIOException("cannot map " + path, e);
                } // the appender has just cut off what it does not need behind its cycle's end
            }
        }
    }

    private void unmap() {
        MappedByteBuffer old = mapped;
        if (old != null) {
            mapped = null;
            window.wrap(0, 0);
            windowEnd = windowStart;
            IoUtil.unmap(old);
        }
    }
}
