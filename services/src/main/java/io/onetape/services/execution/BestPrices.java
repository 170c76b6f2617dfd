package io.onetape.services.execution;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.reference.Instrument;
import io.onetape.services.execution.gate.Settings;
import io.onetape.services.execution.gate.Settings.Setting;
import io.onetape.services.execution.gate.Tops;

/**
 * Where an order that execution prices itself belongs. As maker: at its side's best price, and one tick behind the price that the venue has just refused as
 * crossing, if the best one is no better than that. As taker: at the other side's best price.
 */
final class BestPrices {
    private final Tops tops;
    private final Settings settings;

    BestPrices(Tops tops, Settings settings) {
        this.tops = tops;
        this.settings = settings;
    }

    /** {@link Fixed8#NULL} while the book is not valid or the side is empty. */
    long of(Order order, Instrument instrument) {
        boolean buys = order.buys();
        long best = tops.best(order.instrument, buys != order.taking);
        if (best == Fixed8.NULL || order.taking || order.refusedPrice == Fixed8.NULL) {
            return best;
        }
        long behind = buys ? order.refusedPrice - tick(instrument) : order.refusedPrice + tick(instrument);
        return buys ? Math.min(best, behind) : Math.max(best, behind);
    }

    /** True if the best price of its side has moved away from the resting order so far that it is to follow. False while the book is not valid. */
    boolean isBehind(Order order, Instrument instrument) {
        long best = tops.best(order.instrument, order.buys());
        if (best == Fixed8.NULL) {
            return false;
        }
        long away = order.buys() ? best - order.price : order.price - best;
        return away >= Math.multiplyExact(settings.get(Setting.REQUOTE_TICKS), tick(instrument));
    }

    /** At least the smallest difference that there is, also where the tick is not known. */
    private static long tick(Instrument instrument) {
        return Math.max(1, instrument.tickSize());
    }
}
