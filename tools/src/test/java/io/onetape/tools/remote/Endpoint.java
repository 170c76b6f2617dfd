package io.onetape.tools.remote;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.Processors;
import io.onetape.services.config.secret.SecretSource;
import io.onetape.services.remote.RemoteEndpoint;
import io.onetape.tools.sample.Run;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** An endpoint over a tape's folder, in this JVM, on loopback. */
final class Endpoint implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-tests";

    /** With the token in it. */
    static final Map<String, String> ENVIRONMENT = Map.of("ONETAPE_REMOTE_TOKEN", TOKEN);

    private final RemoteEndpoint endpoint;

    private Endpoint(RemoteEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    static Endpoint of(Path tape) {
        return of(tape, 0, 8);
    }

    static Endpoint of(Path tape, int port, int readers) {
        return new Endpoint(new RemoteEndpoint(
                TapeFolder.open(tape),
                "127.0.0.1",
                port,
                readers,
                new SecretSource.Variable("T").open(Map.of("T", TOKEN)),
                Processors.find("account").orElseThrow(),
                new SnapshotFolder(tape.resolveSibling("none"), 1),
                "test",
                5_000_000_000L));
    }

    int port() {
        return endpoint.port();
    }

    String address() {
        return address(port());
    }

    static String address(int port) {
        return "tcp://127.0.0.1:" + port;
    }

    /** Runs a command with the token in its environment. */
    static Run run(Object... args) {
        return Run.on(0, ENVIRONMENT, args);
    }

    /** Runs a command whose last argument is the address. */
    Run tape(Object... args) {
        Object[] all = Arrays.copyOf(args, args.length + 1, Object[].class);
        all[args.length] = address();
        return run(all);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
