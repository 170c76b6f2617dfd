package io.onetape.journal.excerpt;

import java.nio.file.Path;

/** Too little space is left. What was appended before is complete and readable. */
public final class DiskFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DiskFullException(Path folder, long freeBytes, long reserveBytes) {
        super("the disk of " + folder + " is full: " + (freeBytes >> 20) + " MiB free, expected at least "
                + (reserveBytes >> 20) + " MiB");
    }
}
