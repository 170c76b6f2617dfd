package io.onetape.journal.sequencer;

import io.onetape.journal.excerpt.BusyException;

/** Somebody appends to an outbox that has to be made fit the tape first. */
public final class HeldOutboxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HeldOutboxException(String source, BusyException cause) {
        super(
                "the outbox of " + source + " rests on records that the tape has lost, and is held: "
                        + cause.getMessage(),
                cause);
    }
}
