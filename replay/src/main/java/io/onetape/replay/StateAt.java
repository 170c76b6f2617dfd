package io.onetape.replay;

import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.WireType;

/** The state of processors at a position of a tape: they run over the records up to it, and what they emit is dropped. */
public final class StateAt {
    private final List<Host> hosts = new ArrayList<>();
    private long sequence;

    public StateAt(List<Processor> processors) {
        for (Processor processor : processors) {
            hosts.add(new Host(processor, 0, Output.NONE));
        }
    }

    /** Goes on from a snapshot: the processor is a fresh one, and the first record to take is the one behind it. */
    public static StateAt from(Snapshot snapshot, Processor fresh) {
        StateAt state = new StateAt(List.of(fresh));
        state.hosts.get(0).readState(snapshot.state().bytes(), snapshot.emitted());
        state.sequence = snapshot.sequence();
        return state;
    }

    /** Parts of the processors that failed on this tape stay as they were put then. */
    public void honour(Quarantines quarantines) {
        hosts.forEach(host -> host.honour(quarantines.copy()));
    }

    /** A reader of the tape before the first record that is to be taken: behind the snapshot, else the tape's first. */
    public TapeReader readerOf(Tape tape) {
        TapeReader reader = tape.reader();
        if (sequence > 0) {
            reader.seek(sequence + 1);
        }
        return reader;
    }

    /** Takes the reader's records up to and including {@code lastSequence}, or to the tape's end if that comes before. */
    public StateAt run(TapeReader reader, long lastSequence) {
        while (reader.number() < lastSequence && reader.next()) {
            RecordView record = reader.record();
            for (int i = 0; i < hosts.size(); i++) {
                hosts.get(i).deliver(record);
            }
            sequence = record.sequence();
        }
        return this;
    }

    /** The last sequence taken. */
    public long sequence() {
        return sequence;
    }

    /** A processor's state as JSON, in sorted order of keys. */
    public static String json(Processor processor) {
        Bytes<?> bytes = Bytes.allocateElasticOnHeap();
        processor.writeState(WireType.JSON_ONLY.apply(bytes));
        return bytes.toString();
    }

    /** SHA-256 of a state's JSON. */
    public static String hash(String json) {
        byte[] digest = RecordHash.sha256().digest(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
