package io.onetape.services.strategy.roundtrip;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;

/** What is worth less than the venue's minimum: it can only go as a reduce-only order, which venues exempt from it. */
final class Dust {
    private Dust() {}

    static boolean is(Instrument instrument, long price, long quantity) {
        long minimum = instrument.minimumNotional();
        return minimum != Fixed8.NULL && Fixed8.multiply(price, quantity) < minimum;
    }
}
