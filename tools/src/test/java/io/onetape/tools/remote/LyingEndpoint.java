package io.onetape.tools.remote;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.remote.protocol.Frame;
import io.onetape.services.remote.protocol.FrameType;
import io.onetape.services.remote.protocol.FrameWriter;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Speaks the protocol, with good frames, and sends one record of the tape other than it is: only the reader's own check of the chain can find that. */
final class LyingEndpoint implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Path tape;
    private final long changed;

    LyingEndpoint(Path tape, long changed) throws IOException {
        this.tape = tape;
        this.changed = changed;
        Thread thread = new Thread(this::accept, "lying-endpoint");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return Endpoint.address(server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "lying-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            FrameWriter out = new FrameWriter();
            Frame frame = new Frame();
            while (true) {
                byte[] head = in.readNBytes(Frame.LENGTH_BYTES);
                if (head.length < Frame.LENGTH_BYTES) {
                    throw new EOFException();
                }
                int length =
                        ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
                byte[] whole = new byte[Frame.LENGTH_BYTES + length];
                System.arraycopy(head, 0, whole, 0, head.length);
                in.readFully(whole, head.length, length);
                out.clear();
                answer(frame.wrap(whole, whole.length), out);
                socket.getOutputStream().write(out.array(), 0, out.length());
            }
        } catch (IOException e) {
            return; // the reader has gone
        }
    }

    private void answer(Frame frame, FrameWriter out) {
        switch (frame.type()) {
            case HELLO ->
                out.begin(FrameType.WELCOME, frame.request())
                        .int64(7)
                        .int64(0)
                        .int32(0)
                        .int32(0)
                        .end();
            case READ -> records(frame, out);
            case PLACE -> out.begin(FrameType.PLACED, frame.request()).int64(0).end();
            default -> out.begin(FrameType.CHECKED, frame.request()).int32(1).end();
        }
    }

    private void records(Frame frame, FrameWriter out) {
        long from = frame.int64(0);
        out.begin(FrameType.RECORDS, frame.request()).int64(from).int32(0).int32(0);
        int count = 0;
        try (TapeReader reader = TapeFolder.open(tape).reader()) {
            reader.seek(from);
            while (out.bodyLength() < frame.int32(8) && reader.next()) {
                UnsafeBuffer copy = new UnsafeBuffer(new byte[reader.record().length()]);
                copy.putBytes(0, reader.record().buffer(), 0, copy.capacity());
                if (reader.number() == changed) {
                    copy.putByte(copy.capacity() - 1, (byte) (copy.getByte(copy.capacity() - 1) ^ 1));
                }
                out.record(copy, copy.capacity());
                count++;
            }
        }
        out.replaceInt32(8, count);
        out.end();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
