package io.onetape.services.remote.client;

import io.onetape.journal.excerpt.ExcerptCursor;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.Places;
import io.onetape.services.remote.protocol.Frame;
import io.onetape.services.remote.protocol.FrameType;
import io.onetape.services.remote.protocol.PlaceKind;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A tape's records as an endpoint sends them: a batch is asked for, with the credit for one more while it is read, so at most two are on their way. The numbers are
 * those that were asked for; what the records themselves say is the reader's to check. Single-threaded.
 */
final class RemoteExcerpts implements ExcerptCursor, Places {
    private static final int FIRST_CREDIT = 4 * 1024; // most readers want a record or two of a place
    private static final int CREDIT = 48 * 1024;
    private static final int ENTRY_HEADER = 8;
    private static final int COUNT = 8;
    private static final int MORE = 12;
    private static final int ENTRIES = 16;

    private final Line line;
    private Optional<Base> base;
    private UnsafeBuffer batch = new UnsafeBuffer(ByteBuffer.allocateDirect(CREDIT * 2));
    private int credit = FIRST_CREDIT;
    private int end; // of the batch
    private int at; // of the current record
    private int length; // of the current record
    private int left; // records of the batch behind the current one
    private long next; // the record after the batch
    private boolean more; // behind the batch
    private long outstanding; // the request whose answer begins with it, 0 if there is none

    RemoteExcerpts(Line line) {
        this.line = line;
        this.base = line.ask(Connection::base);
        this.next = base.map(Base::sequence).orElse(0L) + 1;
    }

    @Override
    public boolean advance() {
        if (left == 0 && !fetch()) {
            return false;
        }
        int entry = at + aligned(length);
        length = entry + ENTRY_HEADER <= end ? batch.getInt(entry) : -1;
        at = entry + ENTRY_HEADER;
        if (length < RecordHeader.LENGTH || length > end - at) {
            throw new RemoteException(
                    RemoteException.Kind.CHANGED,
                    "expected a record of " + RecordHeader.LENGTH + " to " + (end - at)
                            + " bytes in a batch, found one of " + length);
        }
        left--;
        return true;
    }

    @Override
    public long address() {
        return batch.addressOffset() + at;
    }

    @Override
    public int length() {
        return length;
    }

    /** Takes the batch that comes next, and asks for the one behind it; false if there is nothing yet. */
    private boolean fetch() {
        line.ask(connection -> {
            if (outstanding == 0) {
                request(connection);
            }
            long request = outstanding;
            outstanding = 0; // whatever becomes of it: after a cut it is asked for anew
            return take(receive(connection, request));
        });
        if (more) {
            askAhead();
        }
        return left > 0;
    }

    /** What is not as it was sent is told with the place. */
    private Frame receive(Connection connection, long request) {
        try {
            return connection.receive(request, FrameType.RECORDS);
        } catch (RemoteException e) {
            if (e.kind() != RemoteException.Kind.CHANGED) {
                throw e;
            }
            throw new RemoteException(e.kind(), "records from sequence " + next + " on: " + e.getMessage(), e);
        }
    }

    /** A connection that is cut now is met when the answer is needed. */
    private void askAhead() {
        try {
            request(line.connection());
        } catch (RemoteException e) {
            outstanding = 0;
            if (!e.isPassing()) {
                throw e;
            }
        }
    }

    private void request(Connection connection) {
        connection.begin(FrameType.READ).int64(next).int32(credit);
        credit = Math.min(CREDIT, credit * 2);
        outstanding = connection.send();
    }

    private int take(Frame records) {
        int count = records.int32(COUNT);
        if (records.int64(0) != next || count < 0) {
            throw new RemoteException(
                    RemoteException.Kind.CHANGED,
                    "expected records from sequence " + next + " on, found " + count + " from " + records.int64(0));
        }
        int bytes = records.length() - ENTRIES;
        if (batch.capacity() < bytes) {
            batch = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
        }
        records.copyTo(batch, ENTRIES, bytes);
        end = bytes;
        at = 0;
        length = 0;
        left = count;
        next += count;
        more = count > 0 && records.int32(MORE) == 1;
        return count;
    }

    @Override
    public OptionalLong beforeNumber(long number) {
        return place(PlaceKind.BEFORE_NUMBER, number);
    }

    @Override
    public OptionalLong beforeTime(long nanos) {
        return place(PlaceKind.BEFORE_TIME, nanos);
    }

    @Override
    public OptionalLong lastCycle() {
        return place(PlaceKind.LAST_CYCLE, 0);
    }

    private OptionalLong place(PlaceKind kind, long value) {
        outstanding = 0;
        long found = line.ask(connection -> {
            connection.begin(FrameType.PLACE).int32(kind.code()).int32(0).int64(value);
            return connection.receive(connection.send(), FrameType.PLACED).int64(0);
        });
        if (found == 0) {
            return OptionalLong.empty();
        }
        goTo(found);
        return OptionalLong.of(found);
    }

    @Override
    public void start() {
        base = line.ask(Connection::base);
        goTo(base.map(Base::sequence).orElse(0L) + 1);
    }

    private void goTo(long sequence) {
        next = sequence;
        left = 0;
        outstanding = 0;
        more = false;
        credit = FIRST_CREDIT;
    }

    @Override
    public Optional<Base> base() {
        return base;
    }

    @Override
    public void close() {
        line.close();
    }

    private static int aligned(int length) {
        return (length + Long.BYTES - 1) & -Long.BYTES;
    }
}
