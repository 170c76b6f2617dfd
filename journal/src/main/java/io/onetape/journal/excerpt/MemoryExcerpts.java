package io.onetape.journal.excerpt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Excerpts in memory outside of the heap, in segments that grow as needed: a sink, and any number of cursors over it. Single-threaded. */
public final class MemoryExcerpts implements ExcerptSink {
    private static final int SEGMENT_BYTES = 4 << 20;
    private static final int WORD = Integer.BYTES;
    private static final int ALIGNMENT = 8;
    private static final int END_OF_SEGMENT = -1;

    private final List<UnsafeBuffer> segments = new ArrayList<>();
    private UnsafeBuffer last;
    private int end;
    private int begun;

    public MemoryExcerpts() {
        last = addSegment();
    }

    @Override
    public long begin(int length, long nanos) {
        if (length > CycleFile.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "expected a record of at most " + CycleFile.MAX_LENGTH + " bytes, found " + length);
        }
        if (aligned(end + WORD + length) + WORD > SEGMENT_BYTES) { // the word behind it must fit too
            last.putInt(end, END_OF_SEGMENT);
            last = addSegment();
            end = 0;
        }
        begun = length;
        return last.addressOffset() + end + WORD;
    }

    @Override
    public void commit() {
        last.putInt(end, begun);
        end = aligned(end + WORD + begun);
    }

    @Override
    public void rollback() {
        last.setMemory(end + WORD, begun, (byte) 0); // the next word must be zero until it is committed
    }

    @Override
    public long documentOffset() {
        return (long) (segments.size() - 1) * SEGMENT_BYTES + end;
    }

    @Override
    public void sync() {} // memory has nothing to force

    @Override
    public void close() {} // the garbage collector frees the segments

    /** A new cursor before the first excerpt. */
    public ExcerptCursor cursor() {
        return new Cursor();
    }

    private static int aligned(int at) {
        return (at + ALIGNMENT - 1) & -ALIGNMENT;
    }

    private UnsafeBuffer addSegment() {
        ByteBuffer memory = BufferUtil.allocateDirectAligned(SEGMENT_BYTES, 64); // zeroed
        UnsafeBuffer segment = new UnsafeBuffer(memory);
        segments.add(segment);
        return segment;
    }

    private final class Cursor implements ExcerptCursor {
        private UnsafeBuffer segment = segments.get(0);
        private int number;
        private int next;
        private int offset;
        private int length;

        @Override
        public boolean advance() {
            int word = segment.getInt(next);
            if (word == END_OF_SEGMENT) {
                segment = segments.get(++number);
                next = 0;
                word = segment.getInt(0);
            }
            if (word == 0) {
                return false;
            }
            offset = next + WORD;
            length = word;
            next = aligned(offset + word);
            return true;
        }

        @Override
        public long address() {
            return segment.addressOffset() + offset;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public void close() {} // nothing is held
    }
}
