package io.onetape.replay;

import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordView;
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

    /** Parts of the processors that failed on this tape stay as they were put then. */
    public void honour(Quarantines quarantines) {
        hosts.forEach(host -> host.honour(quarantines.copy()));
    }

    /** Makes a fresh processor what the snapshot says. */
    public static void restore(Snapshot snapshot, Processor fresh) {
        new Host(fresh, 0, Output.NONE).readState(snapshot.state().bytes(), snapshot.emitted());
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
