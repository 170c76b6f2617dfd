package io.onetape.journal.excerpt;

import java.nio.file.Path;

/** Another process appends to the folder, or seals, archives or backs it up. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(Path folder, String holder, String other) {
        super(folder + " is being written by pid " + holder + "; expected no other " + other);
    }
}
