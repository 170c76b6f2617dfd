package io.onetape.services.strategy.roundtrip;

/** How an entry gets its price. */
public enum EntryStyle {
    /** Post-only at the best price of its side; cancelled and placed anew when that moves away. */
    MAKER,
    /** Post-only, priced and requoted by execution, which takes what is left when it has become urgent. */
    BEST,
    /** Immediate or cancel at the best price of the other side. */
    TAKER
}
