package io.onetape.journal.tape;

import io.onetape.journal.excerpt.ExcerptSink;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedEncoder;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.SourceDefinedEncoder;
import io.onetape.journal.schema.SourceKind;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to a tape: gives each the next sequence, a time that never decreases, and its place in the checksum chain, and begins every cycle with a
 * CycleStarted record. Whether a record may stand on the tape is decided before, by the sequencer. One writer a tape; single-threaded.
 */
public final class TapeWriter implements AutoCloseable {
    private final ChainedSink sink;
    private final @Nullable PassedFact passed; // null: what is appended is kept
    private final RollCycle roll;
    private final long tapeId;
    private final Notes notes;
    private final Sources sources;
    private final Instruments instruments;
    private final RecordDraft housekeeping = new RecordDraft();
    private final RecordView view = new RecordView();
    private final CycleStart cycleStart = new CycleStart();
    private final SourceDefinedEncoder sourceDefined = new SourceDefinedEncoder();
    private long sequence;
    private long nanos;
    private int cycle = Integer.MIN_VALUE;
    private long nextCycleNanos = Long.MIN_VALUE;
    private long earliestNanos = Long.MIN_VALUE;

    /** What the place that the tape stands in keeps of its writer. */
    interface Notes {
        /** Called behind every {@link TailHint#RECORDS_PER_HINT}th record. */
        default void reached(TapeWriter writer) {}

        /** Closed at this record, or at none if what was appended could not be finished. */
        void closed(Optional<Manifest.End> end);
    }

    /** Begins a tape that passes: its one reader runs close behind, and nothing is kept or checked. */
    static TapeWriter passing(ExcerptSink sink, RollCycle roll, long tapeId) {
        return new TapeWriter(
                new ChainedSink(sink, null, false), roll, tapeId, new PassedFact(), new TapeTail(), end -> {});
    }

    /** Goes on behind {@code tail}. */
    TapeWriter(
            ExcerptSink sink,
            RollCycle roll,
            long tapeId,
            @Nullable TimeIndexWriter index,
            TapeTail tail,
            Notes notes) {
        this(new ChainedSink(sink, index, true), roll, tapeId, null, tail, notes);
    }

    private TapeWriter(
            ChainedSink sink, RollCycle roll, long tapeId, @Nullable PassedFact passed, TapeTail tail, Notes notes) {
        this.sink = sink;
        this.passed = passed;
        this.roll = roll;
        this.tapeId = tapeId;
        this.notes = notes;
        sources = tail.sources;
        instruments = tail.instruments;
        sequence = tail.sequence;
        nanos = tail.nanos;
        if (sequence > 0) {
            enter(roll.cycleOf(nanos));
            this.sink.resume(tail.crc32c);
        }
    }

    /** No record goes into a cycle before this one: a killed writer had finished those. */
    void goOnFrom(int openCycle) {
        if (openCycle > cycle) {
            earliestNanos = roll.startNanos(openCycle);
        }
    }

    /**
     * Appends the first {@code length} bytes of {@code record} under a source's number and returns its sequence. The time is {@code atNanos}, or that of the record
     * before if it is later; a correlation of 0 becomes the record's own sequence.
     */
    public long append(DirectBuffer record, int length, int source, long atNanos) {
        return put(
                record,
                length,
                source,
                record.getLong(RecordHeader.SOURCE_SEQUENCE),
                record.getLong(RecordHeader.CAUSED_BY),
                record.getLong(RecordHeader.CORRELATION),
                timeOf(atNanos));
    }

    /** The same of a record from another tape, as the next fact of {@code source}: nothing on this tape has caused it. */
    public long appendFact(RecordView fact, int source, long atNanos) {
        return put(fact.buffer(), fact.length(), source, sources.last(source) + 1, 0, 0, timeOf(atNanos));
    }

    /** True if facts of another tape need not be copied onto this one: see {@link #passFact}. */
    public boolean passes() {
        return passed != null;
    }

    /**
     * The next fact of {@code source} on a tape that passes: numbered like {@link #appendFact}, but read where it stands, under a header of its own, until the next call. The caller gives it to
     * whoever reads this tape, behind all that was appended before. It must not begin a cycle: that record comes first ({@link #startsCycleAt}, {@link #startCycleAt}).
     */
    public RecordView passFact(RecordView fact, int source, long atNanos) {
        PassedFact laid = count(source, 1, atNanos);
        RecordView record = laid.lay(fact, source, sources.last(source), sequence, nanos);
        if (defines(record.templateId())) {
            define(record, source);
        }
        return record;
    }

    /** The same, on a tape that passes, of {@code count} facts, the last of them at {@code lastNanos}, that define nothing and that nobody reads: only their places are taken. */
    public void passUnread(int source, long count, long lastNanos) {
        count(source, count, lastNanos);
    }

    private PassedFact count(int source, long facts, long lastNanos) {
        if (passed == null || lastNanos >= nextCycleNanos) {
            throw new IllegalStateException("expected a tape that passes, within a cycle, at " + lastNanos);
        }
        nanos = Math.max(nanos, lastNanos);
        sequence += facts;
        sources.met(source, sources.last(source) + facts, sequence);
        return passed;
    }

    /** Appends the record that begins the cycle of this time, if {@link #startsCycleAt}. */
    public void startCycleAt(long atNanos) {
        timeOf(atNanos);
    }

    private long timeOf(long atNanos) {
        long time = Math.max(Math.max(nanos, atNanos), earliestNanos);
        if (time >= nextCycleNanos) {
            startCycle(time);
        }
        return time;
    }

