package io.onetape.tools.lake;

import io.onetape.journal.seal.SmallFile;
import io.onetape.journal.tape.NotEmptyException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder in the making beside the one that it becomes, named {@code <name>.partial-<process>}, so that nothing that looks complete is there before it is. What a
 * killed process has left of the same folder goes away.
 */
final class PartialFolder implements AutoCloseable {
    private static final String PARTIAL = ".partial-";

    private final Path wanted;
    private final Path partial;
    private boolean done;

    PartialFolder(Path folder) throws IOException {
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
        Files.createDirectory(partial);
    }

    private static void removeLeft(Path parent, String prefix) throws IOException {
        try (var entries = Files.newDirectoryStream(parent)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.startsWith(prefix) && isOfNoProcess(name.substring(prefix.length()))) {
                    delete(entry);
                }
            }
        }
    }

    private static boolean isOfNoProcess(String process) {
        return process.matches("[0-9]{1,10}")
                && ProcessHandle.of(Long.parseLong(process)).isEmpty();
    }

    /** Throws {@link NotEmptyException} if there is anything in the folder, or a file. */
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

    Path path() {
        return partial;
    }

    /** It is complete: becomes the folder that was wanted. */
    void complete() throws IOException {
        requireFree(wanted);
        Files.move(partial, wanted, StandardCopyOption.ATOMIC_MOVE);
        SmallFile.syncFolder(wanted);
        done = true;
    }

    /** Removes what is not complete. */
    @Override
    public void close() throws IOException {
        if (!done) {
            delete(partial);
        }
    }

    /** Removes a folder of files of ours; links are not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
