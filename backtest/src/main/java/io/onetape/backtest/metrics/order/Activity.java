package io.onetape.backtest.metrics.order;

import io.onetape.backtest.metrics.figure.QueueFigures;
import io.onetape.backtest.metrics.statistics.Buckets;
import io.onetape.backtest.metrics.statistics.KaplanMeier;

/** What is counted of one instrument's orders. Single-threaded. */
public final class Activity {
    final String symbol;
    final OrderCounts counts = new OrderCounts();
    final Buckets aheadAtAcceptance = new Buckets();
    final Buckets aheadAtFill = new Buckets();
    final KaplanMeier firstFill = new KaplanMeier();
    final KaplanMeier wholeFill = new KaplanMeier();

    Activity(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    public OrderCounts counts() {
        return counts;
    }

    public QueueFigures queue() {
        return new QueueFigures(
                aheadAtAcceptance.spread(), aheadAtFill.spread(), firstFill.survival(), wholeFill.survival());
    }
}
