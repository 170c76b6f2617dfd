package io.onetape.replay;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One processor as a service, between the tape and its outbox. Starting is recovering: from its newest snapshot, or from the beginning, it replays the tape; what
 * its outbox holds already is compared and not written again, what comes after is appended; and every record of its own that it meets on the tape is compared
 * too. A difference stops it. The caller's thread calls {@link #doWork} for ever and idles when it returns 0. Single-threaded.
 */
public final class ServiceLoop implements AutoCloseable {
    private static final int RECORDS_PER_TURN = 256;

    private final Host host;
    private final ServicePlace place;
    private final long tapeId;
    private final TapeReader tape;
    private final TapeReader written;
    private final TapeReader unmet;
    private final OutboxFolder outbox;
    private final Progress progress;
    private final Sources sources = new Sources();
    private final PendingOutputs outputs = new PendingOutputs(); // of the record that is handled
    private final PendingOutputs retired = new PendingOutputs(); // that the outbox holds no more, until they are met
    private final List<String> notes;
    private final Optional<Snapshot> start;
    private final long retiredThrough;
    private final long writtenBefore;
    private final long emittedBefore;
    private int source;
    private Consumer<RecordView> first = record -> {};

    /** Called before each output is appended and after each record is done, so that tests can fail there. */
    Runnable onStep = () -> {};

    /**
     * Opens the outbox, or begins it, and becomes what the snapshot says; replays nothing yet. A damaged outbox is refused. The progress file stays the caller's.
     */
    public ServiceLoop(Processor processor, TapeFolder folder, ServicePlace place, Progress progress) {
        this.place = place;
        this.progress = progress;
        this.tapeId = folder.manifest().tapeId();
        this.host = new Host(processor, 0, outputs); // the sequencer writes the source's number
        this.outbox = OutboxFolder.open(place.outbox(), place.roll());
        progress.publish(
                0, progress.emitted()); // whoever sets cycles of the outbox aside waits until they are not needed
        this.writtenBefore = outbox.lastNumber();
        // What was emitted before stays so. If it fell back while the loop recovers, a reader of the progress that has
        // just read the old sequence would take what is still on its way for sequenced.
        this.emittedBefore = Math.min(progress.emitted(), writtenBefore);
        this.written = TapeReader.ofFolder(place.outbox(), Numbering.SOURCE_SEQUENCE);
        this.unmet = TapeReader.ofFolder(place.outbox(), Numbering.SOURCE_SEQUENCE);
        this.retiredThrough = unmet.number();
        this.tape = folder.follower();
        boolean done = false;
        try {
            Recovery recovery = new Recovery(folder, processor.name(), place, retiredThrough + 1, writtenBefore);
            this.start = recovery.choose();
            this.notes = recovery.notes();
            start.ifPresent(this::restore);
            try (TapeReader ahead = folder.reader()) {
                ahead.seek(tape.number() + 1);
                host.honour(Quarantines.ahead(ahead));
            }
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private void restore(Snapshot snapshot) {
        host.readState(snapshot.state().bytes(), snapshot.emitted());
        source = snapshot.source();
        tape.seek(snapshot.sequence());
        written.seek(snapshot.emitted() + 1);
        unmet.seek(snapshot.met() + 1);
        if (!tape.next()) {
            throw new IllegalStateException("the tape's record " + snapshot.sequence() + " was there a moment ago");
        }
        progress.publish(tape.number(), Math.max(host.emitted(), emittedBefore));
    }

    /** Consumes what is on the tape, up to a bound, and returns how many records that was. */
    public int doWork() {
        int work = 0;
        while (work < RECORDS_PER_TURN && tape.next()) {
            consume(tape.record());
            work++;
        }
        return work;
    }

    private void consume(RecordView record) {
        if (source == 0) {
            learnSource(record);
        }
        if (record.source() == source && source != 0) {
            meet(record);
        }
        first.accept(record);
        host.deliver(record);
        commit();
        progress.publish(record.sequence(), Math.max(host.emitted(), emittedBefore));
        onStep.run();
    }

    /** What has to be done with each record before the processor gets it. */
    public void first(Consumer<RecordView> what) {
        first = what;
    }

    /** The sequence that is consumed through. */
    public long consumed() {
        return tape.number();
    }

    /** Correlation of the record that is handled, or was handled last; 0 before the first. */
    public long correlation() {
        return host.correlation();
    }

    /** The last number in the outbox. */
    long written() {
        return outbox.lastNumber();
    }

    /** True once everything that was emitted in an earlier life has been emitted again: what comes now is new. */
    public boolean isCaughtUp() {
        return host.emitted() >= writtenBefore;
    }

    /** What it started from. */
    public Optional<Snapshot> start() {
        return start;
    }

    /** Why newer snapshots than the one it started from were passed over. */
    public List<String> notes() {
        return notes;
    }

    public Processor processor() {
        return host.processor();
    }

    /**
     * Forces the outbox to the disk and writes a snapshot of the state after the last record consumed; empty if there is nothing to write, or
     * nowhere, or if what the outbox does not hold any more has not been met again.
     */
    public Optional<Path> snapshot(boolean clean) {
        if (place.snapshots().isEmpty() || consumed() == 0 || !hasMetRetired()) {
            return Optional.empty();
        }
        outbox.sync();
        return Optional.of(place.snapshots().get().write(state(clean && isCaughtUp())));
    }

    private boolean hasMetRetired() {
        return host.emitted() >= retiredThrough && retired.isEmpty();
    }

    private Snapshot state(boolean clean) {
        return new Snapshot(
                tapeId,
                host.processor().name(),
                place.build(),
                clean,
                source,
                tape.number(),
                tape.crc32c(),
                host.emitted(),
                unmet.number(),
                new Snapshot.State(host.writeState()));
    }

    @Override
    public void close() {
        outbox.close();
        written.close();
        unmet.close();
        tape.close();
    }

    private void learnSource(RecordView record) {
        int type = record.templateId();
        if (type == SourceDefinedDecoder.TEMPLATE_ID || type == CycleStartedDecoder.TEMPLATE_ID) {
            sources.apply(record);
            source = sources.byName(host.processor().name()).map(Source::number).orElse(0);
        }
    }

    /** What is on the tape must be what is in the outbox, and that is what was emitted now. */
    private void meet(RecordView record) {
        if (!isSameAsEmitted(record)) {
            throw new DivergenceException(
                    record.sequence(),
                    host.processor().name() + " does not emit now what it emitted then as number "
                            + record.sourceSequence());
        }
    }

    private boolean isSameAsEmitted(RecordView record) {
        if (record.sourceSequence() > retiredThrough) {
            return record.sourceSequence() <= host.emitted() && unmet.next() && record.isSameOutput(unmet.record());
        }
        boolean same = retired.matches(record);
        if (same) {
            retired.remove();
        }
        return same;
    }

    /** What followed from one record goes into the outbox together, after the processor has returned: if it throws, nothing of it is there. */
    private void commit() {
        RecordView output = outputs.take();
        while (output != null) {
            onStep.run();
            if (output.sourceSequence() > writtenBefore) {
                outbox.append(output);
            } else if (output.sourceSequence() <= retiredThrough) {
                retired.add(output.buffer(), output.length());
            } else if (!written.next() || !output.isSameOutput(written.record())) {
                throw new DivergenceException(
                        tape.record().sequence(),
                        host.processor().name() + " emits another number " + output.sourceSequence()
                                + " than its outbox holds");
            }
            outputs.remove();
            output = outputs.take();
        }
    }
}
