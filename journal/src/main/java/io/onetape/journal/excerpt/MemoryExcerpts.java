package io.onetape.journal.excerpt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Excerpts in memory outside of the heap, in segments that grow as needed: a sink, and cursors over it. Either all is kept, for any number of cursors, or it passes:
 * what the only cursor has left is written over. Single-threaded.
 */
public final class MemoryExcerpts implements ExcerptSink {
    private static final int KEPT_BYTES = 4 << 20;
    private static final int PASSING_BYTES =
            CycleFile.MAX_LENGTH + (1 << 16); // little more than the largest: caches are small
    private static final int WORD = Integer.BYTES;
    private static final int ALIGNMENT = 8;
    private static final int END_OF_SEGMENT = -1;

    private final List<UnsafeBuffer> segments = new ArrayList<>();
    private final ArrayDeque<UnsafeBuffer> left = new ArrayDeque<>();
    private final int segmentBytes;
    private final boolean passes;
    private UnsafeBuffer last;
    private int end;
    private int begun;

    private boolean hasCursor;

    private MemoryExcerpts(int segmentBytes, boolean passes) {
        this.segmentBytes = segmentBytes;
        this.passes = passes;
        last = addSegment();
    }

    /** Keeps everything. */
    public static MemoryExcerpts kept() {
        return new MemoryExcerpts(KEPT_BYTES, false);
    }

    /** Keeps what its only cursor has not left yet. */
    public static MemoryExcerpts passing() {
        return new MemoryExcerpts(PASSING_BYTES, true);
    }

    @Override
    public long begin(int length, long nanos) {
        if (length > CycleFile.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "expected a record of at most " + CycleFile.MAX_LENGTH + " bytes, found " + length);
        }
        if (aligned(end + WORD + length) + WORD > segmentBytes) { // the word behind it must fit too
            last.putInt(end, END_OF_SEGMENT);
            last = addSegment();
            end = 0;
        }
        begun = length;
        return last.addressOffset() + end + WORD;
    }

    @Override
    public void commit() {
        int behind = aligned(end + WORD + begun);
        if (passes) {
            last.putInt(behind, 0); // the segment may be one that was left
        }
        last.putInt(end, begun);
        end = behind;
    }

    @Override
    public void rollback() {
        last.setMemory(end + WORD, begun, (byte) 0); // the next word must be zero until it is committed
    }

    @Override
    public long documentOffset() {
        return (long) (segments.size() - 1) * segmentBytes + end;
    }

    @Override
    public void sync() {} // memory has nothing to force

    @Override
    public void close() {} // the garbage collector frees the segments

    /** A new cursor before the first excerpt; of excerpts that pass the only one. */
    public ExcerptCursor cursor() {
        if (passes && hasCursor) {
            throw new IllegalStateException("expected one cursor over excerpts that pass, found a second");
        }
        hasCursor = true;
        return new Cursor();
    }

    private static int aligned(int at) {
        return (at + ALIGNMENT - 1) & -ALIGNMENT;
    }

    private UnsafeBuffer addSegment() {
        UnsafeBuffer segment = left.poll();
        if (segment == null) {
            segment = new UnsafeBuffer(BufferUtil.allocateDirectAligned(segmentBytes, 64)); // zeroed
        } else {
            segment.putInt(0, 0);
        }
        segments.add(segment);
        return segment;
    }

    private final class Cursor implements PlacedCursor {
        private UnsafeBuffer segment = segments.get(0);
        private int number;
        private int next;
        private int offset;
        private int length;

        @Override
        public boolean advance() {
            int word = segment.getInt(next);
            if (word == END_OF_SEGMENT) {
                segment = nextSegment();
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

        private UnsafeBuffer nextSegment() {
            if (passes) {
                left.add(segments.remove(0));
                return segments.get(0);
            }
            return segments.get(++number);
        }

        @Override
        public long place() {
            return passes ? NOWHERE : ((long) number << Integer.SIZE) | next;
        }

        @Override
        public void goTo(long place) {
            if (passes) {
                throw new IllegalStateException("expected excerpts that are kept");
            }
            number = (int) (place >> Integer.SIZE);
            next = (int) place;
            segment = segments.get(number);
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
