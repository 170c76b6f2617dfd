package io.onetape.replay.trace;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.OrderRequestedDecoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.SignalDecoder;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Why an order came about and what became of it: the record from outside that began the chain, what led from it to the request, everything about the order, and
 * the positions that its fills changed. Memory follows the order's records, not the tape's length. Single-threaded; one use.
 */
public final class Causality {
    /** More siblings than this are not kept. */
    static final int MAX_SIBLINGS = 1_000;

    private final Tape tape;
    private final OrderId order;
    private final OrderFields fields = new OrderFields();
    private final SortedMap<Long, RecordCopy> chain = new TreeMap<>();
    private final SortedMap<Long, RecordCopy> siblings = new TreeMap<>();
    private final List<String> absent = new ArrayList<>();
    private long correlation;

    public Causality(Tape tape, OrderId order) {
        this.tape = tape;
        this.order = order;
    }

    /** Walks the tape once, from its start; {@code progress} is told each sequence. False if no record is about the order. */
    public boolean walk(LongConsumer progress) {
        walk(tape, List.of(this), progress);
        return !chain.isEmpty();
    }

    /** The same of several orders of one tape, in one walk. */
    public static void walk(Tape tape, List<Causality> orders, LongConsumer progress) {
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                for (Causality one : orders) {
                    one.accept(record);
                }
                progress.accept(record.sequence());
            }
        }
    }

    private void accept(RecordView record) {
        if (fields.isAbout(record, order)) {
            if (chain.isEmpty() || record.templateId() == OrderRequestedDecoder.TEMPLATE_ID) {
                climb(record);
            }
            chain.put(record.sequence(), new RecordCopy(record));
        } else if (!chain.isEmpty()) {
            follow(record);
        }
    }

    /** The chain, by sequence. */
    public List<RecordCopy> chain() {
        return List.copyOf(chain.values());
    }

    /** What else followed from the record that began the chain, by sequence; at most a thousand records. */
    public List<RecordCopy> siblings() {
        return List.copyOf(siblings.values());
    }

    /** What should be there and is not, in words; empty if the chain is whole. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>(absent);
        missing.addAll(new ChainGaps(chain.values()).find());
        return missing;
    }

    private void follow(RecordView record) {
        if (record.templateId() == PositionChangedDecoder.TEMPLATE_ID && chain.containsKey(record.causedBy())) {
            chain.put(record.sequence(), new RecordCopy(record));
        } else if (record.correlation() == correlation) {
            keepSibling(record);
        }
    }

    private void keepSibling(RecordView record) {
        if (siblings.size() < MAX_SIBLINGS) {
            siblings.put(record.sequence(), new RecordCopy(record));
        }
    }

    /** Takes the records that led to {@code request}, back to the one from outside. */
    private void climb(RecordView request) {
        correlation = request.correlation();
        long strategy = fields.strategyOf(request);
        long cause = request.causedBy();
        try (TapeReader reader = tape.reader()) {
            long above = request.sequence();
            long wanted = cause;
            while (wanted != 0) {
                long next = take(reader, wanted, above);
                above = wanted;
                wanted = next;
            }
        }
        if (correlation == 0 || correlation >= request.sequence()) {
            return;
        }
        try (TapeReader reader = tape.reader()) {
            reader.seek(correlation);
            while (reader.next() && reader.number() < request.sequence()) {
                RecordView record = reader.record();
                boolean isSignal = record.templateId() == SignalDecoder.TEMPLATE_ID
                        && record.causedBy() == cause
                        && fields.strategyOf(record) == strategy;
                if (isSignal) {
                    chain.put(record.sequence(), new RecordCopy(record));
                } else if (record.correlation() == correlation && !chain.containsKey(record.sequence())) {
                    keepSibling(record);
                }
            }
        }
    }

    /** Takes the record that led to the one at {@code above}; returns the sequence of its own cause, 0 if it came from outside or is not there. */
    private long take(TapeReader reader, long wanted, long above) {
        if (wanted < above) {
            reader.seek(wanted);
            if (reader.next() && reader.number() == wanted) {
                chain.put(wanted, new RecordCopy(reader.record()));
                return reader.record().causedBy();
            }
        }
        absent.add("record " + wanted + ", which is named as a cause, is not on the tape");
        return 0;
    }
}
