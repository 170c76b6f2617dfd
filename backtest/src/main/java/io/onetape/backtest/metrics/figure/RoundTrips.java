package io.onetape.backtest.metrics.figure;

import io.onetape.backtest.metrics.statistics.Figure;
import java.util.List;

/**
 * From flat to flat, of each instrument (in hedge mode of each position side); a fill through zero ends one and begins the next, its fee shared by quantity. Net
 * of fees and with the funding that came in between.
 *
 * @param even trips that won nothing and lost nothing
 * @param open positions that are held at the end: no trips
 * @param net of all trips, Fixed8
 * @param expectancy net of a trip on average, half-even
 * @param worst the ten that lost most, the worst first
 */
public record RoundTrips(
        long count,
        long wins,
        long losses,
        long even,
        int open,
        long net,
        Figure winRate,
        Money averageWin,
        Money averageLoss,
        Figure payoff,
        Money expectancy,
        Figure meanHoldNanos,
        List<Trip> worst) {
    public RoundTrips {
        worst = List.copyOf(worst);
    }

    /**
     * One round trip.
     *
     * @param order the order that opened it, such as mm1-7
     * @param firstSequence of the fill that opened it
     * @param lastSequence of the fill that closed it
     * @param largest position in between, negative if short, Fixed8
     * @param net Fixed8
     */
    public record Trip(
            String symbol,
            String order,
            long firstSequence,
            long lastSequence,
            long openedNanos,
            long closedNanos,
            long largest,
            int fills,
            long fees,
            long funding,
            long net) {}
}
