package io.onetape.backtest.run.clock;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.FeedStatusChangedDecoder;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.tape.TapeReader;
import org.agrona.collections.IntHashSet;
import org.jspecify.annotations.Nullable;

/**
 * The market facts of a recorded tape in the order in which they happened: by exchange time, then instrument, then sequence. It reads ahead of what it gives
 * by the largest feed latency, and holds no more than that. A fact without a time of the exchange counts from its local time, a definition from before
 * everything that was received after it, and what became of a feed from before every book that was received after it. An order of the public book without a time, as those of a
 * snapshot, also comes before the next one of its instrument that has one: their ids say that they follow each other. Levels without a time need no such rule: a late snapshot of them is
 * still met by the updates that were kept for it, and an early one would show what had not happened yet. Single-threaded.
 */
public final class ExchangeFeed implements AutoCloseable {
    private static final int UNTIMED_ORDERS = 0; // a queue of their own; no type of record has this number

    private final TapeReader reader;
    private final @Nullable UnreadRuns passedOver;
    private final ExchangeTime exchangeTime = new ExchangeTime();
    private final RecordsInOrder waiting = new RecordsInOrder();
    private final long shiftNanos;
    private final long largestLatencyNanos;
    private final long lastSequence;
    private final boolean[] concernsVenue; // by type of record; no further ones do
    private final boolean onOurClock;
    private final IntHashSet untimed = new IntHashSet(); // instruments whose orders without a time may wait
    private long completeBeforeNanos = Long.MIN_VALUE; // nothing that is still to be read happened before this

    /**
     * Over the tape that was scanned, up to where the scan ended, with local time shifted by {@code shiftNanos}.
     *
     * @param withQuotes false: QuoteUpdates are passed over
     */
    public ExchangeFeed(SourceScan scan, long shiftNanos, boolean withQuotes) {
        this(scan, shiftNanos, withQuotes, null, false);
    }

    /**
     * The same.
     *
     * @param passedOver learns what is passed over, if a run can go behind it
     */
    public ExchangeFeed(SourceScan scan, long shiftNanos, boolean withQuotes, UnreadRuns passedOver) {
        this(scan, shiftNanos, withQuotes, passedOver, false);
    }

    private ExchangeFeed(
            SourceScan scan, long shiftNanos, boolean withQuotes, @Nullable UnreadRuns passedOver, boolean onOurClock) {
        this.onOurClock = onOurClock;
        this.passedOver = passedOver;
        reader = scan.checked().reader();
        concernsVenue = ExchangeTime.concerningVenue();
        concernsVenue[QuoteUpdateDecoder.TEMPLATE_ID] = withQuotes;
        this.shiftNanos = shiftNanos;
        lastSequence = scan.lastSequence();
        largestLatencyNanos =
                scan.hasLatency() && !onOurClock ? Math.max(0, scan.largestLatencyNanos() + shiftNanos) : 0;
    }

    /** For a venue that lives on our clock, as that of paper trading: a fact happens when it is received. */
    public static ExchangeFeed onOurClock(SourceScan scan, boolean withQuotes) {
        return new ExchangeFeed(scan, 0, withQuotes, null, true);
    }

    /** True if there is a fact; then it is the first. */
    public boolean hasNext() {
        while (waiting.isEmpty() || waiting.firstNanos() >= completeBeforeNanos) {
            if (completeBeforeNanos == Long.MAX_VALUE) {
                return !waiting.isEmpty();
            }
            read();
        }
        return true;
    }

    /** Exchange time of the first fact. */
    public long nanos() {
        return waiting.firstNanos();
    }

    /** Instrument of the first fact. */
    public int instrument() {
        return waiting.firstInstrument();
    }

    /** The first fact itself, until {@link #remove}. */
    public RecordView record() {
        return waiting.firstRecord();
    }

    /** How much later than it happened the first fact was received; {@link Fixed8#NULL} if it has no time of the exchange. */
    public long latencyNanos() {
        RecordView first = record();
        long exchangeNanos = exchangeTime.of(first);
        return exchangeNanos == Fixed8.NULL ? Fixed8.NULL : first.recordedAtNanos() + shiftNanos - exchangeNanos;
    }

    public void remove() {
        waiting.removeFirst();
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Reads up to the next record that concerns the venue, or until it is known which of those that wait is the first. */
    private void read() {
        long firstNanos = waiting.isEmpty() ? Long.MAX_VALUE : waiting.firstNanos();
        while (reader.number() != lastSequence && reader.next()) {
            RecordView record = reader.record();
            long localNanos = record.recordedAtNanos() + shiftNanos;
            completeBeforeNanos = localNanos - largestLatencyNanos;
            int template = record.templateId();
            if (template < concernsVenue.length && concernsVenue[template]) {
                add(record, localNanos);
                return;
            }
            if (passedOver != null) {
                passedOver.add(reader);
            }
            if (firstNanos < completeBeforeNanos) {
                return;
            }
        }
        completeBeforeNanos = Long.MAX_VALUE;
    }

    private void add(RecordView record, long localNanos) {
        if (ExchangeTime.isDefinition(record)) {
            waiting.add(record, completeBeforeNanos);
            return;
        }
        long exchangeNanos = onOurClock ? Fixed8.NULL : exchangeTime.of(record);
        long nanos = exchangeNanos == Fixed8.NULL ? localNanos : exchangeNanos;
        if (ExchangeTime.isBook(record)) {
            waiting.bringForward(FeedStatusChangedDecoder.TEMPLATE_ID, record.instrument(), nanos);
        }
        if (record.templateId() == DepthOrderDecoder.TEMPLATE_ID && !onOurClock) {
            addOrder(record, nanos, exchangeNanos != Fixed8.NULL);
        } else {
            waiting.add(record, nanos);
        }
    }

    private void addOrder(RecordView record, long nanos, boolean isTimed) {
        if (!isTimed) {
            untimed.add(record.instrument());
            waiting.add(UNTIMED_ORDERS, record, nanos);
            return;
        }
        if (!untimed.isEmpty() && untimed.remove(record.instrument())) {
            waiting.bringForward(UNTIMED_ORDERS, record.instrument(), nanos);
        }
        waiting.add(record, nanos);
    }
}
