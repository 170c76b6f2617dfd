package io.onetape.journal.excerpt;

import io.onetape.journal.seal.Base;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The cycle files of one folder, oldest first. Their names sort as their times do. A file that was archived is listed where it was: {@link CycleFile} opens either.
 * Files before the folder's {@link Base} are not listed.
 */
public final class CycleFiles {
    private static final Path NONE = Path.of("");

    private final Path folder;
    private List<Path> files = List.of();
    private Optional<Base> base = Optional.empty();

    public CycleFiles(Path folder) {
        this.folder = folder;
        refresh();
    }

    /** Reads the folder again. */
    public void refresh() {
        TreeSet<Path> found = new TreeSet<>();
        Set<String> others = new HashSet<>(); // looked up, never iterated
        list(folder, RollCycle.SUFFIX, found, others);
        if (others.contains(
                ArchivedCycle.FOLDER)) { // after the folder itself: a file is moved there before it goes from here
            TreeSet<Path> archives = new TreeSet<>();
            list(folder.resolve(ArchivedCycle.FOLDER), RollCycle.SUFFIX + ArchivedCycle.SUFFIX, archives, others);
            archives.forEach(archive -> found.add(ArchivedCycle.fileOf(archive)));
        }
        base = others.contains(Base.FILE) ? Base.read(folder) : Optional.empty();
        base.ifPresent(kept ->
                found.headSet(folder.resolve(kept.cycle() + RollCycle.SUFFIX)).clear());
        files = new ArrayList<>(found);
    }

    /** Where the tape begins if its first files were moved away, as of the last refresh. */
    public Optional<Base> base() {
        return base;
    }

    private static void list(Path folder, String suffix, Set<Path> found, Set<String> others) {
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(file -> {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(suffix)) {
                    found.add(file);
                } else {
                    others.add(name);
                }
            });
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
