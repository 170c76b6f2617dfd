package io.onetape.replay;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import java.util.Optional;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Outputs of one processor that wait to be met on the tape, first in, first out. Single-threaded. */
final class PendingOutputs implements Output {
    /** A processor that is this far ahead of the tape is not the one that wrote it. */
    private static final int MAX_BYTES = 256 << 20;

    private static final int MIN_BYTES_TO_MOVE = 1 << 20;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final RecordView first = new RecordView();
    private final RecordView taken = new RecordView();
    private int from;
    private int to;
    private int untaken;
    private int count;

    @Override
    public void accept(RecordDraft draft, long nanos) {
        add(draft.buffer(), draft.length());
    }

    /** One more that waits: a copy. */
    void add(DirectBuffer record, int length) {
        if (from > MIN_BYTES_TO_MOVE && from > to / 2) {
            moveToFront();
        }
        int end = to + Integer.BYTES + BitUtil.align(length, Integer.BYTES);
        if (end > MAX_BYTES) {
            throw new IllegalStateException("expected to meet outputs on the tape, found " + count + " waiting");
        }
        buffer.putInt(to, length);
        buffer.putBytes(to + Integer.BYTES, record, 0, length);
        to = end;
        count++;
    }

    /** How many wait whose cause has at most this sequence; causes never go down. */
    int countCausedThrough(long sequence) {
        int found = 0;
        int at = from;
        while (found < count) {
            taken.wrap(buffer, at + Integer.BYTES, buffer.getInt(at));
            if (taken.causedBy() > sequence) {
                break;
            }
            found++;
            at += Integer.BYTES + BitUtil.align(taken.length(), Integer.BYTES);
        }
        return found;
    }

    /** True if {@code record} is the first one waiting, but for what the sequencer gave it. */
    boolean matches(RecordView record) {
        return count > 0 && record.isSameOutput(view());
    }

    boolean isEmpty() {
        return count == 0;
    }

    void remove() {
        from += Integer.BYTES + BitUtil.align(buffer.getInt(from), Integer.BYTES);
        if (--count == 0) {
            from = 0;
            to = 0;
            untaken = 0;
        }
    }

    /** Each output once, in order, whether it was met or not; null if there is none that was not given yet. Valid until the next call of anything. */
    @Nullable RecordView take() {
        if (untaken == to) {
            return null;
        }
        int length = buffer.getInt(untaken);
        taken.wrap(buffer, untaken + Integer.BYTES, length);
        untaken += Integer.BYTES + BitUtil.align(length, Integer.BYTES);
        return taken;
    }

    /** A copy of the first one waiting. */
    Optional<RecordCopy> first() {
        return count == 0 ? Optional.empty() : Optional.of(new RecordCopy(view()));
    }

    /** Under load something may always be waiting: the space of what was met is used again. */
    private void moveToFront() {
        buffer.putBytes(0, buffer, from, to - from); // no overlap: what is left is the smaller half
        to -= from;
        untaken = Math.max(0, untaken - from);
        from = 0;
    }

    private RecordView view() {
        return first.wrap(buffer, from + Integer.BYTES, buffer.getInt(from));
    }
}
