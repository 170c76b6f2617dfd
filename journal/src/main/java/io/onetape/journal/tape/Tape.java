package io.onetape.journal.tape;

import io.onetape.journal.reference.Sources;

/** One total order of records, from sequence 1 on without a hole. Any number of readers, each on its own thread. */
public interface Tape {
    /** A new reader before the first record. */
    TapeReader reader();

    /**
     * A new reader before the first record, of a tape that this process has read and checked already: it looks at lengths only, and what has happened to a record since goes
     * unnoticed.
     */
    default TapeReader readerOfChecked() {
        return reader();
    }

    /** The sources that are on the tape by now, with the last number of each. Reads the newest cycle, or of it only what came since a hint. */
    default Sources sources() {
        Sources sources = new Sources();
        try (TapeReader reader = reader()) {
            reader.seekLastCycle();
            while (reader.next()) {
                sources.apply(reader.record());
            }
        }
        return sources;
    }
}
