package io.onetape.replay;

import java.util.HashMap;
import java.util.Map;

/** Kills a service, or all of them, whenever it has come some steps further than it had ever come before. */
final class AtEveryStep implements LockstepRun.Killer {
    private static final class Reached {
        private long consumed;
        private long written;
        private int steps;
    }

    private final String victim;
    private final int stride;
    private final Map<String, Reached> reached = new HashMap<>(); // looked up, never iterated

    /** {@code victim} empty: all. */
    AtEveryStep(String victim, int stride) {
        this.victim = victim;
        this.stride = stride;
    }

    @Override
    public boolean killsAt(String service, long consumed, long written) {
        if (!victim.isEmpty() && !victim.equals(service)) {
            return false;
        }
        Reached far = reached.computeIfAbsent(service, name -> new Reached());
        if (consumed <= far.consumed && written <= far.written) {
            return false;
        }
        far.consumed = Math.max(consumed, far.consumed);
        far.written = Math.max(written, far.written);
        return ++far.steps % stride == 0;
    }
}
