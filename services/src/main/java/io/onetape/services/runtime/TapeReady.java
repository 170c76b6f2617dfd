package io.onetape.services.runtime;

import io.onetape.journal.excerpt.AppenderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Says to all processes that the sequencer has opened the tape: only then do tape and outboxes fit each other, whatever a loss of power has left. A small file with
 * the process that the tape's lock names; one of an earlier life does not count.
 */
final class TapeReady {
    private final RunPaths paths;

    TapeReady(RunPaths paths) {
        this.paths = paths;
    }

    /** By the sequencer, while it holds the tape. */
    void say() {
        ControlFiles.write(file(), Long.toString(ProcessHandle.current().pid()));
    }

    /** By the sequencer, before it takes the tape and before it gives it back. */
    void clear() {
        ControlFiles.remove(file());
    }

    /** True while the sequencer holds the tape and has opened it. */
    boolean isSaid() {
        String opener = text(file());
        return !opener.isEmpty()
                && opener.equals(text(paths.tape().resolve(AppenderLock.FILE)))
                && AppenderLock.isHeld(paths.tape());
    }

    private Path file() {
        return paths.control().resolve("tape.ready");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
