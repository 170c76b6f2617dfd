package io.onetape.journal.tape;

import io.onetape.journal.seal.Base;
import java.util.Optional;

/** A tape that stands somewhere, may be appended to by another process, and knows where it was closed. */
public interface StoredTape extends Tape {
    /** Where the tape begins if its first cycles were moved away. */
    Optional<Base> base();

    /** True while a process appends. */
    boolean isBusy();

    /** Throws {@link DamagedTapeException} if a reader that has read everything ends elsewhere than a clean close noted, or before what the index knows. */
    void requireEnd(TapeReader reader);
}
