package io.onetape.journal.seal;

/** The file of seals, or the base, is not what was written. */
public final class DamagedSealsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String cycle;

    DamagedSealsException(String cycle, String found) {
        super("the seals are damaged" + (cycle.isEmpty() ? "" : " at cycle " + cycle) + ": " + found);
        this.cycle = cycle;
    }

    /** The first cycle whose seal cannot be believed; empty where the file names none. */
    public String cycle() {
        return cycle;
    }
}
