package io.onetape.journal.excerpt;

import java.io.File;
import java.nio.file.Path;

/** The bytes that must stay free on the disk, so that what is being written can be finished. */
public record FreeSpace(long reserveBytes) {
    /** Far more than several queues together write between two looks, for files are sparse: only what is written takes space. */
    public static final FreeSpace DEFAULT = new FreeSpace(24L << 20);

    /** Throws {@link DiskFullException} if less is free where {@code folder} is. */
    public void require(Path folder) {
        require(folder.toFile());
    }

    /** The same. Asks the operating system and allocates nothing: {@code Files.getFileStore} reads the whole table of mounts each time. */
    void require(File folder) {
        long free = folder.getUsableSpace(); // 0 also where the system does not say
        if (free < reserveBytes) {
            throw new DiskFullException(folder.toPath(), free, reserveBytes);
        }
    }
}
