package io.onetape.backtest.run.clock;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.DepthOrderDecoder;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.collections.IntHashSet;

/**
 * What a first pass over a recorded tape finds: how far its clocks are apart, what is defined on it, and its hash. Local time is {@code recordedAtNanos}; feed
 * latency is local time less exchange time, of the market facts that have one.
 */
public final class SourceScan {
    private final ExchangeTime exchangeTime = new ExchangeTime();
    private final CycleStartedDecoder cycle = new CycleStartedDecoder();
    private final Instruments instruments;
    private final Sources sources;
    private final RecordHash hash = new RecordHash();
    private final SortedMap<Integer, Instrument> firstDefinitions;
    private final SortedMap<Integer, Instrument> definedBefore;
    private String tapeHash = "";
    private long tapeId;
    private long records;
    private long startSequence;
    private long lastSequence;
    private long firstNanos;
    private long startNanos;
    private long lastNanos;
    private long ticks;
    private long latencies;
    private long negative;
    private long smallest = Long.MAX_VALUE;
    private long largest = Long.MIN_VALUE;
    private long firstExchangeNanos = Long.MAX_VALUE;
    private long lastExchangeNanos = Long.MIN_VALUE;
    private final RecordingGaps gaps;

    private final ByInstrument<FeedClock> clocks;
    private final IntHashSet byOrder; // looked up, never iterated
    private Tape checked;
    private List<RecordedInput> madeFrom = List.of();

    private SourceScan(Tape tape) {
        checked = tape;
        gaps = new RecordingGaps();
        instruments = new Instruments();
        sources = new Sources();
        firstDefinitions = new TreeMap<>();
        definedBefore = new TreeMap<>();
        clocks = new ByInstrument<>();
        byOrder = new IntHashSet();
    }

    private SourceScan(SourceScan whole, long startSequence, long startNanos, long lastSequence, long lastNanos) {
        checked = whole.checked;
        instruments = whole.instruments;
        sources = whole.sources;
        firstDefinitions = whole.firstDefinitions;
        definedBefore = whole.definedBefore;
        tapeHash = whole.tapeHash;
        tapeId = whole.tapeId;
        records = whole.records;
        firstNanos = whole.firstNanos;
        clocks = whole.clocks;
        byOrder = whole.byOrder;
        madeFrom = whole.madeFrom;
        ticks = whole.ticks;
        latencies = whole.latencies;
        negative = whole.negative;
        smallest = whole.smallest;
        largest = whole.largest;
        firstExchangeNanos = whole.firstExchangeNanos;
        lastExchangeNanos = whole.lastExchangeNanos;
        gaps = whole.gaps;
        this.startSequence = startSequence;
        this.startNanos = startNanos;
        this.lastSequence = lastSequence;
        this.lastNanos = lastNanos;
    }

