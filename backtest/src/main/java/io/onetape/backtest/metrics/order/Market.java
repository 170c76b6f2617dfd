package io.onetape.backtest.metrics.order;

import io.onetape.backtest.metrics.path.EquityPath;
import io.onetape.backtest.metrics.path.MarkoutBlocks;
import io.onetape.backtest.metrics.path.Traded;
import io.onetape.backtest.metrics.path.TripBook;
import io.onetape.backtest.metrics.path.TripTotals;
import io.onetape.journal.schema.PositionSide;
import org.jspecify.annotations.Nullable;

/** Everything that is kept of one instrument. Single-threaded. */
public final class Market {
    final Traded traded;
    final Activity activity;
    private final TripTotals totals;
    private final TripBook net;
    private @Nullable TripBook longSide;
    private @Nullable TripBook shortSide;

    Market(String symbol, EquityPath equity, MarkoutBlocks blocks, TripTotals totals) {
        traded = new Traded(symbol, equity, blocks);
        activity = new Activity(symbol);
        this.totals = totals;
        net = new TripBook(symbol, totals);
    }

    public Traded traded() {
        return traded;
    }

    public Activity activity() {
        return activity;
    }

    public TripBook trips(PositionSide side) {
        return switch (side) {
            case LONG -> {
                TripBook book = longSide == null ? new TripBook(traded.symbol(), totals) : longSide;
                longSide = book;
                yield book;
            }
            case SHORT -> {
                TripBook book = shortSide == null ? new TripBook(traded.symbol(), totals) : shortSide;
                shortSide = book;
                yield book;
            }
            default -> net;
        };
    }

    /** Funding comes for the instrument: it counts to the trip that is under way, in hedge mode to the long one first. */
    public TripBook tripsForFunding() {
        if (!net.isOpen() && longSide != null && longSide.isOpen()) {
            return longSide;
        }
        return !net.isOpen() && shortSide != null ? shortSide : net;
    }

    public int openTrips() {
        int open = net.isOpen() ? 1 : 0;
        open += longSide != null && longSide.isOpen() ? 1 : 0;
        return open + (shortSide != null && shortSide.isOpen() ? 1 : 0);
    }
}
