package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live system whose tape is read over its endpoint while the endpoint's process is killed. */
@Timeout(300)
final class LiveRemoteTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int WANTED = 2_000;

    @TempDir
    Path folder;

    private Path token;
    private String address = "";

    @Test
    void aRunIsFollowedOverItsEndpointThroughAKillAndAnswersForItsAccount() throws Exception {
        token = Files.writeString(folder.resolve("remote.token"), "a-token-of-a-live-run\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        int port = freePort();
        address = "tcp://127.0.0.1:" + port;
        String remote = "remote: {enabled: true, port: " + port + ", token: {secretFile: remote.token}}\n";

        try (LiveRun run = LiveRun.start(folder, 5, 300 * SECOND, "1x", remote, List.of("remote"))) {
            await("cat", "-n", "1");
            CompletableFuture<Run> following =
                    CompletableFuture.supplyAsync(() -> remote("cat", "-f", "--json", "--to", "seq:" + WANTED));
            assertThat(LiveRun.kill(pid(run))).isTrue();
            await("account", "--json");

            Run followed = following.get(2, TimeUnit.MINUTES);
            assertThat(followed.exitCode()).as(followed.err()).isZero();
            assertThat(Run.of("run", "--dir", folder.resolve("run"), "--stop").exitCode())
                    .isZero();
            run.awaitEnd();
            assertThat(followed.out())
                    .isEqualTo(Run.of("cat", "--json", "--to", "seq:" + WANTED, run.tape())
                            .out());
            assertThat(followed.lines()).hasSize(WANTED - 1);
        }
    }

    private Run remote(Object... words) {
        Object[] all = new Object[words.length + 3];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--token-file";
        all[words.length + 1] = token;
        all[words.length + 2] = address;
        return Run.of(all);
    }

    private static long pid(LiveRun run) {
        return run.running().stream()
                .filter(line -> line.process().equals("remote"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** Until the endpoint answers this. */
    private void await(Object... words) {
        long end = System.nanoTime() + 120 * SECOND;
        Run last = remote(words);
        while (last.exitCode() != 0) {
            assertThat(System.nanoTime()).as(last.err()).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
            last = remote(words);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
