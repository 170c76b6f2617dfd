package io.onetape.backtest.importer.listing;

/** The greatest step, in Fixed8, that every number seen is a multiple of: a tick or lot size as far as a recording tells. Single-threaded. */
public final class Grid {
    private long step;
    private long seen;
    private boolean refined;

    /** Takes a number, 0 or more, into account; 0 tells nothing. */
    public void see(long number) {
        seen++;
        if (number != step && number != 0 && (step == 0 || number % step != 0)) {
            step = greatestCommonDivisor(number, step);
            refined = true;
        }
    }

    /** How many numbers have been seen. */
    public long seen() {
        return seen;
    }

    /** The step, 0 if no number has been seen. */
    public long step() {
        return step;
    }

    /** Whether the step changed since the last call. */
    boolean takeRefined() {
        boolean was = refined;
        refined = false;
        return was;
    }

    private static long greatestCommonDivisor(long a, long b) {
        long larger = a;
        long smaller = b;
        while (smaller != 0) {
            long rest = larger % smaller;
            larger = smaller;
            smaller = rest;
        }
        return larger;
    }
}
