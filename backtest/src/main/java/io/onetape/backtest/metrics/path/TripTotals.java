package io.onetape.backtest.metrics.path;

import io.onetape.backtest.metrics.figure.Money;
import io.onetape.backtest.metrics.figure.RoundTrips;
import io.onetape.backtest.metrics.statistics.Figure;
import io.onetape.journal.fixed.Fixed8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All round trips so far, of all positions, and the worst of them. Single-threaded. */
public final class TripTotals {
    private static final int WORST = 10;
    private static final Comparator<RoundTrips.Trip> WORST_FIRST =
            Comparator.comparingLong(RoundTrips.Trip::net).thenComparingLong(RoundTrips.Trip::lastSequence);

    private final List<RoundTrips.Trip> worst = new ArrayList<>();
    private long wins;
    private long losses;
    private long even;
    private long won;
    private long lost;
    private double heldNanos;

    void add(RoundTrips.Trip trip) {
        long net = trip.net();
        if (net > 0) {
            wins++;
            won = Math.addExact(won, net);
        } else if (net < 0) {
            losses++;
            lost = Math.addExact(lost, net);
        } else {
            even++;
        }
        heldNanos += trip.closedNanos() - trip.openedNanos();
        if (worst.size() < WORST || WORST_FIRST.compare(trip, worst.get(WORST - 1)) < 0) {
            worst.add(trip);
            worst.sort(WORST_FIRST);
            if (worst.size() > WORST) {
                worst.remove(WORST);
            }
        }
    }

    public RoundTrips roundTrips(int open) {
        long count = wins + losses + even;
        String noTrip = "no round trip";
        Money averageWin = wins == 0 ? Money.none("no winning trip") : average(won, wins);
        Money averageLoss = losses == 0 ? Money.none("no losing trip") : average(lost, losses);
        Figure payoff = wins == 0 || losses == 0
                ? Figure.none("expected winning and losing trips, found " + wins + " and " + losses)
                : Figure.of(((double) won / (double) wins) / (-(double) lost / (double) losses));
        return new RoundTrips(
                count,
                wins,
                losses,
                even,
                open,
                won + lost,
                Figure.share(wins, count, noTrip),
                averageWin,
                averageLoss,
                payoff,
                count == 0 ? Money.none(noTrip) : average(won + lost, count),
                Figure.ratio(heldNanos, (double) count, noTrip),
                worst);
    }

    private static Money average(long sum, long count) {
        return Money.of(Fixed8.multiplyDivide(sum, 1, count));
    }
}
