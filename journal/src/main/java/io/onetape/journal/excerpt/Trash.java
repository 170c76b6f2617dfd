package io.onetape.journal.excerpt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a folder's files go that something else stands in for: nothing is ever deleted. */
public final class Trash {
    /** The folder's name. */
    public static final String FOLDER = "trash";

    private Trash() {}

    /** Moves a file there, under its name and the first number that is free; returns its new place. */
    public static Path take(Path folder, Path file) {
        try {
            Path trash = Files.createDirectories(folder.resolve(FOLDER));
            int free = 0;
            while (Files.exists(trash.resolve(file.getFileName() + "." + free))) {
                free++;
            }
            return Files.move(file, trash.resolve(file.getFileName() + "." + free));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move away " + file, e);
        }
    }
}
