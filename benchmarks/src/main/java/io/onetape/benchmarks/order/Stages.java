package io.onetape.benchmarks.order;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.RiskDecisionDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.runtime.RunPaths;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.agrona.collections.LongArrayList;

/**
 * How long each stage between a market record and the order that followed took, by the times at which the sequencer appended. The first one begins where the feed
 * wrote its outbox. Orders that followed from anything else (a fill, a timer) are not counted.
 */
final class Stages {
    /** In order; the last one is the sum. */
    static final List<String> NAMES =
            List.of("sequenced", "marketdata", "strategy", "risk", "execution", "tick to order");

    private static final int[] TYPES = {
        BookTopDecoder.TEMPLATE_ID,
        OrderRequestedDecoder.TEMPLATE_ID,
        RiskDecisionDecoder.TEMPLATE_ID,
        SubmitOrderDecoder.TEMPLATE_ID
    };

    private final List<Histogram> histograms =
            NAMES.stream().map(name -> new Histogram(3)).toList();
    private final LongArrayList offered = new LongArrayList(); // by the feed's number - 1
    private final LongArrayList appended = new LongArrayList(); // these by sequence - 1
    private final LongArrayList causes = new LongArrayList();
    private final LongArrayList numbers = new LongArrayList();
    private final LongArrayList types = new LongArrayList();
    private final long[] at = new long[NAMES.size()];

    /** Of a run that has ended; orders of the first {@code warmUpNanos} are left out. */
    static Stages of(RunPaths paths, String feed, long warmUpNanos) {
        Stages stages = new Stages();
        try (TapeReader outbox = TapeReader.ofFolder(paths.outbox(feed), Numbering.SOURCE_SEQUENCE)) {
            while (outbox.next()) {
                stages.offered.addLong(outbox.record().recordedAtNanos());
            }
        }
        long from = stages.offered.getLong(0) + warmUpNanos;
        try (TapeReader tape = TapeFolder.open(paths.tape()).reader()) {
            while (tape.next()) {
                stages.accept(tape.record(), from);
            }
        }
        return stages;
    }

    Histogram of(int stage) {
        return histograms.get(stage);
    }

    private void accept(RecordView record, long from) {
        appended.addLong(record.recordedAtNanos());
        causes.addLong(record.causedBy());
        numbers.addLong(record.sourceSequence());
        types.addLong(record.templateId());
        if (record.templateId() == SubmitOrderDecoder.TEMPLATE_ID && record.recordedAtNanos() >= from) {
            follow(record.sequence());
        }
    }

    /** Back from an order to its tick. */
    private void follow(long order) {
        long sequence = order;
        for (int stage = TYPES.length - 1; stage >= 0; stage--) {
            if (sequence == 0 || types.getLong((int) sequence - 1) != TYPES[stage]) {
                return;
            }
            at[stage + 2] = appended.getLong((int) sequence - 1);
            sequence = causes.getLong((int) sequence - 1);
        }
        at[1] = appended.getLong((int) sequence - 1);
        at[0] = offered.getLong((int) numbers.getLong((int) sequence - 1) - 1);
        for (int stage = 1; stage < at.length; stage++) {
            histograms.get(stage - 1).recordValue(Math.max(0, at[stage] - at[stage - 1]));
        }
        histograms.get(at.length - 1).recordValue(Math.max(0, at[at.length - 1] - at[0]));
    }
}
