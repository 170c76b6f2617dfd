package io.onetape.backtest.metrics.statistics;

import java.util.List;

/**
 * Time until something happened to an order, by Kaplan and Meier: those to which it could not happen any more, or not yet, are censored and count as long as they
 * were there.
 *
 * @param median time by which half have it; none if fewer do
 * @param within share of orders that have it by some times
 */
public record Survival(
        long orders, long events, long censored, Figure p25, Figure median, Figure p75, List<Share> within) {
    public Survival {
        within = List.copyOf(within);
    }

    /**
     * How many have it by a time.
     *
     * @param share 1 - S(nanos)
     */
    public record Share(long nanos, Figure share) {}
}
