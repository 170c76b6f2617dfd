package io.onetape.journal.tape;

/** One total order of records, from sequence 1 on without a hole. Any number of readers, each on its own thread. */
public interface Tape {
    /** A new reader before the first record. */
    TapeReader reader();
}
