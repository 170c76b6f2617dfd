package io.onetape.journal.tape;

import io.onetape.journal.reference.Sources;

/** One total order of records, from sequence 1 on without a hole. Any number of readers, each on its own thread. */
public interface Tape {
    /** A new reader before the first record. */
    TapeReader reader();

    /**
     * The same tape, as far as it goes now, for a process that has read and checked it: its readers look at lengths only, so that what happens to a record from now on goes unnoticed, and no
     * record moves as long as one of them is held. For any number of them on any threads.
     */
    default Tape checked() {
        return this;
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
