package io.onetape.services.remote.client;

import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.remote.protocol.Frame;
import io.onetape.services.remote.protocol.FrameType;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The tape that an endpoint serves. Each reader has a connection of its own and checks every record as it does those of a folder. What the endpoint or the network
 * fails at is thrown as {@link RemoteException}. Readers are single-threaded; the tape itself is for any thread.
 */
public final class RemoteTape implements StoredTape {
    private final RemoteAddress address;
    private final byte[] token;
    private final Patience patience;
    private final Consumer<String> messages;
    private final long tapeId;
    private final Optional<Base> base;

    private RemoteTape(
            RemoteAddress address,
            byte[] token,
            Patience patience,
            Consumer<String> messages,
            long tapeId,
            Optional<Base> base) {
        this.address = address;
        this.token = token;
        this.patience = patience;
        this.messages = messages;
        this.tapeId = tapeId;
        this.base = base;
    }

    /**
     * Connects once, to know that the endpoint is there and lets this reader in, and which tape it serves: every later connection has to be to the same.
     *
     * @param token is copied
     * @param messages is told of connections that were cut and made again
     */
    public static RemoteTape open(RemoteAddress address, byte[] token, Patience patience, Consumer<String> messages) {
        try (Connection first = Connection.open(address, token, Optional.empty(), patience.requestMillis())) {
            return new RemoteTape(address, token.clone(), patience, messages, first.tapeId(), first.base());
        }
    }

    @Override
    public TapeReader reader() {
        RemoteExcerpts excerpts = new RemoteExcerpts(line());
        return TapeReader.ofPlaces(excerpts, excerpts);
    }

    public long tapeId() {
        return tapeId;
    }

    @Override
    public Optional<Base> base() {
        return base;
    }

    @Override
    public boolean isBusy() {
        return check(0, 0, false);
    }

    @Override
    public void requireEnd(TapeReader reader) {
        check(reader.number(), reader.crc32c(), true);
    }

    private boolean check(long number, int crc32c, boolean mustEnd) {
        return once(connection -> {
            connection.begin(FrameType.CHECK).int64(number).int32(crc32c).int32(mustEnd ? 1 : 0);
            return connection.receive(connection.send(), FrameType.CHECKED).int32(0) == 1;
        });
    }

    /** The account's state at the tape's end; {@link RemoteException.Kind#TIMED_OUT} if it is not there within the time. */
    public AccountAnswer account(long timeoutMillis) {
        return once(connection -> {
            connection.patience(timeoutMillis);
            connection.begin(FrameType.ACCOUNT);
            Frame state = connection.receive(connection.send(), FrameType.STATE);
            return new AccountAnswer(state.int64(0), state.text(8));
        });
    }

    private <T> T once(Function<Connection, T> request) {
        try (Line line = line()) {
            return line.ask(request);
        }
    }

    private Line line() {
        return new Line(address, token, Optional.of(tapeId), patience, messages);
    }
}
