package io.onetape.tools.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.sample.Run;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands over an endpoint print what they print over the folder. */
@Timeout(120)
final class RemoteReadTest {
    @TempDir
    static Path folder;

    private static Path tape;

    @BeforeAll
    static void aBacktest() {
        Run demo = Run.of("demo", "--minutes", "1", "--out", folder.resolve("demo"));
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        tape = folder.resolve("demo").resolve("run").resolve("tape");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat",
                "cat --json",
                "cat --from seq:1",
                "cat --from seq:2 -n 3",
                "cat --from seq:1000 --to seq:1100",
                "cat --from -2s",
                "cat --from start --to +1s",
                "cat --from end",
                "cat -r -n 50",
                "cat -t Fill -t OrderChanged --format csv",
                "cat -w 'price > 0' -n 20",
                "cat -s BTCUSDT -g BUY -n 10",
                "stats",
                "stats --by type,1s --json",
                "stats --by symbol --from -5s",
                "state show --service account",
                "state show --service execution --at seq:3000 --json",
                "state show --at -3s --json"
            })
    void aCommandOverTcpPrintsWhatItPrintsOverTheFolder(String command) {
        Object[] words = command.replace("'price > 0'", "price>0").split(" ", -1);
        Object[] local = Arrays.copyOf(words, words.length + 1, Object[].class);
        local[words.length] = tape;
        Run expected = Run.of(local);
        assertThat(expected.exitCode()).as(expected.err()).isZero();

        try (Endpoint endpoint = Endpoint.of(tape)) {
            Run found = endpoint.tape(words);

            assertThat(found.err()).isEqualTo(expected.err());
            assertThat(found.exitCode()).isZero();
            assertThat(found.out()).isEqualTo(expected.out());
        }
    }

    @Test
    void damageOnTheOtherMachineIsNamedAsItIsThere() throws Exception {
        Path damaged = folder.resolve("damaged");
        Run copied = Run.of("import", "ndjson", export(), "--out", damaged);
        assertThat(copied.exitCode()).as(copied.err()).isZero();
        flipAByteInTheMiddle(damaged);
        Run expected = Run.of("cat", "--json", damaged);
        assertThat(expected.exitCode()).isEqualTo(4);

        try (Endpoint endpoint = Endpoint.of(damaged)) {
            Run found = endpoint.tape("cat", "--json");

            assertThat(found.exitCode()).isEqualTo(4);
            assertThat(found.out()).isEqualTo(expected.out());
            assertThat(found.err().lines().findFirst())
                    .isEqualTo(expected.err().lines().findFirst());
        }
    }

    private static Path export() throws Exception {
        Path lines = folder.resolve("lines.ndjson");
        Files.writeString(lines, Run.of("export", "--format", "ndjson", tape).out());
        return lines;
    }

    private static void flipAByteInTheMiddle(Path damaged) throws Exception {
        try (var files = Files.newDirectoryStream(damaged, "*.cq4")) {
            Path file = files.iterator().next();
            byte[] bytes = Files.readAllBytes(file);
            int used = bytes.length;
            while (bytes[used - 1] == 0) {
                used--;
            }
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.seek(used / 2);
                open.writeByte(bytes[used / 2] ^ 1);
            }
        }
    }

    @Test
    void theAccountIsAskedByARequestAndAnswersWithTheStateAtTheEnd() {
        Run expected = Run.of("state", "show", "--service", "account", "--json", tape);
        try (Endpoint endpoint = Endpoint.of(tape)) {
            Run found = endpoint.tape("account", "--json", "--timeout", "30s");

            assertThat(found.exitCode()).as(found.err()).isZero();
            assertThat(found.out()).isEqualTo(expected.out());
            assertThat(endpoint.tape("account").out()).startsWith("# account at sequence ");
        }
    }

    @Test
    void anotherTokenIsRefusedAndNotPrinted() {
        try (Endpoint endpoint = Endpoint.of(tape)) {
            Run run = Run.on(0, Map.of("ONETAPE_REMOTE_TOKEN", "not-the-right-one"), "cat", endpoint.address());

            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("expected this endpoint's token, found another one")
                    .doesNotContain("not-the-right-one")
                    .doesNotContain(Endpoint.TOKEN);
        }
    }

    @Test
    void theTokenComesFromTheEnvironmentOrFromAFileOfItsOwnersOnly() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), Endpoint.TOKEN + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (Endpoint endpoint = Endpoint.of(tape)) {
            Run none = Run.of("cat", "-n", "1", endpoint.address());
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(none.err()).contains("ONETAPE_REMOTE_TOKEN").contains("--token-file");

            Run open = Run.of("cat", "-n", "1", "--token-file", file, endpoint.address());
            assertThat(open.exitCode()).isEqualTo(2);
            assertThat(open.err()).contains("only its owner can read");

            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Run closed = Run.of("cat", "-n", "1", "--token-file", file, endpoint.address());
            assertThat(closed.exitCode()).as(closed.err()).isZero();
        }
    }

    @Test
    void whatCannotBeMeantIsSaid() {
        Run nobody = Endpoint.run("cat", Endpoint.address(1));
        assertThat(nobody.exitCode()).isEqualTo(3);
        assertThat(nobody.err()).contains("cannot connect to tcp://127.0.0.1:1");

        Run noPort = Endpoint.run("cat", "tcp://127.0.0.1");
        assertThat(noPort.exitCode()).isEqualTo(2);
        assertThat(noPort.err()).contains("expected an address tcp://HOST:PORT");

        Run withSecret = Endpoint.run("cat", "tcp://me:hidden@127.0.0.1:1");
        assertThat(withSecret.exitCode()).isEqualTo(2);
        assertThat(withSecret.err()).doesNotContain("hidden");

        Run notRemote = Endpoint.run("verify", "tcp://127.0.0.1:1");
        assertThat(notRemote.exitCode()).isEqualTo(2);
        assertThat(notRemote.err()).contains("found an address");

        Run folderWithToken = Run.of("cat", "--token-file", "x", tape);
        assertThat(folderWithToken.exitCode()).isEqualTo(2);
    }

    @Test
    void moreReadersThanAllowedAreRefused() {
        try (Endpoint endpoint = Endpoint.of(tape, 0, 1)) {
            Run run = endpoint.tape("cat", "-n", "1"); // its names are read by a reader of their own

            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.err()).contains("remote.maximumReaders");
        }
    }
}
