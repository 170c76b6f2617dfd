package io.onetape.journal.tape;

import io.onetape.journal.excerpt.AppenderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Takes back a tape that was begun and got no record. Records are never removed. */
public final class EmptyTape {
    private EmptyTape() {}

    /** Removes a closed tape without a record, and its folder if nothing else is in it; throws {@link IllegalArgumentException} if it has records. */
    public static void remove(Path folder) {
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            if (reader.next()) {
                throw new IllegalArgumentException("expected a tape without records, found some in " + folder);
            }
        }
        Path index = folder.resolve(TimeIndexWriter.FOLDER);
        entries(index).forEach(EmptyTape::delete);
        delete(index);
        entries(folder).stream()
                .filter(file ->
                        file.toString().endsWith(".cq4") || file.toString().endsWith(".cq4t"))
                .forEach(EmptyTape::delete);
        delete(folder.resolve(Manifest.FILE));
        delete(folder.resolve(AppenderLock.FILE));
        if (entries(folder).isEmpty()) {
            delete(folder);
        }
    }

    /** Deletes a file or an empty folder, if it is there. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
