package io.onetape.tools.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may take away what is half made, and what is said of it at the end of the process. */
class PartialFolderTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** In a container every process may have the same number, also the one that was killed there before. */
    @Test
    void whatAKilledProcessOfOurOwnNumberHasLeftGoes() throws IOException {
        long own = ProcessHandle.current().pid();
        for (String name : List.of("tape.partial-" + own, "tape.partial-1", "tape.partial-" + own + "-abc1")) {
            Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("half"), "made");
        }
        Path other = Files.createDirectory(folder.resolve("tape.partial-notes"));
        try (PartialFolder made = PartialFolder.ofTape(folder.resolve("tape"), console())) {
            Files.writeString(made.path().resolve("file"), "whole");
            made.complete();
        }
        assertThat(entries()).containsExactlyInAnyOrder(folder.resolve("tape"), other);
        assertThat(folder.resolve("tape/file")).hasContent("whole");
    }

    @Test
    void whatAnotherProcessMakesStaysUntilThatIsKilled() throws Exception {
        Path tape = folder.resolve("tape");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Maker.class.getName(),
                        tape.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("made");
            assertThat(entries()).hasSize(1);
            new PartialFolder(tape, console()).close();
            assertThat(entries()).hasSize(1);
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(entries()).hasSize(1);
        new PartialFolder(tape, console()).close();
        assertThat(entries()).isEmpty();
    }

    /** Makes one, and waits to be killed. */
    static final class Maker {
        private Maker() {}

        public static void main(String[] args) throws Exception {
            PartialFolder made = PartialFolder.ofTape(Path.of(args[0]), Console.ofProcess());
            Files.writeString(made.path().resolve("half"), "made");
            System.out.println("made");
            Thread.sleep(60_000);
        }
    }

    @Test
    void whatIsCompleteIsNotSaidToBeGone() throws IOException {
        Path made = Files.createDirectory(folder.resolve("partial"));
        RemovedAtExit atExit = new RemovedAtExit(made, left -> console().say("gone" + left));
        atExit.keep(() -> Files.move(made, folder.resolve("whole")));
        atExit.end(); // between the move and the end of what follows it
        assertThat(folder.resolve("whole")).exists();
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void whatIsNotCompleteGoesAndWhatCannotGoIsNamed() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        try (RemovedAtExit atExit = new RemovedAtExit(gone, left -> console().say("nothing" + left))) {
            atExit.end();
        }
        assertThat(gone).doesNotExist();
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("nothing\n");

        said.reset();
        Path stays = Path.of("/proc/self/task"); // the kernel's: nobody removes it
        try (RemovedAtExit atExit = new RemovedAtExit(stays, left -> console().say(left))) {
            atExit.end();
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("/proc/self/task is left: ");
    }

    private Console console() {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Console(new Out(said), stream, 0, false, false, Map.of(), () -> 0);
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