    /** Puts a source on the tape under the next free number, or returns the number that the name has already. */
    public int define(SourceKind kind, String name, long atNanos) {
        if (sequence == 0) {
            startCycle(Math.max(atNanos, earliestNanos));
        }
        defineSequencer(atNanos); // a kill may have come between the first record and this one
        Source known = sources.byName(name).orElse(null);
        if (known != null) {
            if (known.kind() != kind) {
                throw new IllegalStateException(
                        "source " + name + " is " + known.kind() + " on this tape, not " + kind);
            }
            return known.number();
        }
        int number = sources.all().get(sources.all().size() - 1).number() + 1;
        defineAs(number, kind, name, atNanos);
        return number;
    }

    /** True if a record with this time would begin a new cycle. */
    public boolean startsCycleAt(long atNanos) {
        return Math.max(Math.max(nanos, atNanos), earliestNanos) >= nextCycleNanos;
    }

    /** The last sequence, 0 if the tape is empty. */
    public long lastSequence() {
        return sequence;
    }

    /** The last record's time. */
    public long lastNanos() {
        return nanos;
    }

    /** The last record's checksum. */
    public int lastCrc32c() {
        return sink.crc32c();
    }

    public long tapeId() {
        return tapeId;
    }

    /** The sources so far, and the last number of each. */
    public Sources sources() {
        return sources;
    }

    /** The instruments in force. */
    public Instruments instruments() {
        return instruments;
    }

    /** Forces everything appended to the disk. */
    public void sync() {
        sink.sync();
    }

    /** The same as {@link #close}, once everything is on the disk: a loss of power does not take what the noted end promises. If the disk refuses, no end is noted. */
    public void closeOnDisk() {
        boolean done = false;
        try {
            sync();
            done = true;
        } finally {
            if (!done) {
                abandon();
            }
        }
        close();
    }

    /** Closes cleanly: the tape's end is noted, and its loss would be noticed. */
    @Override
    public void close() {
        Optional<Manifest.End> end = Optional.empty();
        try {
            sink.close();
            end = Optional.of(new Manifest.End(sequence, sink.crc32c()));
        } finally {
            notes.closed(end);
        }
    }

    /** Lets go of everything without a note of the end: nothing was appended, and what was noted before still holds. */
    void abandon() {
        try {
            sink.close();
        } finally {
            notes.closed(Optional.empty());
        }
    }

    private long put(
            DirectBuffer record,
            int length,
            int source,
            long sourceSequence,
            long causedBy,
            long correlation,
            long time) {
        if (record.getShort(RecordHeader.TEMPLATE_ID) == InstrumentDefinedEncoder.TEMPLATE_ID) {
            ByInstrument.requireId(record.getInt(RecordHeader.INSTRUMENT)); // before it stands on the tape
        }
        long next = sequence + 1;
        MutableDirectBuffer target = sink.begin(record, length, time);
        target.putLong(RecordHeader.SEQUENCE, next);
        target.putLong(RecordHeader.SOURCE, (record.getLong(RecordHeader.SOURCE) & ~RecordHeader.SOURCE_MASK) | source);
        target.putLong(RecordHeader.SOURCE_SEQUENCE, sourceSequence);
        target.putLong(RecordHeader.CAUSED_BY, causedBy);
        target.putLong(RecordHeader.CORRELATION, correlation == 0 ? next : correlation);
        sink.commit(next, time, time < nextCycleNanos ? cycle : roll.cycleOf(time));
        sequence = next;
        nanos = time;
        // From here on not the target, which may be unmapped by now.
        if (defines(record.getShort(RecordHeader.TEMPLATE_ID))) {
            define(view.wrap(record, 0, length), source);
        }
        sources.met(source, sourceSequence, next);
        if (next % TailHint.RECORDS_PER_HINT == 0) {
            notes.reached(this);
        }
        return next;
    }

    private void define(RecordView record, int source) {
        sources.apply(record, source, sequence);
        instruments.apply(record);
    }

    /** True of a record that says what numbers mean. */
    public static boolean defines(int templateId) {
        return templateId == CycleStartedEncoder.TEMPLATE_ID
                || templateId == SourceDefinedEncoder.TEMPLATE_ID
                || templateId == InstrumentDefinedEncoder.TEMPLATE_ID;
    }

    private void enter(int newCycle) {
        cycle = newCycle;
        nextCycleNanos = roll.startNanos(newCycle + 1);
    }

    private void startCycle(long time) {
        cycleStart.begin(housekeeping, tapeId, sink.crc32c(), sources, instruments);
        long number = sources.last(Source.SEQUENCER) + 1;
        housekeeping.source(Source.SEQUENCER, number);
        put(housekeeping.buffer(), housekeeping.length(), Source.SEQUENCER, number, 0, 0, time);
        enter(roll.cycleOf(time)); // only now: where there was no space for it, the next record tries again
        defineSequencer(time);
    }

    private void defineSequencer(long atNanos) {
        if (sources.find(Source.SEQUENCER).isEmpty()) {
            defineAs(Source.SEQUENCER, SourceKind.SEQUENCER, "sequencer", atNanos);
        }
    }

    private void defineAs(int number, SourceKind kind, String name, long atNanos) {
        housekeeping.begin(sourceDefined, 0).number(number).kind(kind).name(name);
        housekeeping.source(Source.SEQUENCER, sources.last(Source.SEQUENCER) + 1);
        append(housekeeping.buffer(), housekeeping.length(), Source.SEQUENCER, atNanos);
    }
}
