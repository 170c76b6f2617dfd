package io.onetape.replay;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedDecoder;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts of processors that failed, and on which record. The record that says so stands on the tape behind the one that it speaks of, so whoever runs over the
 * tape again must know it before. Single-threaded.
 */
public final class Quarantines {
    /** Nothing has failed. */
    public static final Quarantines NONE = new Quarantines();

    private record Entry(long part, long fromSequence) {}

    private final StrategyChangedDecoder changed = new StrategyChangedDecoder();
    private final List<Entry> entries = new ArrayList<>();
    private int next;

    /** Reads on to the tape's end, or to where it is damaged and nobody comes past, and collects what failed. */
    public static Quarantines ahead(TapeReader reader) {
        Quarantines found = new Quarantines();
        try {
            while (reader.next()) {
                found.collect(reader.record());
            }
        } catch (DamagedTapeException e) {
            // Whoever runs over these records stops there himself, and names it.
        }
        found.entries.sort(
                (a, b) -> Long.compare(a.fromSequence, b.fromSequence)); // stable: equal ones stay in tape order
        return found.entries.isEmpty() ? NONE : found;
    }

    private void collect(RecordView record) {
        if (record.templateId() != StrategyChangedDecoder.TEMPLATE_ID) {
            return;
        }
        record.decode(changed);
        if (changed.change() == StrategyChange.QUARANTINED && changed.fromSequence() > 0) {
            long part = OrderId.getStrategy(
                    changed.buffer(), changed.offset() + StrategyChangedDecoder.strategyEncodingOffset());
            entries.add(new Entry(part, changed.fromSequence()));
        }
    }

    /** Tells the processor what failed on the record with this sequence, which is handed to it next. Sequences go up. */
    void apply(long sequence, Processor processor, Emitter out) {
        while (next < entries.size() && entries.get(next).fromSequence <= sequence) {
            Entry entry = entries.get(next++);
            if (entry.fromSequence == sequence) {
                processor.quarantine(entry.part, sequence, out);
            }
        }
    }

    /** The same for another processor, from the beginning. */
    public Quarantines copy() {
        if (entries.isEmpty()) {
            return NONE;
        }
        Quarantines copy = new Quarantines();
        copy.entries.addAll(entries);
        return copy;
    }
}
