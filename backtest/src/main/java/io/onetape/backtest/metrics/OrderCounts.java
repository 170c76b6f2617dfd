package io.onetape.backtest.metrics;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Liquidity;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the orders of one instrument, or of all. Single-threaded. */
final class OrderCounts {
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
    final ExactSum notional = new ExactSum();
    private final ExactSum makerNotional = new ExactSum();
    private long fills;
    private long makerFills;
    private long takerFills;

    void fill(Liquidity liquidity, long price, long quantity) {
        fills++;
        filledQuantity = Math.addExact(filledQuantity, quantity);
        notional.addProduct(price, quantity);
        if (liquidity == Liquidity.MAKER) {
            makerFills++;
            makerNotional.addProduct(price, quantity);
        } else if (liquidity == Liquidity.TAKER) {
            takerFills++;
        }
    }

    /** Takes those of one more instrument in. */
    void add(OrderCounts other) {
        requested += other.requested;
        refused += other.refused;
        submitted += other.submitted;
        acknowledged += other.acknowledged;
        rejected += other.rejected;
        cancels += other.cancels;
        canceled += other.canceled;
        amends += other.amends;
        fills += other.fills;
        makerFills += other.makerFills;
        takerFills += other.takerFills;
        acknowledgedQuantity += other.acknowledgedQuantity; // said of a single instrument only
        filledQuantity += other.filledQuantity;
        notional.add(other.notional);
        makerNotional.add(other.makerNotional);
        other.refusals.forEach((reason, count) -> refusals.merge(reason, count, Long::sum));
        other.rejections.forEach((reason, count) -> rejections.merge(reason, count, Long::sum));
    }

    /** @param single false: of several instruments, whose quantities do not add up */
    Trading trading(boolean single) {
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
                notional.signum() == 0
                        ? Figure.none(noFill)
                        : Figure.of(Exact.value(makerNotional) / Exact.value(notional)),
                Figure.share(makerFills, fills, noFill),
                single
                        ? Figure.share(filledQuantity, acknowledgedQuantity, "no order was acknowledged")
                        : Figure.none(RunMetricsJson.SEVERAL),
                Figure.share(cancels, fills, noFill),
                Figure.share(rejected, submitted, "no order was sent"),
                refusals,
                rejections);
    }
}
