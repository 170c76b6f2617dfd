package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.tools.sample.Following;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live system whose tape is read over its endpoint while the endpoint's process is killed. */
@Timeout(300)
final class LiveRemoteTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<List<String>> PROCESSES = List.of(List.of("remote"), LiveRun.SERVICES);
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

        LiveRun.market(folder, 5, 120 * SECOND);
        try (LiveRun run = LiveRun.start(folder, "4x", PROCESSES, "hour", remote)) {
            await(run, "cat", "-n", "1");
            List<String> found = new ArrayList<>();
            try (Following tail = new Following(
                    Map.of(),
                    "cat",
                    "-f",
                    "--json",
                    "--to",
                    "seq:" + WANTED,
                    "--token-file",
                    token.toString(),
                    address)) {
                while (found.size() < WANTED / 4) {
                    found.add(tail.line());
                }
                assertThat(LiveRun.kill(pid(run))).isTrue();
                while (found.size() < WANTED - 1) {
                    found.add(tail.line());
                }
                assertThat(tail.awaitEnd()).as(tail.err()).isZero();
                assertThat(tail.err()).contains("connected to " + address + " again");
            }
            Run account = await(run, "account", "--json"); // of a snapshot, and what came after it
            assertThat(Run.of("run", "--dir", folder.resolve("run"), "--stop").exitCode())
                    .isZero();
            run.awaitEnd();
            assertThat(account.out())
                    .isEqualTo(Run.of(
                                    "state",
                                    "show",
                                    "--service",
                                    "account",
                                    "--json",
                                    "--at",
                                    "seq:" + sequenceOf(account),
                                    run.tape())
                            .out());
            assertThat(found)
                    .isEqualTo(Run.of("cat", "--json", "--to", "seq:" + WANTED, run.tape())
                            .lines());
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

    private static String sequenceOf(Run account) throws IOException {
        return new ObjectMapper().readTree(account.out()).get("sequence").asText();
    }

    private static long pid(LiveRun run) {
        return run.running().stream()
                .filter(line -> line.process().equals("remote"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** Until the endpoint answers this. */
    private Run await(LiveRun run, Object... words) throws IOException {
        long end = System.nanoTime() + 120 * SECOND;
        Run last = remote(words);
        while (last.exitCode() != 0) {
            assertThat(System.nanoTime()).as(last.err() + run.logs()).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
            last = remote(words);
        }
        return last;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
