package io.onetape.services.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that halts trading as long as it exists. Whoever writes it waits for nobody: the sequencer's process looks for it and puts a {@code halt} on the tape
 * before any processor's record, and the venue takes nothing from there on that raises exposure. Stateless; any process may call.
 */
public final class HaltLatch {
    /** Who says on the tape that it is set. */
    public static final String SOURCE = "latch";

    private HaltLatch() {}

    /** Sets it, or replaces it: whole or not at all. */
    public static void set(RunPaths paths, String who, String why, long nowNanos) {
        ControlFiles.write(paths.haltLatch(), nowNanos + " by " + who + ": " + why.replaceAll("\\s+", " ") + "\n");
    }

    /** Who set it, when and why: another text for each time that it was set. Empty while trading is not halted by it. */
    public static Optional<String> read(RunPaths paths) {
        Path file = paths.haltLatch();
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // removed in between
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Takes it away; true if it was there. */
    public static boolean remove(RunPaths paths) {
        return ControlFiles.remove(paths.haltLatch());
    }
}
