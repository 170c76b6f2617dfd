package io.onetape.backtest.metrics.order;

import io.onetape.backtest.metrics.figure.Latencies;
import io.onetape.backtest.metrics.figure.Latencies.Stage;
import io.onetape.backtest.metrics.statistics.Buckets;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long each stage took. For the last 65,536 records it is remembered when that came which a record follows from: the last one before it that no processor has derived, be it from the market, from
 * the venue or from the clock. Single-threaded. */
public final class LatencyCounts {
    private static final int KEPT = 1 << 16;
    private static final int FIRST_DERIVED = BookTopDecoder.TEMPLATE_ID;

    private final Map<Stage, Buckets> stages = new EnumMap<>(Stage.class);
    private final Buckets feed = new Buckets();
    private final long[] cameNanos = new long[KEPT];

    public LatencyCounts() {
        for (Stage stage : Stage.values()) {
            stages.put(stage, stage == Stage.FEED ? feed : new Buckets());
        }
    }

    public void came(RecordView record) {
        long cause = record.causedBy();
        long sequence = record.sequence();
        boolean follows = record.templateId() >= FIRST_DERIVED && cause > 0 && cause > sequence - KEPT;
        long nanos = follows ? cameNanos[(int) cause & (KEPT - 1)] : record.recordedAtNanos();
        cameNanos[(int) sequence & (KEPT - 1)] = nanos;
    }

    /** From what it follows from to a request, which came last. */
    void decided(RecordView request) {
        long nanos = cameNanos[(int) request.sequence() & (KEPT - 1)];
        add(Stage.DECIDE, nanos, request.recordedAtNanos());
    }

    public void feed(long fromNanos, long toNanos) {
        feed.add(toNanos - fromNanos);
    }

    /** A time that is not known says nothing. */
    void add(Stage stage, long fromNanos, long toNanos) {
        Buckets buckets = stages.get(stage);
        if (buckets != null && fromNanos != Fixed8.NULL && toNanos != Fixed8.NULL) {
            buckets.add(toNanos - fromNanos);
        }
    }

    /**
     * All stages.
     *
     * @param simulated the venue is not a real one
     * @param decisionsToo no processor ran on a clock of its own
     */
    public Latencies latencies(boolean simulated, boolean decisionsToo) {
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
