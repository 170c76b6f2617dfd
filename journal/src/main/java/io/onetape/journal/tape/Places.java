package io.onetape.journal.tape;

import io.onetape.journal.seal.Base;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Places of one tape that a cursor can go to without walking there. Each method moves the cursor: its next excerpt is the record whose number is returned. Where
 * there is no such place the cursor stays, and {@link #start} is the place to begin at. Single-threaded.
 */
public interface Places {
    /** The last known place whose number is below {@code number}. */
    OptionalLong beforeNumber(long number);

    /** The last known place whose time is below {@code nanos}. */
    OptionalLong beforeTime(long nanos);

    /** The start of the newest cycle that has a record. */
    OptionalLong lastCycle();

    /** Goes before the first record. */
    void start();

    /** Where the tape begins if its first cycles were moved away. */
    Optional<Base> base();
}
