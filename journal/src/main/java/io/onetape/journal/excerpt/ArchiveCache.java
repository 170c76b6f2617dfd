package io.onetape.journal.excerpt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The unpacked copies of archived cycle files. Only copies: they may go at any time. When one was used last is the time of its file. Several processes may do
 * this at once.
 */
final class ArchiveCache {
    private record Copy(Path file, FileTime used) {}

    private ArchiveCache() {}

    /** Notes that a copy is used now. */
    static void touch(Path copy) {
        try {
            Files.setLastModifiedTime(copy, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (IOException e) {
            return; // gone by now, or on a disk that is read-only: whoever has it open can read it all the same
        }
    }

    /** Removes the copies that were used longest ago, and what a killed process left, until {@code most} files are there; never {@code newest}. */
    static void evict(Path newest, int most) throws IOException {
        List<Copy> copies = new ArrayList<>();
        try (Stream<Path> all = Files.list(newest.resolveSibling(""))) {
            for (Path file : all.toList()) {
                if (!file.getFileName().equals(newest.getFileName())) {
                    add(copies, file);
                }
            }
        }
        copies.sort(Comparator.comparing(Copy::used).thenComparing(Copy::file));
        for (int i = 0; i <= copies.size() - most; i++) {
            Files.deleteIfExists(copies.get(i).file);
        }
    }

    private static void add(List<Copy> copies, Path file) throws IOException {
        try {
            copies.add(new Copy(file, Files.getLastModifiedTime(file)));
        } catch (NoSuchFileException e) {
            return; // another process was faster
        }
    }
}
