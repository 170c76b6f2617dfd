package io.onetape.backtest.likelive;

import java.util.List;

/**
 * What really became of a session's orders against what a simulation made of the same requests.
 *
 * @param bothFilled orders of which something was filled in both
 * @param onlyReal orders of which something was really filled, and nothing in the simulation
 * @param onlySimulated the other way round
 * @param neither of which nothing was filled in either
 * @param squaredError mean over all orders of ((real - simulated) / quantity)²: 0 if every order was filled as far as it really was; where every order is filled whole or not at all, its Brier score
 * @param waitError mean over the orders that both filled of how far their times to the first fill are apart, in nanoseconds; 0 if there are none
 */
public record Comparison(
        int bothFilled, int onlyReal, int onlySimulated, int neither, double squaredError, double waitError) {

    /** Of these orders of the session, from one place up to, but not including, the other. */
    static Comparison of(Session session, Fills simulated, int from, int to) {
        int both = 0;
        int real = 0;
        int sim = 0;
        double error = 0;
        double wait = 0;
        List<SentOrder> orders = session.orders();
        for (int i = from; i < to; i++) {
            Filled really = session.real().of(i);
            Filled simulatedly = simulated.of(i);
            if (really.isAny() && simulatedly.isAny()) {
                both++;
                wait += Math.abs((double) really.firstNanos() - simulatedly.firstNanos());
            }
            real += really.isAny() && !simulatedly.isAny() ? 1 : 0;
            sim += !really.isAny() && simulatedly.isAny() ? 1 : 0;
            error += squaredError(orders.get(i), really, simulatedly);
        }
        int count = to - from;
        return new Comparison(
                both,
                real,
                sim,
                count - both - real - sim,
                count == 0 ? 0 : error / count,
                both == 0 ? 0 : wait / both);
    }

    public static Comparison of(Session session, Fills simulated) {
        return of(session, simulated, 0, session.orders().size());
    }

    private static double squaredError(SentOrder order, Filled real, Filled simulated) {
        if (order.quantity() <= 0) {
            return 0; // no venue takes it
        }
        double part = ((double) real.quantity() - simulated.quantity()) / order.quantity();
        return part * part;
    }
}
