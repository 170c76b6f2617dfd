package io.onetape.tools.sql;

import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.folder.Folders;
import io.onetape.tools.folder.PartialFolder;
import io.onetape.tools.lake.LakeExport;
import io.onetape.tools.lake.LakeFolders;
import io.onetape.tools.select.FilterOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parquet files of tapes that were asked about, a folder for each tape as it was: its id, last sequence and the checksum there, which is chained over all before.
 * A tape that has grown is another one. Bounded: the tapes that were asked least lately go, all but {@link #MOST_TAPES} and what fits into {@link #MOST_BYTES}.
 */
final class LakeCache {
    static final int MOST_TAPES = 16;
    static final long MOST_BYTES = 20L << 30;

    private static final String LOCK = ".lock";
    private static final long POLL_MILLIS = 100;
    private static final int MOST_POLLS = 6_000;

    private final Path folder;
    private final Console console;
    private final int mostTapes;

    LakeCache(Path folder, Console console, int mostTapes) {
        this.folder = folder.toAbsolutePath().normalize();
        this.console = console;
        this.mostTapes = mostTapes;
    }

    /** {@code $XDG_CACHE_HOME/onetape}, else {@code ~/.cache/onetape}. */
    static Path usual(Console console) {
        return console.variable("XDG_CACHE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("onetape");
    }

    /** One tape's files, which stay as long as this is open. */
    static final class Entry implements AutoCloseable {
        private final Path files;
        private final FileChannel lock;

        Entry(Path files, FileChannel lock) {
            this.files = files;
            this.lock = lock;
        }

        Path files() {
            return files;
        }

        @Override
        public void close() throws IOException {
            lock.close();
        }
    }

    /** The files of this tape, made now if they are not there. */
    Entry open(TapeFolder tape) throws IOException {
        Files.createDirectories(folder);
        removeBegun();
        String name = nameOf(tape);
        Path files = folder.resolve(name);
        FileChannel lock = lockOf(name);
        try {
            acquire(lock, false, files);
            if (!LakeFolders.isComplete(files)) {
                lock.close();
                lock = lockOf(name);
                acquire(lock, true, files);
                make(tape, files);
                lock.close(); // what is made stays: only one that holds the lock alone, and finds it old, removes it
                lock = lockOf(name);
                acquire(lock, false, files);
            }
            Files.setLastModifiedTime(folder.resolve(name + LOCK), FileTime.from(Instant.now()));
            removeOld(name);
            return new Entry(files, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Removes what processes that were killed had begun to make: nobody holds its lock. Of a tape that has grown since nobody makes it again. */
    private void removeBegun() throws IOException {
        List<Path> begun = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder, "*" + PartialFolder.PARTIAL + "*")) {
            entries.forEach(begun::add);
        }
        for (Path partial : begun) {
            String file = partial.getFileName().toString();
            String name = file.substring(0, file.lastIndexOf(PartialFolder.PARTIAL));
            try (FileChannel lock = lockOf(name)) {
                if (tryLock(lock, true) != null) {
                    Folders.delete(partial);
                }
            }
        }
    }

    private void make(TapeFolder tape, Path files) throws IOException {
        if (LakeFolders.isComplete(files)) {
            return; // by another process, while this one waited
        }
        LakeFolders.delete(files); // of one that was being removed when its process was killed
        console.say("making Parquet files of the tape (once) in " + files);
        LakeExport export = new LakeExport(tape, new FilterOptions(), console);
        export.writeTo(files);
        if (export.unknown() > 0) {
            console.say(export.unknown() + " records of a newer schema cannot be asked for; a newer build knows them");
        }
    }

    private static String nameOf(TapeFolder tape) {
        try (TapeReader reader = tape.reader()) {
            if (!reader.seekLast()) {
                return "empty-" + Manifest.text(tape.manifest().tapeId()) + "-" + LakeFolders.version();
            }
            return String.format(
                    Locale.ROOT,
                    "%s-%d-%08x-%s",
                    Manifest.text(tape.manifest().tapeId()),
                    reader.number(),
                    reader.crc32c(),
                    LakeFolders.version());
        }
    }

    private FileChannel lockOf(String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name + LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** Waits ten minutes at most. */
    private static void acquire(FileChannel channel, boolean alone, Path files) throws IOException {
        for (int i = 0; i < MOST_POLLS; i++) {
            if (tryLock(channel, alone) != null) {
                return;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new CommandException(
                ExitCode.BUSY, "another process has been making " + files + " for ten minutes", "tape sql --cache DIR");
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean alone) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, !alone);
        } catch (OverlappingFileLockException e) {
            return null; // held within this process
        }
    }

    /** Removes what was used least lately until the rest is within bounds; what is in use stays. */
    private void removeOld(String current) throws IOException {
        List<Path> locks = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder, "*" + LOCK)) {
            entries.forEach(locks::add);
        }
        locks.sort(Comparator.comparing(LakeCache::lastUse).reversed());
        long bytes = 0;
        int kept = 0;
        for (Path lock : locks) {
            String file = lock.getFileName().toString();
            String name = file.substring(0, file.length() - LOCK.length());
            bytes += LakeFolders.bytes(folder.resolve(name));
            if (++kept > mostTapes || (bytes > MOST_BYTES && !name.equals(current))) {
                remove(name, lock);
            }
        }
    }

    private void remove(String name, Path lockFile) throws IOException {
        try (FileChannel lock = lockOf(name)) {
            if (tryLock(lock, true) != null) {
                LakeFolders.delete(folder.resolve(name));
                Files.deleteIfExists(lockFile);
            }
        }
    }

    private static FileTime lastUse(Path lock) {
        try {
            return Files.getLastModifiedTime(lock);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // removed meanwhile
        }
    }
}
