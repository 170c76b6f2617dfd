package io.onetape.services.remote.client;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is made when it is needed, and made again when it was cut, as often as the patience says; always to the same tape. An endpoint, or what lies
 * between, may close what is idle: so the first attempt after a minute of silence is free. Single-threaded.
 */
final class Line implements AutoCloseable {
    private static final long IDLE_NANOS = 60_000_000_000L;

    private final RemoteAddress address;
    private final byte[] token;
    private final Patience patience;
    private final Consumer<String> messages;
    private Optional<Long> tapeId;
    private @Nullable Connection connection;
    private long usedNanos;

    Line(RemoteAddress address, byte[] token, Optional<Long> tapeId, Patience patience, Consumer<String> messages) {
        this.address = address;
        this.token = token.clone();
        this.tapeId = tapeId;
        this.patience = patience;
        this.messages = messages;
    }

    /** Asks until there is an answer: {@code request} may be called several times, each time with a new connection. */
    <T> T ask(Function<Connection, T> request) {
        int attempt = 0;
        boolean free = connection != null && System.nanoTime() - usedNanos > IDLE_NANOS;
        while (true) {
            try {
                T answer = request.apply(connection());
                usedNanos = System.nanoTime();
                if (attempt > 0) {
                    messages.accept("connected to " + address + " again");
                }
                return answer;
            } catch (RemoteException e) {
                drop();
                if (free && e.isPassing()) {
                    free = false;
                } else if (e.isPassing() && attempt < patience.attempts() && tapeId.isPresent()) {
                    await(e, attempt++);
                } else {
                    throw e;
                }
            }
        }
    }

    private void await(RemoteException e, int attempt) {
        long millis = patience.beforeAttempt(attempt);
        messages.accept(e.getMessage() + "; connecting again in " + millis + " ms (" + (attempt + 1) + " of "
                + patience.attempts() + ")");
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    /** The open connection; a new one is to the tape that the first was to. */
    Connection connection() {
        Connection open = connection;
        if (open == null) {
            open = Connection.open(address, token, tapeId, patience.requestMillis());
            tapeId = Optional.of(open.tapeId());
            connection = open;
        }
        return open;
    }

    private void drop() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        drop();
        Arrays.fill(token, (byte) 0);
    }
}
