package io.onetape.services.ops.metrics;

/** Orders that were sent and not answered, with the times from which answers are measured. Holds {@link #SIZE} at most: the oldest is forgotten first. Single-threaded. */
final class OpenSubmits {
    static final int SIZE = 1024;

    private final long[] strategies = new long[SIZE];
    private final long[] intents = new long[SIZE];
    private final int[] attempts = new int[SIZE];
    private final long[] submittedAt = new long[SIZE];
    private final long[] begunAt = new long[SIZE];
    private int count;
    private int found;

    void add(long strategy, long intent, int attempt, long submittedNanos, long begunNanos) {
        if (count == SIZE) {
            remove(0);
        }
        strategies[count] = strategy;
        intents[count] = intent;
        attempts[count] = attempt;
        submittedAt[count] = submittedNanos;
        begunAt[count] = begunNanos;
        count++;
    }

    /** True if it is there; {@link #submittedNanos} and {@link #begunNanos} are its then, until {@link #removeFound}. */
    boolean find(long strategy, long intent, int attempt) {
        for (found = count - 1; found >= 0; found--) {
            if (intents[found] == intent && strategies[found] == strategy && attempts[found] == attempt) {
                return true;
            }
        }
        return false;
    }

    long submittedNanos() {
        return submittedAt[found];
    }

    /** When the market event was received that led to it; the null value if none did. */
    long begunNanos() {
        return begunAt[found];
    }

    void removeFound() {
        remove(found);
    }

    private void remove(int at) {
        int behind = count - at - 1;
        System.arraycopy(strategies, at + 1, strategies, at, behind);
        System.arraycopy(intents, at + 1, intents, at, behind);
        System.arraycopy(attempts, at + 1, attempts, at, behind);
        System.arraycopy(submittedAt, at + 1, submittedAt, at, behind);
        System.arraycopy(begunAt, at + 1, begunAt, at, behind);
        count--;
    }
}
