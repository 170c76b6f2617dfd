package io.onetape.tools.folder;

import io.onetape.journal.seal.SmallFile;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.NotEmptyException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder in the making beside the one that it becomes, named {@code <name>.partial-<process>}, so that nothing that looks complete is there before it is. It is removed if this is closed
 * before, or the process is told to end, which is said. What a killed process has left of the same folder goes away.
 */
public final class PartialFolder implements AutoCloseable {
    /** Between the name and the process. */
    public static final String PARTIAL = ".partial-";

    private final Path wanted;
    private final Path partial;
    private final RemovedAtExit atExit;
    private boolean done;

    /** Throws {@link NotEmptyException} if there is anything in the folder, or a file. */
    public PartialFolder(Path folder, Console console) throws IOException {
        wanted = folder.toAbsolutePath().normalize();
        requireFree(wanted);
        Path parent = wanted.getParent();
        if (parent == null) {
            throw new NotEmptyException(folder);
        }
        Files.createDirectories(parent);
        removeLeft(parent, wanted.getFileName() + PARTIAL);
        partial = parent.resolve(
                wanted.getFileName() + PARTIAL + ProcessHandle.current().pid());
        atExit = new RemovedAtExit(partial, () -> console.say("interrupted: nothing is left of " + folder));
        try {
            Files.createDirectory(partial);
        } catch (IOException e) {
            atExit.close();
            throw e;
        }
    }

    /** Of a tape: for its owner alone. Throws {@link io.onetape.journal.excerpt.BusyException} if the folder is a tape that is being written. */
    public static PartialFolder ofTape(Path folder, Console console) throws IOException {
        if (Files.exists(folder.resolve(Manifest.FILE))) {
            TapeFolder.requireFree(folder);
        }
        PartialFolder made = new PartialFolder(folder, console);
        Files.setPosixFilePermissions(made.partial, PosixFilePermissions.fromString("rwx------"));
        return made;
    }

    private static void removeLeft(Path parent, String prefix) throws IOException {
        try (var entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.startsWith(prefix) && isOfNoProcess(name.substring(prefix.length()))) {
                    Folders.delete(entry);
                }
            }
        }
    }

    private static boolean isOfNoProcess(String process) {
        return process.matches("[0-9]{1,10}")
                && ProcessHandle.of(Long.parseLong(process)).isEmpty();
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
        return partial;
    }

    /** To be called now and then by the thread that writes into it: it does not come back once the process is ending, so that what is removed then is not made anew. */
    public void pause() {
        atExit.pause();
    }

    /** It is complete: becomes the folder that was wanted. */
    public void complete() throws IOException {
        requireFree(wanted);
        Files.move(partial, wanted, StandardCopyOption.ATOMIC_MOVE);
        done = true;
        SmallFile.syncFolder(wanted);
    }

    /** Removes what is not complete. */
    @Override
    public void close() throws IOException {
        try {
            if (!done) {
                Folders.delete(partial);
            }
        } finally {
            atExit.close();
        }
    }
}
