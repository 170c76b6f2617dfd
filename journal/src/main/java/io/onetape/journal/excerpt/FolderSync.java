package io.onetape.journal.excerpt;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Forces a queue's files to the disk: what any process has appended before the call is there after it. The queue's own sync only asks the operating system to
 * begin. Once a file was forced and a newer one is there, it is not forced again but for the one time in which its end is. Single-threaded.
 */
public final class FolderSync {
    /** Forces one file, or the names in a folder. */
    @FunctionalInterface
    public interface Force {
        /** Returns when it is on the disk. */
        void force(Path file) throws IOException;
    }

    private final Path folder;
    private final Force force;
    private String newest = ""; // that was forced

    /** Of a folder that may not be there yet. */
    public FolderSync(Path folder) {
        this(folder, FolderSync::onDisk);
    }

    /** With another way to force, so that a test can count. */
    public FolderSync(Path folder, Force force) {
        this.folder = folder;
        this.force = force;
    }

    /** Returns when everything is on the disk; throws {@link DiskSyncException} if that cannot be said. */
    public void sync() {
        if (!Files.isDirectory(folder)) {
            return;
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
