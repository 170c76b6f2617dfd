package io.onetape.backtest.metrics.order;

import io.onetape.backtest.metrics.figure.Trading;
import io.onetape.backtest.metrics.statistics.Exact;
import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Liquidity;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the orders of one instrument, or of all. Single-threaded. */
public final class OrderCounts {
    long requested;
    long refused;
    long submitted;
    long acknowledged;
    long rejected;
    long cancels;
    long canceled;
    long amends;
    long acknowledgedQuantity;
    long filledQuantity;
    final SortedMap<String, Long> refusals = new TreeMap<>();
    final SortedMap<String, Long> rejections = new TreeMap<>();
    private final ExactSum notional = new ExactSum();
    private final ExactSum orderedNotional = new ExactSum(); // without what the venue liquidated
    private final ExactSum makerNotional = new ExactSum();
    private long fills;
    private long orderedFills;
    private long makerFills;
    private long takerFills;

    /** @param ordered false: the venue liquidated a position, which says nothing of our orders */
    void fill(Liquidity liquidity, long price, long quantity, boolean ordered) {
        fills++;
        notional.addProduct(price, quantity);
        if (ordered) {
            orderedFills++;
            orderedNotional.addProduct(price, quantity);
            filledQuantity = Math.addExact(filledQuantity, quantity);
        }
        if (liquidity == Liquidity.MAKER) {
            makerFills++;
            makerNotional.addProduct(price, quantity);
        } else if (liquidity == Liquidity.TAKER) {
            takerFills++;
        }
    }

    /** True if something was asked for or filled. */
    public boolean hasAny() {
        return requested + submitted > 0 || notional.signum() != 0;
    }

    /** Of all fills. */
    public ExactSum notional() {
        return notional;
    }

    /** Takes those of one more instrument in. */
    public void add(OrderCounts other) {
        requested += other.requested;
        refused += other.refused;
        submitted += other.submitted;
        acknowledged += other.acknowledged;
        rejected += other.rejected;
        cancels += other.cancels;
        canceled += other.canceled;
        amends += other.amends;
        fills += other.fills;
        orderedFills += other.orderedFills;
        makerFills += other.makerFills;
        takerFills += other.takerFills;
        acknowledgedQuantity += other.acknowledgedQuantity; // said of a single instrument only
        filledQuantity += other.filledQuantity;
        notional.add(other.notional);
        orderedNotional.add(other.orderedNotional);
        makerNotional.add(other.makerNotional);
        other.refusals.forEach((reason, count) -> refusals.merge(reason, count, Long::sum));
        other.rejections.forEach((reason, count) -> rejections.merge(reason, count, Long::sum));
    }

    /** What was counted; {@code single} is false of several instruments, whose quantities do not add up. */
    public Trading trading(boolean single) {
        String noFill = "no fill";
        return new Trading(
                requested,
                refused,
                submitted,
                acknowledged,
                rejected,
                cancels,
                canceled,
                amends,
                fills,
                makerFills,
                takerFills,
                single ? acknowledgedQuantity : Fixed8.NULL,
                single ? filledQuantity : Fixed8.NULL,
                orderedNotional.signum() == 0
                        ? Figure.none(noFill)
                        : Figure.of(Exact.value(makerNotional) / Exact.value(orderedNotional)),
                Figure.share(makerFills, orderedFills, noFill),
                single
                        ? Figure.share(filledQuantity, acknowledgedQuantity, "no order was acknowledged")
                        : Figure.none(Trading.SEVERAL),
                Figure.share(cancels, fills, noFill),
                Figure.share(rejected, submitted, "no order was sent"),
                refusals,
                rejections);
    }
}
