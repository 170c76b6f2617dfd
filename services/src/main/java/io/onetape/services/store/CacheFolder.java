package io.onetape.services.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The folder with the cache: a map in a file of a new name each time, which only its owner may read, and the file {@link #CURRENT} with that name, once the map has everything.
 * The names differ since Chronicle Map takes two maps of one process for one if their paths are the same.
 */
record CacheFolder(Path folder) {
    static final String CURRENT = "current";

    private static final String MAP = ".map";

    /** Makes the folder if it is missing. */
    void create() throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Deletes what earlier writers have left; who has it open keeps it until then. */
    void clear() throws IOException {
        Files.deleteIfExists(folder.resolve(CURRENT));
        try (var files = Files.newDirectoryStream(folder, "*" + MAP)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** An empty file with a name that none had before. */
    Path next() throws IOException {
        return Files.createTempFile(folder, "hot-", MAP);
    }

    void publish(Path map) {
        Path next = folder.resolve(CURRENT + ".next");
        try {
            Files.writeString(next, String.valueOf(map.getFileName()));
            Files.move(next, folder.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot publish the cache " + map, e);
        }
    }

    /** The map that readers are to read, if there is one. */
    Optional<Path> current() {
        try {
            return Optional.of(folder.resolve(Files.readString(folder.resolve(CURRENT))))
                    .filter(Files::isRegularFile);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for the cache in " + folder, e);
        }
    }
}
