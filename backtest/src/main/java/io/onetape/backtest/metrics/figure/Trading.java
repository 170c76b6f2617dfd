package io.onetape.backtest.metrics.figure;

import io.onetape.backtest.metrics.statistics.Figure;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked for, what the venue said, what came of it. Of the account, or of one instrument.
 *
 * @param requested orders that strategies asked for
 * @param refused of them by risk
 * @param submitted orders sent, each attempt one
 * @param acknowledged of them by the venue
 * @param rejected of them by the venue
 * @param cancels sent
 * @param canceled orders that a cancel ended
 * @param amends sent
 * @param acknowledgedQuantity Fixed8
 * @param filledQuantity Fixed8
 * @param makerRatioByNotional notional of maker fills / of all
 * @param fillRatio filled / acknowledged quantity; of several instruments together there is none
 * @param rejectRate rejected / submitted
 * @param refusals how often risk gave each reason
 * @param rejections how often the venue gave each reason
 */
public record Trading(
        long requested,
        long refused,
        long submitted,
        long acknowledged,
        long rejected,
        long cancels,
        long canceled,
        long amends,
        long fills,
        long makerFills,
        long takerFills,
        long acknowledgedQuantity,
        long filledQuantity,
        Figure makerRatioByNotional,
        Figure makerRatioByCount,
        Figure fillRatio,
        Figure cancelsPerFill,
        Figure rejectRate,
        SortedMap<String, Long> refusals,
        SortedMap<String, Long> rejections) {
    /** Why the account has no quantity. */
    public static final String SEVERAL = "quantities of several instruments do not add up";

    public Trading {
        refusals = new TreeMap<>(refusals);
        rejections = new TreeMap<>(rejections);
    }
}
