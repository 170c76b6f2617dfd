package io.onetape.journal.excerpt;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forces a queue's files to the disk: what any process has appended before the call is there after it. The queue's own sync only asks the operating system to
 * begin. Once a file was forced and a newer one is there, it is not forced again but for the one time in which its end is. A folder that a disk has refused once is never
 * again said to be on it by this process: a second try may succeed although bytes are lost. Single-threaded.
 */
public final class FolderSync {
    /** Forces one file, or the names in a folder. */
    @FunctionalInterface
    public interface Force {
        /** Returns when it is on the disk. */
        void force(Path file) throws IOException;
    }

    private static final Set<Path> REFUSED = ConcurrentHashMap.newKeySet(); // looked up, never iterated

    private final Path folder;
    private final Force force;
    private String newest = ""; // that was forced

    /** Of a folder that may not be there yet. */
    public FolderSync(Path folder) {
        this(folder, FolderSync::onDisk);
    }

    /** With another way to force, so that a test can count. */
    public FolderSync(Path folder, Force force) {
        this.folder = folder.toAbsolutePath().normalize();
        this.force = force;
    }

    /** Returns when everything is on the disk; throws {@link DiskSyncException} if that cannot be said. */
    public void sync() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        if (REFUSED.contains(folder)) {
            throw new DiskSyncException(
                    "the disk has refused " + folder + " before", new IOException("not forced again"));
        }
        List<Path> files = new CycleFiles(folder).all();
        String last = newest;
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (name.compareTo(newest) >= 0) {
                forced(file);
                last = name;
            }
        }
        if (!last.equals(newest)) {
            forced(folder);
            newest = last;
        }
    }

    private void forced(Path file) {
        try {
            force.force(file);
        } catch (NoSuchFileException e) {
            return; // archived or moved meanwhile: that forces it
        } catch (IOException e) {
            REFUSED.add(folder);
            throw new DiskSyncException("cannot force " + file + " to the disk", e);
        }
    }

    /** The way that waits for the disk. */
    public static void onDisk(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(Files.isDirectory(file)); // of a file its bytes, length and blocks; not when it was changed
        }
    }
}
