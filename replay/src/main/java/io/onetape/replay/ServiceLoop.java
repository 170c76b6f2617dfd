package io.onetape.replay;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.nio.file.Path;

/**
 * One processor as a process of its own, between the tape and its outbox. Starting is recovering: it replays the tape; what its outbox holds already is compared
 * and not written again, what comes after is appended; and every record of its own that it meets on the tape is compared too. A difference stops it. The caller's
 * thread calls {@link #doWork} for ever and idles when it returns 0. Single-threaded.
 */
public final class ServiceLoop implements AutoCloseable {
    private static final int RECORDS_PER_TURN = 256;

    private final Host host;
    private final TapeReader tape;
    private final TapeReader written;
    private final OutboxFolder outbox;
    private final Progress progress;
    private final Sources sources = new Sources();
    private final PendingOutputs expected = new PendingOutputs();
    private final long writtenBefore;
    private final long emittedBefore;

    /** Opens the outbox, or begins it, and replays nothing yet; a damaged outbox is refused. The progress file stays the caller's. */
    public ServiceLoop(Processor processor, TapeFolder tape, Path outboxFolder, RollCycle roll, Progress progress) {
        this.tape = tape.follower();
        this.outbox = OutboxFolder.open(outboxFolder, roll);
        this.writtenBefore = outbox.lastNumber();
        this.written = TapeReader.ofFolder(outboxFolder, Numbering.SOURCE_SEQUENCE);
        this.progress = progress;
        // What was emitted before stays so. If it fell back while the loop recovers, a reader of the progress that has
        // just read the old sequence would take what is still on its way for sequenced.
        this.emittedBefore = Math.min(progress.emitted(), writtenBefore);
        this.host = new Host(processor, 0, expected); // the sequencer writes the source's number
    }

    /** Consumes what is on the tape, up to a bound, and returns how many records that was. */
    public int doWork() {
        int work = 0;
        while (work < RECORDS_PER_TURN && tape.next()) {
            RecordView record = tape.record();
            sources.apply(record);
            if (isOwn(record)) {
                meet(record);
            }
            host.deliver(record);
            commit();
            progress.publish(record.sequence(), Math.max(host.emitted(), emittedBefore));
            work++;
        }
        return work;
    }

    /** The sequence that is consumed through. */
    public long consumed() {
        return tape.number();
    }

    @Override
    public void close() {
        outbox.close();
        written.close();
        tape.close();
    }

    private boolean isOwn(RecordView record) {
        return record.source() != Source.SEQUENCER
                && sources.find(record.source())
                        .filter(source -> source.name().equals(host.processor().name()))
                        .isPresent();
    }

    private void meet(RecordView record) {
        if (!expected.matches(record)) {
            throw new DivergenceException(
                    record.sequence(),
                    host.processor().name() + " does not emit now what it emitted then as number "
                            + record.sourceSequence());
        }
        expected.remove();
    }

    /** What followed from one record goes into the outbox together, after the processor has returned: if it throws, nothing of it is there. */
    private void commit() {
        RecordView output = expected.take();
        while (output != null) {
            if (output.sourceSequence() > writtenBefore) {
                outbox.append(output);
            } else if (!written.next() || !PendingOutputs.isSameOutput(output, written.record())) {
                throw new DivergenceException(
                        tape.record().sequence(),
                        host.processor().name() + " emits another number " + output.sourceSequence()
                                + " than its outbox holds");
            }
            output = expected.take();
        }
    }
}
