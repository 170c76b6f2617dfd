package io.onetape.journal.excerpt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** One appender a folder: an operating-system lock on {@code lock}, which names the process that holds it and ends with it. */
public final class AppenderLock implements AutoCloseable {
    /** The file's name. */
    public static final String FILE = "lock";

    /** The name of the file that whoever seals, archives, moves or backs up a folder locks: they exclude each other, not the appender. */
    public static final String KEEPING_FILE = "keeping.lock";

    private static final int TRIES = 20;
    private static final long NANOS_BETWEEN_TRIES = 5_000_000;

    /** Locks of this process: closing any other channel on such a file would release the operating system's lock. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private AppenderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock, or throws {@link BusyException} naming the holder. */
    public static AppenderLock take(Path folder) {
        return take(folder, FILE, "appender");
    }

    /** Takes the lock of those who seal, archive, move or back up, or throws {@link BusyException} naming the holder. */
    public static AppenderLock takeForKeeping(Path folder) {
        return take(folder, KEEPING_FILE, "seal, archive or backup");
    }

    /** Takes the lock of the one who writes a cache, or throws {@link BusyException} naming the holder. */
    public static AppenderLock takeForCache(Path folder) {
        return take(folder, FILE, "writer of the cache");
    }

    private static synchronized AppenderLock take(Path folder, String name, String what) {
        Path file = folder.toAbsolutePath().normalize().resolve(name);
        if (!OURS.add(file)) {
            throw new BusyException(
                    folder, Long.toString(ProcessHandle.current().pid()), what);
        }
        boolean taken = false;
        try {
            AppenderLock lock = lock(folder, file, what);
            taken = true;
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folder + " for writing: " + e.getMessage(), e);
        } finally {
            if (!taken) {
                OURS.remove(file);
            }
        }
    }

    private static AppenderLock lock(Path folder, Path file, String what) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            if (!tryLock(channel)) {
                throw new BusyException(folder, holder(file), what);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            taken = true;
            return new AppenderLock(file, channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /** Whoever asks {@link #isHeld} holds the lock for a moment: that is waited out. */
    private static boolean tryLock(FileChannel channel) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            if (channel.tryLock() != null) {
                return true;
            }
            LockSupport.parkNanos(NANOS_BETWEEN_TRIES);
        }
        return false;
    }

    /** True while some process appends to the folder. Whoever may read the folder may ask; any number may ask at once. */
    public static synchronized boolean isHeld(Path folder) {
        Path file = folder.toAbsolutePath().normalize().resolve(FILE);
        if (OURS.contains(file)) {
            return true;
        }
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null; // closing the channel gives the lock back
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + file, e);
        } finally {
            OURS.remove(file);
        }
    }

    private static String holder(Path file) throws IOException {
        return StandardCharsets.US_ASCII
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
    }
}
