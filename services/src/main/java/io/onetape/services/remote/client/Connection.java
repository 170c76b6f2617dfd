package io.onetape.services.remote.client;

import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.services.remote.protocol.BadFrameException;
import io.onetape.services.remote.protocol.ChangedFrameException;
import io.onetape.services.remote.protocol.Frame;
import io.onetape.services.remote.protocol.FrameType;
import io.onetape.services.remote.protocol.FrameWriter;
import io.onetape.services.remote.protocol.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** One connection to an endpoint that has let this reader in. Blocks, up to its patience. Single-threaded. */
final class Connection implements AutoCloseable {
    private final RemoteAddress address;
    private final Socket socket = new Socket();
    private final FrameWriter out = new FrameWriter();
    private final Frame frame = new Frame();
    private byte[] in = new byte[Frame.MAX_REQUEST];
    private long patienceMillis;
    private long lastRequest;
    private long tapeId;
    private Optional<Base> base = Optional.empty();

    private Connection(RemoteAddress address, long patienceMillis) {
        this.address = address;
        this.patienceMillis = patienceMillis;
    }

    /** Connects and shows the token; {@code tapeId} is the tape that is expected, empty for any. */
    static Connection open(RemoteAddress address, byte[] token, Optional<Long> tapeId, long patienceMillis) {
        Connection connection = new Connection(address, patienceMillis);
        boolean done = false;
        try {
            connection.connect();
            connection.hello(token, tapeId);
            done = true;
            return connection;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private void connect() {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) patienceMillis);
        } catch (IOException | IllegalArgumentException e) {
            throw new RemoteException(
                    RemoteException.Kind.CUT, "cannot connect to " + address + ": " + e.getMessage(), e);
        }
    }

    private void hello(byte[] token, Optional<Long> expected) {
        begin(FrameType.HELLO)
                .int64(expected.orElse(0L))
                .int32(expected.isPresent() ? 1 : 0)
                .int32(token.length)
                .bytes(token);
        Frame welcome = receive(send(), FrameType.WELCOME);
        tapeId = welcome.int64(0);
        long sequence = welcome.int64(8);
        base = sequence == 0 ? Optional.empty() : Optional.of(new Base(sequence, welcome.int32(16), "", ""));
    }

    long tapeId() {
        return tapeId;
    }

    Optional<Base> base() {
        return base;
    }

    /** From here on a request is waited for so long. */
    void patience(long millis) {
        patienceMillis = millis;
    }

    /** Begins a request; the caller appends its body and {@link #send}s it. */
    FrameWriter begin(FrameType type) {
        out.clear();
        return out.begin(type, ++lastRequest);
    }

    /** Sends the request that was begun, and returns its id. */
    long send() {
        out.end();
        try {
            socket.getOutputStream().write(out.array(), 0, out.length());
        } catch (IOException e) {
            // An endpoint that refuses says why before it closes: what it said is read first.
            receive(lastRequest, FrameType.REFUSED);
            throw cut(e);
        } finally {
            Arrays.fill(out.array(), 0, out.length(), (byte) 0); // it may have held the token
        }
        return lastRequest;
    }

    /** The answer to a request, valid until the next; answers to others are passed over. What is no answer is thrown. */
    Frame receive(long request, FrameType expected) {
        long deadline = System.nanoTime() + patienceMillis * 1_000_000;
        try {
            while (true) {
                Frame next = next(deadline);
                if (next.type() == FrameType.REFUSED) {
                    throw refused(next);
                }
                if (next.request() == request) {
                    return answer(next, expected);
                }
            }
        } catch (SocketTimeoutException e) {
            throw new RemoteException(
                    RemoteException.Kind.TIMED_OUT,
                    address + " has not answered request " + request + " within " + patienceMillis + " ms",
                    e);
        } catch (IOException e) {
            throw cut(e);
        } catch (ChangedFrameException | BadFrameException e) {
            throw new RemoteException(
                    RemoteException.Kind.CHANGED,
                    "what " + address + " sent was changed on its way: " + e.getMessage(),
                    e);
        }
    }

    private Frame answer(Frame next, FrameType expected) {
        if (next.type() == FrameType.DAMAGED) {
            throw new DamagedTapeException(next.int64(0), next.text(8));
        }
        if (next.type() == FrameType.FAILED) {
            throw new RemoteException(RemoteException.Kind.FAILED, address + ": " + next.text(0));
        }
        if (next.type() != expected) {
            throw new BadFrameException("expected " + expected + ", found " + next.type());
        }
        return next;
    }

    private RemoteException refused(Frame frame) {
        Refusal why = Refusal.of(frame.int32(0));
        RemoteException.Kind kind = switch (why) {
            case FAILED -> RemoteException.Kind.FAILED;
            case FULL -> RemoteException.Kind.FULL;
            default -> RemoteException.Kind.REFUSED;
        };
        return new RemoteException(kind, address + " has refused this reader: " + frame.text(8));
    }

    private Frame next(long deadline) throws IOException {
        fill(0, Frame.LENGTH_BYTES, deadline);
        int length = ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        Frame.requireLength(length, Frame.MAX_ANSWER);
        int whole = Frame.LENGTH_BYTES + length;
        if (in.length < whole) {
            in = Arrays.copyOf(in, whole);
        }
        fill(Frame.LENGTH_BYTES, whole, deadline);
        return frame.wrap(in, whole);
    }

    private void fill(int from, int to, long deadline) throws IOException {
        InputStream stream = socket.getInputStream();
        int at = from;
        while (at < to) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("no time is left");
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            int read = stream.read(in, at, to - at);
            if (read < 0) {
                throw new EOFException(at == 0 ? "the connection was closed" : "the connection ended within a frame");
            }
            at += read;
        }
    }

    private RemoteException cut(IOException e) {
        return new RemoteException(
                RemoteException.Kind.CUT, "the connection to " + address + " was cut: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw cut(e);
        }
    }
}
