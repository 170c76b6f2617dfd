package io.onetape.services.remote;

import io.onetape.services.remote.protocol.BadFrameException;
import io.onetape.services.remote.protocol.Frame;
import io.onetape.services.remote.protocol.FrameWriter;
import java.util.function.LongConsumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.network.VanillaNetworkContext;
import net.openhft.chronicle.network.api.TcpHandler;

/**
 * Cuts what comes over one connection of Chronicle Network into frames, and hands them over one by one: the next only when the answer to the one before has left
 * for the socket. So no more than one answer ever waits here for a reader, and what a reader sends besides waits in its own socket. Called by the event loop;
 * {@link #close} from any thread.
 */
final class ChronicleConnection implements TcpHandler<ChronicleConnection.Context> {
    /** What Chronicle Network keeps of a connection; nothing of ours. */
    static final class Context extends VanillaNetworkContext<Context> {}

    /** So long a reader may leave an answer unread before it counts as gone. */
    private static final long STALLED_NANOS = 60_000_000_000L;

    private final Listener.Conversation conversation;
    private final LongConsumer queued;
    private final Runnable ended;
    private final FrameWriter answers = new FrameWriter();
    private final byte[] frame = new byte[Frame.LENGTH_BYTES + Frame.MAX_REQUEST];
    private long queuedBytes;
    private long queuedNanos;
    private boolean flushed;
    private volatile boolean closed;

    /**
     * @param queued is told how many bytes wait for the reader
     * @param ended is called once, when the connection has ended
     */
    ChronicleConnection(Listener.Conversation conversation, LongConsumer queued, Runnable ended) {
        this.conversation = conversation;
        this.queued = queued;
        this.ended = ended;
    }

    @Override
    public synchronized void process(Bytes<?> in, Bytes<?> out, Context context) {
        if (closed || !isTaken(out.writePosition())) {
            return;
        }
        if (conversation.isOver()) {
            flushed = true;
            return;
        }
        conversation.poll(answers);
        while (answers.length() == 0 && takeOne(in)) {
            // requests without an answer
        }
        if (answers.length() > 0) {
            out.write(answers.array(), 0, answers.length());
            answers.clear();
            queuedNanos = System.nanoTime();
            queuedBytes = out.writePosition();
            queued.accept(queuedBytes);
        }
    }

    /** True if nothing waits for the reader any more. */
    private boolean isTaken(long waiting) {
        if (waiting == 0) {
            queuedBytes = 0;
            return true;
        }
        if (waiting != queuedBytes) {
            queuedBytes = waiting;
            queuedNanos = System.nanoTime();
        }
        return false;
    }

    private boolean takeOne(Bytes<?> in) {
        if (in.readRemaining() < Frame.LENGTH_BYTES || conversation.isOver()) {
            return false;
        }
        int length = in.readInt(in.readPosition());
        try {
            Frame.requireLength(length, Frame.MAX_REQUEST);
        } catch (BadFrameException e) {
            conversation.refuse(String.valueOf(e.getMessage()), answers);
            return false;
        }
        int whole = Frame.LENGTH_BYTES + length;
        if (in.readRemaining() < whole) {
            return false;
        }
        in.read(frame, 0, whole);
        conversation.take(frame, whole, answers);
        return true;
    }

    /** Asked by the event loop before each turn: true ends the connection. */
    @Override
    public boolean hasTimedOut() {
        return flushed || (queuedBytes > 0 && System.nanoTime() - queuedNanos > STALLED_NANOS);
    }

    @Override
    public boolean hasClientClosed() {
        return false;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            conversation.close();
        }
        ended.run();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
