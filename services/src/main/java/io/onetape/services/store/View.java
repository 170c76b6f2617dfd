package io.onetape.services.store;

/** What the cache has entries of. An entry is the newest record of its kind; {@link CacheReader} says under which key each stands. */
public enum View {
    /** How far the cache has come. */
    STATUS(1),
    /** AccountChanged. */
    ACCOUNT(2),
    /** PositionChanged, of each instrument and position side. */
    POSITION(3),
    /** OrderChanged, of each order that is open or has ended a short while ago. */
    ORDER(4),
    /** BookTop, of each instrument. */
    TOP(5),
    /** CircuitChanged, of each circuit and instrument. */
    CIRCUIT(6),
    /** TradingHalted or TradingResumed, of the account under instrument 0 and of each instrument that was halted alone. */
    TRADING(7),
    /** InstrumentDefined. */
    INSTRUMENT(8),
    /** The keys of the other views, one after the other. */
    LISTED(9);

    private final int number;

    View(int number) {
        this.number = number;
    }

    /** How it stands in a key. */
    int number() {
        return number;
    }
}
