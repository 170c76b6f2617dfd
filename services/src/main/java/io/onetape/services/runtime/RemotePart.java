package io.onetape.services.runtime;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.Processor;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.RemoteSettings;
import io.onetape.services.config.secret.Secret;
import io.onetape.services.config.topology.ServiceKind;
import io.onetape.services.ops.log.SecretMask;
import io.onetape.services.remote.RemoteEndpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The endpoint for remote readers as a part: it runs on threads of its own, this one only sees that it does. Where it listens stands in the control folder. */
final class RemotePart implements Part {
    private final Path file;
    private final RemoteEndpoint endpoint;

    RemotePart(
            RunPaths paths,
            Configuration configuration,
            Map<String, String> environment,
            Processor account,
            String build) {
        this.file = addressFile(paths);
        TapeFolder tape = TapeFolder.open(paths.tape());
        RemoteSettings settings = configuration.remote();
        Secret token = settings.tokens().get(0).open(environment);
        SecretMask.hide(new String(token.bytes(), StandardCharsets.UTF_8));
        String host = configuration.bindAddress();
        this.endpoint = new RemoteEndpoint(
                tape,
                host,
                settings.port(),
                settings.maximumReaders(),
                token,
                account,
                new SnapshotFolder(paths.snapshots(ServiceKind.ACCOUNT.text()), 1),
                build,
                settings.requestTimeoutNanos());
        ControlFiles.write(file, host + ":" + endpoint.port() + "\n");
    }

    /** Where it says on which address and port it listens. */
    static Path addressFile(RunPaths paths) {
        return paths.control().resolve("remote.address");
    }

    @Override
    public int doWork() {
        endpoint.requireOpen();
        return 0;
    }

    @Override
    public void close() {
        ControlFiles.remove(file);
        endpoint.close();
    }
}
