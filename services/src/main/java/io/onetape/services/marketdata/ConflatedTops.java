package io.onetape.services.marketdata;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * BookTops for read models that are slower than the market: of what lies between two readings of the tape they get the newest of each instrument only, and the
 * rest is counted. Nothing is ever given out of order: sequences rise, and each BookTop is newer than any that was given of its instrument. Who keeps up misses
 * nothing. For dashboards and stores, not for processors, which see every record. Allocates nothing once it has seen every instrument. Single-threaded.
 *
 * <pre>{@code
 * while (running) {
 *     tops.read(tape, 100_000); // whatever was appended since
 *     tops.drain(top -> show(top)); // may take as long as it takes
 * }
 * }</pre>
 */
public final class ConflatedTops {
    /** The newest BookTop of an instrument, and whether it is still to be given. */
    private static final class Kept {
        private final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(256);
        private final RecordView view = new RecordView();
        private boolean pending;
        private long skipped;
    }

    private final Int2ObjectHashMap<Kept> byInstrument = new Int2ObjectHashMap<>(); // looked up, never iterated
    private final List<Kept> pending = new ArrayList<>(); // by the sequence of what they hold
    private long skipped;

    /** Reads on to the tape's end, or this many records, and returns how many that was. */
    public int read(TapeReader tape, int maximum) {
        int read = 0;
        while (read < maximum && tape.next()) {
            offer(tape.record());
            read++;
        }
        return read;
    }

    /** Takes the next record of the tape. A BookTop replaces the one of its instrument that was not given yet; other records are none of its business. */
    public void offer(RecordView record) {
        if (record.templateId() != BookTopDecoder.TEMPLATE_ID) {
            return;
        }
        Kept kept = byInstrument.get(record.instrument());
        if (kept == null) {
            kept = new Kept();
            byInstrument.put(record.instrument(), kept);
        }
        if (kept.pending) {
            kept.skipped++;
            skipped++;
            pending.remove(kept); // its place was that of the older one
        }
        kept.pending = true;
        kept.bytes.putBytes(0, record.buffer(), 0, record.length());
        kept.view.wrap(kept.bytes, 0, record.length());
        pending.add(kept);
    }

    /** Gives what is pending, in the order of the tape, and returns how many that was. Views are valid during the call. */
    public int drain(Consumer<RecordView> to) {
        int count = 0;
        while (!pending.isEmpty()) {
            Kept next = pending.remove(0);
            next.pending = false;
            count++;
            to.accept(next.view);
        }
        return count;
    }

    /** How many BookTops were replaced before they were given. */
    public long skipped() {
        return skipped;
    }

    /** The same of one instrument. */
    public long skipped(int instrument) {
        Kept kept = byInstrument.get(instrument);
        return kept == null ? 0 : kept.skipped;
    }
}
