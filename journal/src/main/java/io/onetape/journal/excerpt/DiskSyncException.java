package io.onetape.journal.excerpt;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A disk did not take what it was told to keep. Trying again proves nothing: the operating system may have dropped the bytes and would not say so twice. */
public final class DiskSyncException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    DiskSyncException(String message, IOException cause) {
        super(message, cause);
    }
}
