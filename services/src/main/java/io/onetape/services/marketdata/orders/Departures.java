package io.onetape.services.marketdata.orders;

/** Hears of public quantity that leaves its place in a queue, while it happens. */
@FunctionalInterface
public interface Departures {
    /** For who only wants a book. */
    Departures IGNORED = (bid, price, quantity, place, executed) -> {};

    /**
     * So much of one order is gone from its place.
     *
     * @param place of the order: lower ones came earlier
     * @param executed true if the venue says that it met an aggressor
     */
    void gone(boolean bid, long price, long quantity, long place, boolean executed);
}
