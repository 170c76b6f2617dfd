package io.onetape.backtest.synthetic;

/**
 * What the crowd does next in one book: limit orders around the fundamental price, market orders that push the price towards it, cancels that thin out what
 * has become too much. Single-threaded.
 */
final class OrderFlow {
    private static final int USUAL_ORDERS = 500;
    private static final double CANCELS = 0.46;
    private static final double MARKETS = 0.07;
    private static final double FAR = 0.25;
    private static final double SECOND = 1e9;
    private static final double TOXIC_TICKS_A_SECOND = 4;

    private final SyntheticInstrument instrument;
    private final SplitMix random;
    private final MatchingBook book;
    private double fundamentalTicks;

    OrderFlow(SyntheticInstrument instrument, SplitMix random, MatchingBook book) {
        this.instrument = instrument;
        this.random = random;
        this.book = book;
        fundamentalTicks = instrument.startTicks() + 0.5;
    }

    double fundamentalTicks() {
        return fundamentalTicks;
    }

    /** A book to begin with. */
    void fill() {
        for (int i = 0; i < USUAL_ORDERS; i++) {
            place((i & 1) == 0);
        }
    }

    /** The fundamental price drifts for {@code nanos}, upwards only while the market is toxic; then somebody acts. */
    void act(long nanos, boolean toxic) {
        double seconds = nanos / SECOND;
        fundamentalTicks += instrument.volatilityTicks() * StrictMath.sqrt(seconds) * random.nextNormal();
        if (toxic) {
            fundamentalTicks += TOXIC_TICKS_A_SECOND * instrument.volatilityTicks() * seconds;
        }
        double what = random.nextUnit();
        if (what < CANCELS * book.liveOrders() / USUAL_ORDERS) {
            cancelWorstOfThree();
        } else if (what > 1 - MARKETS) {
            book.market(random.nextUnit() < buyChance(), lots());
        } else {
            place(random.nextInt(2) == 0);
        }
    }

    private void place(boolean buys) {
        double mean = random.nextUnit() < FAR ? instrument.farTicks() : instrument.nearTicks();
        double away = 0.5 + random.nextExponential(mean);
        double price = buys ? fundamentalTicks - away : fundamentalTicks + away;
        book.limit(buys, (long) StrictMath.rint(price), lots());
    }

    /** Of three orders the one that the fundamental price has come closest to, or has passed, goes. */
    private void cancelWorstOfThree() {
        MarketOrder worst = book.liveOrder(random.nextInt(book.liveOrders()));
        for (int i = 0; i < 2; i++) {
            MarketOrder other = book.liveOrder(random.nextInt(book.liveOrders()));
            if (away(other) < away(worst)) {
                worst = other;
            }
        }
        // Mostly orders that are safe are left alone; some go anyway, or far levels would never change.
        book.cancel(away(worst) < 0 || random.nextInt(2) == 0 ? worst : any());
    }

    private MarketOrder any() {
        return book.liveOrder(random.nextInt(book.liveOrders()));
    }

    private double away(MarketOrder order) {
        return order.bid ? fundamentalTicks - order.ticks : order.ticks - fundamentalTicks;
    }

    private double buyChance() {
        PriceLevel bid = book.best(true);
        PriceLevel ask = book.best(false);
        if (bid == null || ask == null) {
            return bid == null ? 0 : 1;
        }
        double lean = (fundamentalTicks - (bid.ticks + ask.ticks) / 2.0) / instrument.nearTicks();
        return StrictMath.max(0.1, StrictMath.min(0.9, 0.5 + lean));
    }

    private long lots() {
        return 1 + (long) random.nextExponential(instrument.meanLots());
    }
}
