package io.onetape.tools.folder;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.seal.SmallFile;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.NotEmptyException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * A folder in the making, within one beside its place, {@code <name>.partial-<process>-<time>}, so that nothing that looks complete is there before it is. It is removed if this is closed
 * before, or the process is told to end, which is said. Who makes it holds a lock in it, which ends with the process: what a killed process has left of the same folder goes away, wherever that
 * process ran, and what another one is making stays.
 */
public final class PartialFolder implements AutoCloseable {
    /** Between the name and the process. */
    public static final String PARTIAL = ".partial-";

    private static final Pattern OF_A_PROCESS = Pattern.compile("[0-9]+(-[0-9a-z]+)?");

    private final Path wanted;
    private final Path partial;
    private final Path made;
    private final RemovedAtExit atExit;
    private final AppenderLock lock;

    /** Throws {@link NotEmptyException} if there is anything in the folder, or a file. */
    public PartialFolder(Path folder, Console console) throws IOException {
        wanted = folder.toAbsolutePath().normalize();
        requireFree(wanted);
        Path parent = wanted.getParent();
        if (parent == null) {
            throw new NotEmptyException(folder);
        }
        Files.createDirectories(parent);
        String prefix = wanted.getFileName() + PARTIAL;
        removeLeft(parent, prefix, console);
        partial = parent.resolve(
                prefix + ProcessHandle.current().pid() + "-" + Long.toString(Math.abs(System.nanoTime()), 36));
        made = partial.resolve("made");
        atExit = new RemovedAtExit(
                partial,
                left -> console.say(
                        left.isEmpty() ? "interrupted: nothing is left of " + folder : "interrupted: " + left));
        try {
            OwnersFolder.create(partial);
            lock = AppenderLock.takeForCache(partial);
            Files.createDirectory(made);
        } catch (IOException | RuntimeException e) {
            atExit.close();
            throw e;
        }
    }

    /** Of a tape: for its owner alone. Throws {@link BusyException} if the folder is a tape that is being written. */
    public static PartialFolder ofTape(Path folder, Console console) throws IOException {
        if (Files.exists(folder.resolve(Manifest.FILE))) {
            TapeFolder.requireFree(folder);
        }
        PartialFolder begun = new PartialFolder(folder, console);
        OwnersFolder.restrict(begun.made);
        return begun;
    }

    private static void removeLeft(Path parent, String prefix, Console console) throws IOException {
        try (var entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.startsWith(prefix)
                        && OF_A_PROCESS.matcher(name.substring(prefix.length())).matches()) {
                    removeUnlessHeld(entry, console);
                }
            }
        }
    }

    private static void removeUnlessHeld(Path left, Console console) {
        try {
            AppenderLock alone = AppenderLock.takeForCache(left);
            try {
                Folders.delete(left);
            } finally {
                alone.close();
            }
        } catch (BusyException e) {
            return; // it is being made
        } catch (IOException | UncheckedIOException e) {
            console.say("warning: what a killed process has left cannot be removed: " + e.getMessage());
        }
    }

    private static void requireFree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isDirectory(folder)) {
            try (var entries = Files.newDirectoryStream(folder)) {
                if (!entries.iterator().hasNext()) {
                    return;
                }
            }
        }
        throw new NotEmptyException(folder);
    }

    /** Where it is made. */
    public Path path() {
        return made;
    }

    /** To be called now and then by the thread that writes into it: it does not come back once the process is ending, so that what is removed then is not made anew. */
    public void pause() {
        atExit.pause();
    }

    /** It is complete: becomes the folder that was wanted. From then on the end of the process removes nothing. */
    public void complete() throws IOException {
        requireFree(wanted);
        atExit.keep(() -> Files.move(made, wanted, StandardCopyOption.ATOMIC_MOVE));
        Folders.delete(partial);
        SmallFile.syncFolder(wanted);
    }

    /** Removes what is not complete. */
    @Override
    public void close() throws IOException {
        try {
            Folders.delete(partial);
        } finally {
            lock.close();
            atExit.close();
        }
    }
}
