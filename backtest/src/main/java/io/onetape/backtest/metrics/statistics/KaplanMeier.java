package io.onetape.backtest.metrics.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Times until an event, or until it could no more be seen. At one time events come before those that are censored. Single-threaded. */
public final class KaplanMeier {
    private static final long MILLISECOND = 1_000_000L;
    private static final long[] TIMES = {
        MILLISECOND,
        10 * MILLISECOND,
        100 * MILLISECOND,
        500 * MILLISECOND,
        1_000 * MILLISECOND,
        2_000 * MILLISECOND,
        5_000 * MILLISECOND,
        10_000 * MILLISECOND,
        30_000 * MILLISECOND,
        60_000 * MILLISECOND,
        300_000 * MILLISECOND,
        900_000 * MILLISECOND,
        3_600_000 * MILLISECOND
    };

    private final Buckets events = new Buckets();
    private final Buckets censored = new Buckets();

    public void event(long nanos) {
        events.add(nanos);
    }

    public void censored(long nanos) {
        censored.add(nanos);
    }

    /** What happened in one bucket of time. */
    private static final class Step {
        private long nanos;
        private long events;
        private long censored;
    }

    /** The estimate. */
    public Survival survival() {
        SortedMap<Integer, Step> steps = new TreeMap<>();
        events.forEach((index, nanos, count) -> {
            Step step = steps.computeIfAbsent(index, i -> new Step());
            step.nanos = nanos;
            step.events = count;
        });
        censored.forEach((index, nanos, count) -> {
            Step step = steps.computeIfAbsent(index, i -> new Step());
            step.nanos = step.events > 0 ? step.nanos : nanos;
            step.censored = count;
        });
        long orders = events.count() + censored.count();
        long atRisk = orders;
        double survival = 1;
        long longest = 0;
        double[] quartiles = {Double.NaN, Double.NaN, Double.NaN};
        List<Survival.Share> within = new ArrayList<>();
        for (Step step : steps.values()) {
            while (within.size() < TIMES.length && TIMES[within.size()] < step.nanos) {
                within.add(new Survival.Share(TIMES[within.size()], Figure.of(1 - survival)));
            }
            survival *= 1 - (double) step.events / atRisk;
            atRisk -= step.events + step.censored;
            longest = step.nanos;
            for (int i = 0; i < quartiles.length; i++) {
                if (Double.isNaN(quartiles[i]) && step.events > 0 && survival <= 1 - (i + 1) * 0.25) {
                    quartiles[i] = step.nanos;
                }
            }
        }
        while (within.size() < TIMES.length) {
            long nanos = TIMES[within.size()];
            boolean known = nanos <= longest || (orders > 0 && survival == 0);
            within.add(new Survival.Share(
                    nanos, known ? Figure.of(1 - survival) : Figure.none("no order was watched so long")));
        }
        return new Survival(
                orders,
                events.count(),
                censored.count(),
                quartile(quartiles[0]),
                quartile(quartiles[1]),
                quartile(quartiles[2]),
                within);
    }

    private static Figure quartile(double nanos) {
        return Double.isNaN(nanos) ? Figure.none("fewer were filled") : Figure.of(nanos);
    }
}
