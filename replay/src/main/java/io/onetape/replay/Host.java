package io.onetape.replay;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * Drives one processor: fires its timers, hands it records, numbers and stamps what it emits. Where the outputs go is the {@link Output}'s matter: that is
 * all in which starting, replaying, verifying and backtesting differ. Single-threaded.
 */
public final class Host implements Emitter {
    private final Processor processor;
    private final int source;
    private final Output output;
    private final Timers timers = new Timers();
    private final RecordDraft draft = new RecordDraft();
    private long emitted;
    private long cause;
    private long correlation;
    private long nanos;
    private long attentiveFromNanos = Long.MIN_VALUE;
    private boolean begun;
    private Quarantines quarantines = Quarantines.NONE;

    public Host(Processor processor, int source, Output output) {
        this.processor = processor;
        this.source = source;
        this.output = output;
    }

    /** Parts of processors that failed on records that are still to come. */
    public Host honour(Quarantines known) {
        quarantines = known;
        return this;
    }

    /** From this time on {@link #deliver} has to be called with every record, also of types that the processor passes over. */
    long attentiveFromNanos() {
        return attentiveFromNanos;
    }

    /** Hands over one record, after the timers that its time has reached. */
    public void deliver(RecordView record) {
        cause = record.sequence();
        correlation = record.correlation();
        nanos = record.recordedAtNanos();
        begun = false; // what a record before left unfinished is dropped
        quarantines.apply(cause, processor, this);
        while (timers.isDue(nanos)) {
            long due = timers.nextDueNanos();
            processor.onTimer(timers.pop(), due, this);
        }
        processor.onRecord(record, this);
        attentiveFromNanos = Math.min(timers.nextDueNanos(), processor.attentiveFromNanos());
    }

    @Override
    public <E extends MessageEncoderFlyweight> E begin(E encoder, int instrument) {
        begun = true;
        return draft.begin(encoder, instrument);
    }

    @Override
    public void emit() {
        if (!begun) {
            throw new IllegalStateException(processor.name() + " emitted a record that it had not begun");
        }
        begun = false;
        draft.source(source, ++emitted).cause(cause, correlation).recordedAtNanos(nanos);
        output.accept(draft, nanos);
    }

    @Override
    public void setTimer(long timer, long dueNanos) {
        timers.set(timer, dueNanos);
    }

    @Override
    public void cancelTimer(long timer) {
        timers.cancel(timer);
    }

    /** Everything that going on depends on: the timers, and the processor's state. Binary wire. */
    byte[] writeState() {
        Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap();
        Wire wire = WireType.BINARY.apply(bytes);
        timers.writeState(wire);
        wire.write("processor").marshallable(processor::writeState);
        return bytes.toByteArray();
    }

    /** Becomes what {@link #writeState} wrote when this many records had been emitted; the processor is a fresh one. */
    void readState(byte[] state, long emittedBefore) {
        Wire wire = WireType.BINARY.apply(Bytes.wrapForRead(state));
        timers.readState(wire);
        wire.read("processor").marshallable(processor::readState);
        emitted = emittedBefore;
    }

    /** Correlation of the last record that was handed over, 0 before the first. */
    long correlation() {
        return correlation;
    }

    public Processor processor() {
        return processor;
    }

    public int source() {
        return source;
    }

    /** How many records the processor has emitted: its last sourceSequence. */
    public long emitted() {
        return emitted;
    }
}
