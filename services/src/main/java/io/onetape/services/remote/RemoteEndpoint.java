package io.onetape.services.remote;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.Processor;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.config.secret.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one tape to readers that show its token: read-only, on threads of its own. The number of readers is bounded, and so is what waits for each: one answer,
 * of 4 MiB at most; of records less than 48 KiB and one more. From any thread.
 */
public final class RemoteEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteEndpoint.class);
    private static final long IDLE_NANOS = 600_000_000_000L;
    private static final int STRANGERS = 8; // connections that have shown no token yet, or are being refused

    private final Secret token;
    private final AccountView account;
    private final Listener listener;

    /**
     * Listens at once. Throws {@link java.io.UncheckedIOException} if the address cannot be had.
     *
     * @param host an address of this machine; anything but loopback is open to others, who see what is sent
     * @param port 0: any free one
     * @param token what a reader must show; closed with the endpoint
     * @param account a fresh processor of the account
     * @param snapshots the account's snapshots, to start from; they are only read
     * @param build of this code: the same name means the same outputs
     * @param patienceNanos how long a question about the account may wait
     */
    public RemoteEndpoint(
            TapeFolder tape,
            String host,
            int port,
            int maximumReaders,
            Secret token,
            Processor account,
            SnapshotFolder snapshots,
            String build,
            long patienceNanos) {
        this.token = token;
        Semaphore places = new Semaphore(maximumReaders);
        this.account = new AccountView(tape, snapshots, account, build, patienceNanos);
        boolean done = false;
        try {
            listener = new ChronicleListener(
                    host,
                    port,
                    maximumReaders + STRANGERS,
                    () -> new ReaderConversation(tape, token, places, this.account, IDLE_NANOS));
            done = true;
        } finally {
            if (!done) {
                this.account.close();
                token.close();
            }
        }
        LOG.info("remote readers are served on {}:{}", host, listener.port());
        if (!isLoopback(host)) {
            LOG.warn("remote readers are served on {}, which others can reach; nothing there is encrypted", host);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The port that it listens on. */
    public int port() {
        return listener.port();
    }

    /** Throws {@link IllegalStateException} if it does not listen any more. */
    public void requireOpen() {
        if (!listener.isOpen()) {
            throw new IllegalStateException("expected the endpoint to listen, found its socket closed");
        }
    }

    /** The most bytes that have waited for one reader since the start. */
    long mostQueuedBytes() {
        return listener.mostQueuedBytes();
    }

    @Override
    public void close() {
        listener.close();
        account.close();
        token.close();
    }
}
