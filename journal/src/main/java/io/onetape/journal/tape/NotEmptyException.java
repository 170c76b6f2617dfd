package io.onetape.journal.tape;

import java.nio.file.Path;

/** Something is in a folder that should be a new one. */
public final class NotEmptyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotEmptyException(Path folder) {
        super(folder + " is not empty; expected a new folder");
    }
}