    /** Reads the whole tape. */
    public static SourceScan of(Tape tape) {
        SourceScan scan = new SourceScan(tape);
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                scan.accept(reader.record());
            }
        }
        scan.tapeHash = scan.hash.finish();
        scan.checked = tape.checked(); // not before: it may have grown while it was read
        return scan;
    }

    /** The same clocks, definitions and hash, but a run ends with this record: as if nothing behind it had been recorded. */
    public SourceScan until(long sequence) {
        return new SourceScan(this, startSequence, startNanos, sequence, lastNanos);
    }

    /**
     * The same clocks, definitions and hash, but strategies start with the first record that has this sequence and time, or a later one, and the run ends before the first that has the ends'.
     * Throws {@link IllegalArgumentException} if no record is between them.
     *
     * @param fromNanos local time as recorded
     * @param toNanos the same
     */
    public SourceScan between(long fromSequence, long fromNanos, long toSequence, long toNanos) {
        long from = Math.max(fromSequence, startSequence);
        Point start = firstFrom(from, fromNanos);
        Point behind = firstAtEither(toSequence, toNanos);
        if (start.sequence > lastSequence || start.sequence >= behind.sequence) {
            throw new IllegalArgumentException("expected a record between the two positions, found none");
        }
        Point last = firstFrom(Math.min(behind.sequence - 1, lastSequence), Long.MIN_VALUE);
        boolean fromFirst = from <= 1 && fromNanos <= firstNanos;
        return new SourceScan(
                this, fromFirst ? 0 : start.sequence, fromFirst ? 0 : start.nanos, last.sequence, last.nanos);
    }

    private Point firstAtEither(long sequence, long nanos) {
        Point bySequence = firstFrom(sequence, Long.MIN_VALUE);
        Point byTime = firstFrom(Long.MIN_VALUE, nanos);
        return bySequence.sequence < byTime.sequence ? bySequence : byTime;
    }

    /** The first record that has this sequence and time, or later ones. */
    private Point firstFrom(long sequence, long nanos) {
        if (sequence > lastSequence || nanos > lastNanos) {
            return Point.BEHIND;
        }
        try (TapeReader reader = checked.reader()) {
            if (nanos > firstNanos) {
                reader.seekTime(nanos);
            }
            if (sequence > reader.number() + 1) {
                reader.seek(sequence);
            }
            return reader.next() ? new Point(reader.number(), reader.record().recordedAtNanos()) : Point.BEHIND;
        }
    }

    private record Point(long sequence, long nanos) {
        /** Behind the last record. */
        static final Point BEHIND = new Point(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private void accept(RecordView record) {
        hash.add(record);
        sources.apply(record);
        if (records == 0 && record.templateId() == CycleStartedDecoder.TEMPLATE_ID) {
            tapeId = record.decode(cycle).tapeId();
        }
        if (instruments.apply(record)) {
            for (Instrument instrument : instruments.all()) {
                boolean isFirst = firstDefinitions.putIfAbsent(instrument.id(), instrument) == null;
                if (isFirst && record.templateId() == CycleStartedDecoder.TEMPLATE_ID) {
                    definedBefore.put(instrument.id(), instrument);
                }
            }
        }
        firstNanos = records == 0 ? record.recordedAtNanos() : firstNanos;
        gaps.add(record.recordedAtNanos());
        lastNanos = record.recordedAtNanos();
        records++;
        lastSequence = record.sequence();
        ticks += record.templateId() == TickDecoder.TEMPLATE_ID ? 1 : 0;
        if (record.templateId() == DepthOrderDecoder.TEMPLATE_ID) {
            byOrder.add(record.instrument());
        }
        long exchangeNanos = exchangeTime.of(record);
        if (exchangeNanos != Fixed8.NULL) {
            measure(record.recordedAtNanos() - exchangeNanos);
            firstExchangeNanos = Math.min(firstExchangeNanos, exchangeNanos);
            lastExchangeNanos = Math.max(lastExchangeNanos, exchangeNanos);
            clockOf(record.instrument()).measure(record.recordedAtNanos(), exchangeNanos);
        }
    }

    private FeedClock clockOf(int instrument) {
        FeedClock clock = clocks.find(instrument);
        if (clock == null) {
            clock = new FeedClock();
            clocks.put(instrument, clock);
        }
        return clock;
    }

    private void measure(long latency) {
        latencies++;
        negative += latency < 0 ? 1 : 0;
        smallest = Math.min(smallest, latency);
        largest = Math.max(largest, latency);
    }

    /** What has been read, to be read again without checking: one mapping, for all runs over it. */
    public Tape checked() {
        return checked;
    }

    /** The scan of a tape that was merged from these, its local times shifted already. */
    public SourceScan madeFrom(List<RecordedInput> inputs) {
        madeFrom = List.copyOf(inputs);
        return this;
    }

    /** The instruments of the recorded tapes that this is made from, by tape and id: of this tape itself, shifted by so much, unless it was merged from others. */
    public List<RecordedInput> inputs(long shiftNanos) {
        if (!madeFrom.isEmpty()) {
            return madeFrom;
        }
        return instruments().stream()
                .map(one -> new RecordedInput(1, tapeId, tapeHash, one, one.id(), shiftNanos, clock(one.id())))
                .toList();
    }

    /** How far the clocks of one instrument are apart. */
    public FeedClock clock(int instrument) {
        FeedClock clock = clocks.find(instrument);
        return clock == null ? new FeedClock() : clock;
    }

    /** True if the instrument's book is recorded order by order. */
    public boolean isByOrder(int instrument) {
        return byOrder.contains(instrument);
    }

    /** SHA-256 of the tape's records, in hex. */
    public String tapeHash() {
        return tapeHash;
    }

    public long tapeId() {
        return tapeId;
    }

    public long records() {
        return records;
    }

    /** The record that strategies start with; 0 if they start with the tape. */
    public long startSequence() {
        return startSequence;
    }

    /** Local time of that record, or of the first. */
    public long startNanos() {
        return startSequence == 0 ? firstNanos : startNanos;
    }

    /** Local time from where strategies start to the end. */
    public long durationNanos() {
        return lastNanos - startNanos();
    }

    /** Where the scan ended: what was appended since is no part of it. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Local time of the first record. */
    public long firstNanos() {
        return firstNanos;
    }

    /** Local time of the last record. */
    public long lastNanos() {
        return lastNanos;
    }

    /** Exchange time at which a run over this begins at the earliest; local time without any. */
    public long firstExchangeNanos() {
        return hasLatency() ? Math.max(firstExchangeNanos, startNanos() - Math.max(0, largest)) : startNanos();
    }

    /** Exchange time at which it ends at the latest. */
    public long lastExchangeNanos() {
        return hasLatency() ? Math.min(lastExchangeNanos, lastNanos + Math.max(0, -smallest)) : lastNanos;
    }

    /** Where nothing was recorded for more than an hour, from where strategies start to the end, in plain sentences. */
    public List<String> gaps() {
        return gaps.between(startNanos(), lastNanos);
    }

    /** True if a clock's ticks are recorded. */
    public boolean hasTicks() {
        return ticks > 0;
    }

    /** True if any market fact has a time of the exchange. */
    public boolean hasLatency() {
        return latencies > 0;
    }

    /** Feed latency at its smallest; only if there is any. */
    public long smallestLatencyNanos() {
        return smallest;
    }

    /** Feed latency at its largest; only if there is any. */
    public long largestLatencyNanos() {
        return largest;
    }

    /** How many facts were received before they happened. */
    public long negativeLatencies() {
        return negative;
    }

    /** All sources of the tape. */
    public Sources sources() {
        return sources;
    }

    /** All instruments, as defined last. */
    public List<Instrument> instruments() {
        return instruments.all();
    }

    /** Instruments by id that no record before their first cycle defines: the tape's beginning, where they were defined, was moved away. */
    public List<Instrument> definedBefore() {
        return List.copyOf(definedBefore.values());
    }

    /** All instruments by id, each as defined first. */
    public List<Instrument> firstDefinitions() {
        return List.copyOf(firstDefinitions.values());
    }
}
