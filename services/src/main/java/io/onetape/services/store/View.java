package io.onetape.services.store;

/** What the cache has entries of. An entry is the newest record of its kind; {@link CacheReader} says under which key each stands. */
public enum View {
    /** How far the cache has come. */
    STATUS,
    /** AccountChanged. */
    ACCOUNT,
    /** PositionChanged, of each instrument and position side. */
    POSITION,
    /** OrderChanged, of each order that is open or has ended a short while ago. */
    ORDER,
    /** BookTop, of each instrument. */
    TOP,
    /** CircuitChanged, of each circuit and instrument. */
    CIRCUIT,
    /** TradingHalted or TradingResumed, of the account under instrument 0 and of each instrument that was halted alone. */
    TRADING,
    /** InstrumentDefined. */
    INSTRUMENT,
    /** The keys of the other views, one after the other. */
    LISTED
}
