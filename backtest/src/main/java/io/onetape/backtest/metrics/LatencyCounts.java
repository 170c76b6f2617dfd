package io.onetape.backtest.metrics;

import io.onetape.backtest.metrics.Latencies.Stage;
import io.onetape.journal.fixed.Fixed8;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long each stage took. When a record came is remembered for the last 65,536. Single-threaded. */
final class LatencyCounts {
    private static final int KEPT = 1 << 16;

    private final Map<Stage, Buckets> stages = new EnumMap<>(Stage.class);
    private final Buckets feed = new Buckets();
    private final long[] cameNanos = new long[KEPT];
    private long lastSequence;

    LatencyCounts() {
        for (Stage stage : Stage.values()) {
            stages.put(stage, stage == Stage.FEED ? feed : new Buckets());
        }
    }

    void came(long sequence, long nanos) {
        cameNanos[(int) sequence & (KEPT - 1)] = nanos;
        lastSequence = sequence;
    }

    void feed(long fromNanos, long toNanos) {
        feed.add(toNanos - fromNanos);
    }

    /** A time that is not known says nothing. */
    void add(Stage stage, long fromNanos, long toNanos) {
        Buckets buckets = stages.get(stage);
        if (buckets != null && fromNanos != Fixed8.NULL && toNanos != Fixed8.NULL) {
            buckets.add(toNanos - fromNanos);
        }
    }

    /** When a record came, {@link Fixed8#NULL} if that is forgotten. */
    long nanosOf(long sequence) {
        boolean kept = sequence > 0 && sequence > lastSequence - KEPT;
        return kept ? cameNanos[(int) sequence & (KEPT - 1)] : Fixed8.NULL;
    }

    /**
     * All stages.
     *
     * @param simulated the venue is not a real one
     * @param decisionsToo no processor ran on a clock of its own
     */
    Latencies latencies(boolean simulated, boolean decisionsToo) {
        List<Latencies.Row> rows = new ArrayList<>();
        stages.forEach((stage, buckets) -> {
            boolean modelled = switch (stage) {
                case FEED -> false;
                case DECIDE -> decisionsToo;
                default -> simulated;
            };
            rows.add(new Latencies.Row(stage, modelled, buckets.negative(), buckets.spread()));
        });
        return new Latencies(rows);
    }
}
