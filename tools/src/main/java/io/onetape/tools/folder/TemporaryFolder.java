package io.onetape.tools.folder;

import io.onetape.tools.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** An empty folder of the system's temporary one, which is gone when this is closed or the process is told to end. A killed process leaves it. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path folder;
    private final RemovedAtExit atExit;

    /** For its owner alone; {@code purpose} is part of its name. */
    public TemporaryFolder(String purpose, Console console) {
        long process = ProcessHandle.current().pid();
        folder = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("onetape-" + purpose + "-" + process + "-" + System.nanoTime());
        atExit = new RemovedAtExit(
                folder,
                left -> { // first: an end may come in between
                    if (!left.isEmpty()) {
                        console.say("interrupted: " + left);
                    }
                });
        try {
            OwnersFolder.create(folder);
        } catch (IOException e) {
            atExit.close();
            throw new UncheckedIOException("cannot make the temporary folder " + folder, e);
        }
    }

    public Path path() {
        return folder;
    }

    /** To be called now and then by the thread that writes into it: it does not come back once the process is ending, so that what is removed then is not made anew. */
    public void pause() {
        atExit.pause();
    }

    @Override
    public void close() {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        } finally {
            atExit.close();
        }
    }
}
