package io.onetape.services.ops.metrics;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.DepthSnapshotDecoder;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.schema.ReplyKind;
import io.onetape.journal.schema.SignalDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.schema.TradePrintDecoder;
import io.onetape.journal.schema.VenueReplyDecoder;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How long each stage from a market event to the venue's acknowledgement took, by the tape's own times: from the record at the beginning of a stage, which is found
 * by cause, to the one at its end. A market event begins when it was received; where that is further than a minute from when it was recorded (a replayed feed has
 * stamps of another day) it begins when it was recorded. What would be negative or over a minute is counted as left out. One thread writes, without allocation.
 */
final class Stages {
    private final DepthSnapshotDecoder snapshot = new DepthSnapshotDecoder();
    private final DepthUpdateDecoder update = new DepthUpdateDecoder();
    private final DepthOrderDecoder order = new DepthOrderDecoder();
    private final QuoteUpdateDecoder quote = new QuoteUpdateDecoder();
    private final TradePrintDecoder trade = new TradePrintDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final PastRecords past = new PastRecords();
    private final OpenSubmits open = new OpenSubmits();
    private final Latency ingestion;
    private final Latency decision;
    private final Latency submission;
    private final Latency acknowledgement;
    private final Latency endToEnd;
    private long leftOut;
    private volatile long leftOutSeen;

    Stages(LongSupplier monotonicNanos) {
        ingestion = Latency.micros(
                "market_data_ingestion_latency_us",
                "From a depth message to its BookTop, microseconds",
                monotonicNanos);
        decision = Latency.micros(
                "strategy_decision_latency_us", "From a strategy's input to its Signal, microseconds", monotonicNanos);
        submission = Latency.millis(
                "order_submission_latency_ms", "From OrderRequested to SubmitOrder, milliseconds", monotonicNanos);
        acknowledgement = Latency.millis(
                "order_ack_latency_ms", "From SubmitOrder to the venue's first answer, milliseconds", monotonicNanos);
        endToEnd = Latency.millis(
                "end_to_end_latency_ms", "From a market event to the order's acceptance, milliseconds", monotonicNanos);
    }

    void onRecord(RecordView record) {
        switch (record.templateId()) {
            case BookTopDecoder.TEMPLATE_ID -> {
                if (past.has(record.causedBy()) && past.begin(record.causedBy()) != Fixed8.NULL) {
                    record(ingestion, past.begin(record.causedBy()), record);
                }
            }
            case SignalDecoder.TEMPLATE_ID -> {
                if (past.has(record.causedBy())) {
                    record(decision, past.recordedAt(record.causedBy()), record);
                }
            }
            case SubmitOrderDecoder.TEMPLATE_ID -> onSubmit(record);
            default -> {}
        }
        past.add(record, begin(record));
    }

    private void onSubmit(RecordView record) {
        long requested = past.nearestCause(record.causedBy(), OrderRequestedDecoder.TEMPLATE_ID);
        if (requested != 0) {
            record(submission, past.recordedAt(requested), record);
        }
        record.decode(submit);
        long strategy =
                OrderId.getStrategy(submit.buffer(), submit.offset() + SubmitOrderDecoder.strategyEncodingOffset());
        long begun = past.has(record.correlation()) ? past.begin(record.correlation()) : Fixed8.NULL;
        open.add(strategy, submit.intent(), submit.attempt(), record.recordedAtNanos(), begun);
    }

    /** What the venue says of a submit for the first time; that nothing came back is no acknowledgement. */
    void onReply(RecordView record, VenueReplyDecoder reply, long strategy) {
        ReplyKind kind = reply.kind();
        if (kind == ReplyKind.NO_REPLY || !open.find(strategy, reply.intent(), reply.attempt())) {
            return;
        }
        record(acknowledgement, open.submittedNanos(), record);
        if (kind == ReplyKind.ACCEPTED && open.begunNanos() != Fixed8.NULL) {
            record(endToEnd, open.begunNanos(), record);
        }
        open.removeFound();
    }

    /** When a market event was received; the null value of other records. */
    private long begin(RecordView record) {
        long received = switch (record.templateId()) {
            case DepthUpdateDecoder.TEMPLATE_ID -> record.decode(update).receivedNanos();
            case DepthOrderDecoder.TEMPLATE_ID -> record.decode(order).receivedNanos();
            case DepthSnapshotDecoder.TEMPLATE_ID -> record.decode(snapshot).receivedNanos();
            case QuoteUpdateDecoder.TEMPLATE_ID -> record.decode(quote).receivedNanos();
            case TradePrintDecoder.TEMPLATE_ID -> record.decode(trade).receivedNanos();
            default -> Long.MAX_VALUE;
        };
        if (received == Long.MAX_VALUE) {
            return Fixed8.NULL;
        }
        long recorded = record.recordedAtNanos();
        boolean ofAnotherTime = received == Fixed8.NULL || Math.abs(recorded - received) > Latency.MAXIMUM_NANOS;
        return ofAnotherTime ? recorded : received;
    }

    private void record(Latency stage, long from, RecordView to) {
        long nanos = to.recordedAtNanos() - from;
        if (nanos >= 0 && nanos <= Latency.MAXIMUM_NANOS) {
            stage.record(nanos);
        } else {
            leftOutSeen = ++leftOut;
        }
    }

    /** From any thread. */
    long leftOut() {
        return leftOutSeen;
    }

    /** From any thread. */
    List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        for (Latency latency : List.of(ingestion, decision, submission, acknowledgement, endToEnd)) {
            families.addAll(latency.collect());
        }
        return families;
    }
}
