package io.onetape.backtest.run.clock;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.util.Objects;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Records on their way, each with the time of its arrival; first in, first out, so none overtakes another. Single-threaded. */
public final class DelayedRecords {
    private static final int DUE = 0;
    private static final int LENGTH = Long.BYTES;
    private static final int BYTES = 2 * Long.BYTES;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1 << 14);
    private final UnsafeBuffer first = new UnsafeBuffer(0, 0);
    private final RecordView view = new RecordView();
    private int from;
    private int to;
    private long lastDueNanos = Long.MIN_VALUE;

    /** Adds a copy, which arrives at {@code dueNanos}, or with the one before it if that is later. */
    public void add(RecordView record, long dueNanos) {
        add(record.buffer(), record.length(), dueNanos);
    }

    /** Adds a copy, which arrives at {@code dueNanos}, or with the one before it if that is later. */
    public void add(RecordDraft draft, long dueNanos) {
        add(draft.buffer(), draft.length(), dueNanos);
    }

    private void add(DirectBuffer record, int length, long dueNanos) {
        if (from > buffer.capacity() / 2) {
            buffer.putBytes(0, buffer, from, to - from);
            to -= from;
            from = 0;
        }
        lastDueNanos = arrivalNanos(dueNanos);
        buffer.putLong(to + DUE, lastDueNanos);
        buffer.putInt(to + LENGTH, length);
        buffer.putBytes(to + BYTES, record, 0, length);
        to += BYTES + BitUtil.align(length, Long.BYTES);
    }

    /** When a record that is added now arrives, at {@code dueNanos} or with the one before it. */
    public long arrivalNanos(long dueNanos) {
        return Math.max(lastDueNanos, dueNanos);
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** When the first one arrives. */
    public long nanos() {
        return buffer.getLong(from + DUE);
    }

    public int instrument() {
        return buffer.getInt(from + BYTES + RecordHeader.INSTRUMENT);
    }

    /** The first one, until {@link #remove}. */
    public RecordView record() {
        return view.wrap(buffer, from + BYTES, length());
    }

    /** The first one's bytes, to complete its header. */
    public MutableDirectBuffer bytes() {
        first.wrap(buffer, from + BYTES, length());
        return first;
    }

    public void remove() {
        from += BYTES + BitUtil.align(length(), Long.BYTES);
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    /** Writes {@code key}: every record on its way, and when it arrives. */
    public void writeState(String key, WireOut state) {
        state.write(key).sequence(this, (from, out) -> {
            for (int at = from.from; at < from.to; ) {
                int length = from.buffer.getInt(at + LENGTH);
                byte[] record = new byte[length];
                from.buffer.getBytes(at + BYTES, record);
                out.int64(from.buffer.getLong(at + DUE));
                out.bytes(record);
                at += BYTES + BitUtil.align(length, Long.BYTES);
            }
        });
    }

    /** Reads what {@link #writeState} wrote. */
    public void readState(String key, WireIn state) {
        state.read(key).sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                long dueNanos = in.int64();
                byte[] record = Objects.requireNonNull(in.bytes(), "a record on its way");
                to.add(new UnsafeBuffer(record), record.length, dueNanos);
            }
        });
    }

    private int length() {
        return buffer.getInt(from + LENGTH);
    }
}
