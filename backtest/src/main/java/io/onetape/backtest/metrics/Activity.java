package io.onetape.backtest.metrics;

/** What is counted of one instrument's orders. Single-threaded. */
final class Activity {
    final String symbol;
    final OrderCounts counts = new OrderCounts();
    final Buckets aheadAtAcceptance = new Buckets();
    final Buckets aheadAtFill = new Buckets();
    final KaplanMeier firstFill = new KaplanMeier();
    final KaplanMeier wholeFill = new KaplanMeier();

    Activity(String symbol) {
        this.symbol = symbol;
    }

    QueueFigures queue() {
        return new QueueFigures(
                aheadAtAcceptance.spread(), aheadAtFill.spread(), firstFill.survival(), wholeFill.survival());
    }
}
