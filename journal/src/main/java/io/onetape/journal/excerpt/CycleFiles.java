package io.onetape.journal.excerpt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cycle files of one folder, oldest first. Their names sort as their times do. */
public final class CycleFiles {
    private static final Path NONE = Path.of("");

    private final Path folder;
    private List<Path> files = List.of();

    public CycleFiles(Path folder) {
        this.folder = folder;
        refresh();
    }

    /** Reads the folder again. */
    public void refresh() {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = new ArrayList<>();
            all.filter(file -> file.toString().endsWith(RollCycle.SUFFIX)).forEach(found::add);
            Collections.sort(found);
            files = found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** Oldest first, as of the last refresh. */
    public List<Path> all() {
        return files;
    }

    /** The newest file. */
    public Optional<Path> newest() {
        return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
    }

    /** The first file after {@code file}, as of the last refresh; {@code file} need not exist any more. */
    Optional<Path> after(Path file) {
        if (file.equals(NONE)) {
            return files.isEmpty() ? Optional.empty() : Optional.of(files.get(0));
        }
        int at = Collections.binarySearch(files, file);
        int next = at >= 0 ? at + 1 : -at - 1;
        return next < files.size() ? Optional.of(files.get(next)) : Optional.empty();
    }
}
