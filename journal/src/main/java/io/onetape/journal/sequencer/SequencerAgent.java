package io.onetape.journal.sequencer;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.Reason;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TradingHaltedEncoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sequencer as a process of its own: polls the outboxes in their order of priority, a bounded number of records each, and appends what is next to the tape.
 * The caller's thread calls {@link #doWork} for ever and idles when it returns 0. Single-threaded.
 */
public final class SequencerAgent implements AutoCloseable {
    /**
     * One outbox, and whose it is. Outboxes are polled in the order in which they are given.
     *
     * @param progress where a processor says how far it has come; empty of a source of facts
     * @param keepsTime in lockstep: its records have the time that their writer gave them
     */
    public record Feed(String name, SourceKind kind, Path outbox, Optional<Path> progress, boolean keepsTime) {
        /** A source from outside. */
        public static Feed ofFacts(String name, Path outbox) {
            return new Feed(name, SourceKind.OUTSIDE, outbox, Optional.empty(), false);
        }

        /** A processor. */
        public static Feed ofProcessor(String name, Path outbox, Path progress) {
            return new Feed(name, SourceKind.PROCESSOR, outbox, Optional.of(progress), false);
        }

        /** The same, keeping its records' times in lockstep. */
        public Feed keepingTime() {
            return new Feed(name, kind, outbox, progress, true);
        }
    }

    /** Gives a record its time. */
    public interface Clock {
        /** Replays and lockstep runs: a record keeps the time that its writer gave it. */
        Clock OF_WRITER = RecordView::recordedAtNanos;

        long nanosFor(RecordView record);

        /** By how much the wall clock has stepped since the last call; 0 if it has not. */
        default long takeStepNanos() {
            return 0;
        }
    }

    private final TapeWriter tape;
    private final Clock clock;
    private final RecordDraft draft = new RecordDraft();
    private final TradingHaltedEncoder halted = new TradingHaltedEncoder();
    private final List<Inlet> inlets = new ArrayList<>();
    private final Order order;

    /**
     * Goes on with the tape in {@code folder}, which {@code writer} appends to. Feeds that the tape does not know are defined on it when they come first, in the
     * given order, at {@code startNanos}.
     */
    public SequencerAgent(Path folder, TapeWriter writer, List<Feed> feeds, Clock clock, long startNanos) {
        this(folder, writer, feeds, clock, startNanos, false);
    }

    /** In lockstep, the order of one JVM across processes: the processors in the order in which they are given. */
    public static SequencerAgent inLockstep(Path folder, TapeWriter writer, List<Feed> feeds, long startNanos) {
        return new SequencerAgent(folder, writer, feeds, Clock.OF_WRITER, startNanos, true);
    }

    private SequencerAgent(
            Path folder, TapeWriter writer, List<Feed> feeds, Clock clock, long startNanos, boolean lockstep) {
        this.tape = writer;
        this.clock = clock;
        for (Feed feed : feeds) {
            int source = writer.define(feed.kind(), feed.name(), startNanos);
            Sources sources = writer.sources();
            inlets.add(new Inlet(feed, source, sources.last(source), lastOf(folder, sources.lastSequence(source))));
        }
        Sequencer sequencer = new Sequencer(writer);
        order = lockstep ? new ByCause(sequencer, folder, inlets) : new ByPriority(sequencer, inlets, clock);
    }

    /** Sequences what is there, up to a bound, and returns how many records that was. */
    public int doWork() {
        int work = order.turn();
        long step = clock.takeStepNanos();
        if (step != 0) {
            haltForStep(step);
            work++;
        }
        return work;
    }

    private void haltForStep(long step) {
        draft.begin(halted, 0)
                .reason(Reason.CLOCK_STEPPED)
                .state(TradingState.HALTED)
                .flatten(Flag.NO)
                .detail("the wall clock stepped by " + step / 1_000_000 + " ms");
        draft.source(Source.SEQUENCER, tape.sources().last(Source.SEQUENCER) + 1);
        tape.append(draft.buffer(), draft.length(), Source.SEQUENCER, tape.lastNanos());
    }

    /** Puts something on the tape that an operator should know at once. */
    public void alert(String name, String detail) {
        draft.begin(new AlertRaisedEncoder(), 0)
                .severity(Severity.CRITICAL)
                .name(name)
                .detail(detail);
        draft.source(Source.SEQUENCER, tape.sources().last(Source.SEQUENCER) + 1);
        tape.append(draft.buffer(), draft.length(), Source.SEQUENCER, tape.lastNanos());
    }

    /** Forces everything that is on the tape to the disk. */
    public void sync() {
        tape.sync();
    }

    /** How far each source has come on the tape. */
    public Sources sources() {
        return tape.sources();
    }

    /** Closes outboxes and tape, cleanly, with all of the tape on the disk. */
    @Override
    public void close() {
        inlets.forEach(Inlet::close);
        tape.closeOnDisk();
    }

    private static Optional<RecordCopy> lastOf(Path folder, long sequence) {
        if (sequence == 0) {
            return Optional.empty();
        }
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            reader.seek(sequence);
            return reader.next() ? Optional.of(new RecordCopy(reader.record())) : Optional.empty();
        }
    }
}
