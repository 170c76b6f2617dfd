package io.onetape.journal.excerpt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes that must stay free on the disk, so that what is being written can be finished. */
public record FreeSpace(long reserveBytes) {
    /** Enough for the chunks that a queue maps ahead, in two files at once. */
    public static final FreeSpace DEFAULT = new FreeSpace(24L << 20);

    /** Throws {@link DiskFullException} if less is free where {@code folder} is. */
    public void require(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < reserveBytes) {
                throw new DiskFullException(folder, free, reserveBytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the free space of " + folder, e);
        }
    }
}
