package io.onetape.services.runtime;

import io.onetape.services.ops.ServiceHealth;

/**
 * One thing that a process does beside others on its thread: the sequencer, a service, a feed. Turned for ever by {@link ProcessLoop}; never blocks. What it
 * throws ends it, and {@link Slot} decides whether it is opened again.
 */
public interface Part extends AutoCloseable {
    /** Does what is there to do, up to a bound, and returns how much that was; 0 lets the process idle. */
    int doWork();

    /** The sequence that it has consumed through, {@link ServiceHealth#NO_TAPE} if it does not read the tape. */
    default long consumed() {
        return ServiceHealth.NO_TAPE;
    }

    /** Correlation of the record that it consumed last, 0 if there is none. */
    default long correlation() {
        return 0;
    }

    /** Ends it in order: what has to be said is said. {@link #close} follows. */
    default void stop() {}

    /** Releases what it holds; after a failure too. */
    @Override
    void close();

    /** Opens a part; throws {@link NotReadyException} if what it needs is not there yet. */
    interface Opener {
        Part open();
    }
}
