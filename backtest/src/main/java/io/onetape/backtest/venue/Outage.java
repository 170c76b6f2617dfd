package io.onetape.backtest.venue;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.FeedStatus;
import java.util.ArrayDeque;
import java.util.Objects;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A recorded outage of one market: from a DISCONNECTED on until the book is valid again. Holds the requests that wait for its end. Mutable, single-threaded.
 */
final class Outage {
    /** More requests do not wait: further ones are rejected. */
    private static final int MAX_WAITING = 10_000;

    private final ArrayDeque<RecordCopy> waiting = new ArrayDeque<>();
    private boolean down;

    boolean isDown() {
        return down;
    }

    void onFeedStatus(FeedStatus status) {
        down |= status == FeedStatus.DISCONNECTED;
    }

    /** The venue has a book again. */
    void end() {
        down = false;
    }

    /** True if the request is kept. */
    boolean keep(RecordView request) {
        return waiting.size() < MAX_WAITING && waiting.add(new RecordCopy(request));
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** The oldest one, which waits no more. */
    RecordView take() {
        return waiting.remove().view();
    }

    /** Keys: down, waiting (the oldest first). */
    void writeState(WireOut to) {
        to.write("down").bool(down);
        to.write("waiting").sequence(waiting, (all, out) -> {
            for (RecordCopy request : all) {
                RecordView view = request.view();
                byte[] bytes = new byte[view.length()];
                view.buffer().getBytes(0, bytes);
                out.bytes(bytes);
            }
        });
    }

    void readState(WireIn from) {
        down = from.read("down").bool();
        from.read("waiting").sequence(waiting, (all, in) -> {
            while (in.hasNextSequenceItem()) {
                byte[] bytes = Objects.requireNonNull(in.bytes(), "a request that waits");
                all.add(new RecordCopy(new RecordView().wrap(new UnsafeBuffer(bytes), 0, bytes.length)));
            }
        });
    }
}
