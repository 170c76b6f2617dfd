package io.onetape.services.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import net.openhft.chronicle.core.threads.EventLoop;
import net.openhft.chronicle.core.threads.HandlerPriority;
import net.openhft.chronicle.network.AcceptStrategy;
import net.openhft.chronicle.network.AcceptorEventHandler;
import net.openhft.chronicle.network.TcpEventHandler;
import net.openhft.chronicle.network.tcp.ChronicleServerSocketChannel;
import net.openhft.chronicle.network.tcp.ChronicleServerSocketFactory;
import net.openhft.chronicle.network.tcp.ChronicleSocketChannel;
import net.openhft.chronicle.threads.EventGroupBuilder;
import net.openhft.chronicle.threads.LongPauser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener over Chronicle Network: its acceptor, its handler of sockets and the event loop that turns them, one thread for all connections. Its wire formats,
 * sessions and reconnecting are not used. Connections beyond the bound are closed as soon as they are accepted.
 */
final class ChronicleListener implements Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ChronicleListener.class);
    private static final long LONGEST_PAUSE_MICROS = 1_000;

    static {
        // Else it allocates a pair of buffers as large as a socket's can grow to, for each connection.
        System.setProperty("TcpEventHandler.tcpBufferSize", Integer.toString(64 * 1024));
    }

    private final ChronicleServerSocketChannel server;
    private final int port;
    private final AcceptorEventHandler<ChronicleConnection.Context> acceptor;
    private final EventLoop loop;
    private final int mostConnections;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong mostQueued = new AtomicLong();

    /** Listens at once; port 0 takes any. Throws {@link UncheckedIOException} if the address cannot be had. */
    ChronicleListener(String host, int port, int mostConnections, Supplier<Conversation> conversations) {
        this.mostConnections = mostConnections;
        InetSocketAddress address = new InetSocketAddress(host, port);
        server = ChronicleServerSocketFactory.open(host + ":" + port);
        try {
            server.socket().setReuseAddress(true);
            server.bind(address);
            this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            AcceptStrategy accept = this::accept;
            acceptor = new AcceptorEventHandler<>(
                    server, context -> handler(context, conversations), ChronicleConnection.Context::new, accept);
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
        loop = EventGroupBuilder.builder()
                .withName("remote")
                .withDaemon(true)
                .withPriorities(Set.of(HandlerPriority.MEDIUM, HandlerPriority.BLOCKING, HandlerPriority.MONITOR))
                .withPauser(new LongPauser(0, 50, 100, LONGEST_PAUSE_MICROS, TimeUnit.MICROSECONDS))
                .build();
        loop.start();
        loop.addHandler(acceptor);
    }

    /** What is thrown here, or in {@link #handler}, would end the acceptor. */
    private @org.jspecify.annotations.Nullable ChronicleSocketChannel accept(ChronicleServerSocketChannel from)
            throws IOException {
        ChronicleSocketChannel accepted = from.accept();
        if (accepted != null && connections.get() >= mostConnections) {
            accepted.close();
            return null;
        }
        return accepted;
    }

    private TcpEventHandler<ChronicleConnection.Context> handler(
            ChronicleConnection.Context context, Supplier<Conversation> conversations) {
        TcpEventHandler<ChronicleConnection.Context> handler = new TcpEventHandler<>(context, true);
        connections.incrementAndGet();
        handler.tcpHandler(new ChronicleConnection(conversations.get(), this::queued, connections::decrementAndGet));
        return handler;
    }

    private void queued(long bytes) {
        mostQueued.accumulateAndGet(bytes, Math::max);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean isOpen() {
        return server.isOpen() && loop.isAlive();
    }

    @Override
    public long mostQueuedBytes() {
        return mostQueued.get();
    }

    @Override
    public void close() {
        acceptor.close();
        server.close();
        closeLoop();
    }

    /** The library first looks whether a thread of the loop's own closes it, and stumbles, before it has done anything, if one ends while it looks. */
    private void closeLoop() {
        try {
            loop.close();
        } catch (IndexOutOfBoundsException e) {
            LOG.debug("a thread of the loop has ended while it was looked at", e);
            loop.close();
        }
    }
}
