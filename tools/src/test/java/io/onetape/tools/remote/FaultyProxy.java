package io.onetape.tools.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a reader and an endpoint, and does to what the endpoint sends what a network might. */
final class FaultyProxy implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private long passed; // bytes of the endpoint, over all connections since the fault was chosen
    private long cutAt = NEVER;
    private long cutEvery = NEVER;
    private long flipAt = NEVER;
    private long silentFrom = NEVER;
    private int cuts;

    FaultyProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    String address() {
        return Endpoint.address(server.getLocalPort());
    }

    /** The connection ends behind so many bytes, and each later one behind as many again. */
    synchronized FaultyProxy cutEvery(long bytes) {
        cutAt = bytes;
        cutEvery = bytes;
        return this;
    }

    /** The byte behind so many is another one. */
    synchronized FaultyProxy flipAt(long bytes) {
        flipAt = bytes;
        return this;
    }

    /** Nothing arrives behind so many bytes. */
    synchronized FaultyProxy silentFrom(long bytes) {
        silentFrom = bytes;
        return this;
    }

    /** How often a connection was cut. */
    synchronized int cuts() {
        return cuts;
    }

    private void accept() throws IOException {
        while (true) {
            Socket reader = server.accept();
            Socket endpoint = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(reader);
            sockets.add(endpoint);
            start(() -> pump(reader, endpoint, false));
            start(() -> pump(endpoint, reader, true));
        }
    }

    private void pump(Socket from, Socket to, boolean faulty) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            int read = in.read(bytes);
            while (read >= 0) {
                int sent = faulty ? spoil(bytes, read) : read;
                out.write(bytes, 0, sent);
                if (sent < read && isCut()) {
                    return;
                }
                read = in.read(bytes);
            }
        }
    }

    /** Returns how many of the bytes are passed on. */
    private synchronized int spoil(byte[] bytes, int length) {
        long before = passed;
        passed += length;
        if (before <= flipAt && flipAt < passed) {
            bytes[(int) (flipAt - before)] ^= 4;
        }
        if (passed > silentFrom) {
            return (int) Math.max(0, silentFrom - before);
        }
        return passed > cutAt ? (int) (cutAt - before) : length;
    }

    private synchronized boolean isCut() {
        if (passed <= cutAt) {
            return false;
        }
        passed = 0;
        cutAt = cutEvery;
        cuts++;
        return true;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // one of the two has gone: what the tests look at is what the other makes of it
                        return;
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
