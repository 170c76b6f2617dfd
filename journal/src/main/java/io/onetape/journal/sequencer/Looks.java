package io.onetape.journal.sequencer;

import java.util.List;

/**
 * Looks for outboxes that were not there yet, once in a while. The last one comes first: a source that waits for what another one has said before is never seen
 * without that one. Single-threaded.
 */
final class Looks {
    private static final int TURNS_PER_LOOK = 256;

    private final List<Inlet> inlets;
    private int turns;

    Looks(List<Inlet> inlets) {
        this.inlets = inlets;
    }

    /** At each turn. */
    void turn() {
        if (turns++ % TURNS_PER_LOOK == 0) {
            for (int i = inlets.size() - 1; i >= 0; i--) {
                inlets.get(i).look();
            }
        }
    }
}
