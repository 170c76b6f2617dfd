package io.onetape.journal.sequencer;

/** A source broke the rules of numbering: the sequencer stops, because whatever it did next would be a guess. */
public final class SequencingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SequencingException(String message) {
        super(message);
    }
}
