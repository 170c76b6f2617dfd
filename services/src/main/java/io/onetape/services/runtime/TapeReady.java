package io.onetape.services.runtime;

import io.onetape.journal.excerpt.AppenderLock;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says to all processes that the sequencer has opened the tape: only then do tape and outboxes fit each other, whatever a loss of power has left. A small file, of use
 * only while the tape is held.
 */
final class TapeReady {
    private final RunPaths paths;

    TapeReady(RunPaths paths) {
        this.paths = paths;
    }

    /** By the sequencer, while it holds the tape. */
    void say() {
        ControlFiles.write(file(), "");
    }

    /** By the sequencer, before it takes the tape and before it gives it back. */
    void clear() {
        ControlFiles.remove(file());
    }

    /** True while the sequencer holds the tape and has opened it. */
    boolean isSaid() {
        // What a killed one has left is taken away before the tape is held again: so once more after the look at the
        // lock.
        return Files.exists(file()) && AppenderLock.isHeld(paths.tape()) && Files.exists(file());
    }

    private Path file() {
        return paths.control().resolve("tape.ready");
    }
}
