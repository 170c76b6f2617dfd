package io.onetape.replay.snapshot;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.util.HexFormat;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireType;

/**
 * A service's state after it consumed one record, and what ties it to the tape and to the service's outbox. Immutable.
 *
 * @param tapeId of the tape that was consumed
 * @param service the processor's name
 * @param build of the code whose state this is
 * @param clean true if it was taken by a clean stop: everything that the build has ever emitted is behind it
 * @param source the service's number on the tape, 0 if it has none yet
 * @param sequence the last record consumed
 * @param crc32c that record's checksum
 * @param emitted the last number that the service had emitted by then
 * @param met the last of these that it had met on the tape
 */
public record Snapshot(
        long tapeId,
        String service,
        String build,
        boolean clean,
        int source,
        long sequence,
        int crc32c,
        long emitted,
        long met,
        State state) {

    /** The state itself: binary Chronicle Wire, opaque here. */
    public static final class State {
        private final byte[] bytes;

        public State(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** Throws {@link BadSnapshotException} unless this is a state of the service, taken at a record that the tape has. */
    public void requireOf(TapeFolder tape, String wanted) {
        if (!service.equals(wanted)) {
            throw new BadSnapshotException("expected a state of " + wanted + ", found one of " + service);
        }
        if (tapeId != tape.manifest().tapeId()) {
            throw new BadSnapshotException("expected a state of tape "
                    + Long.toHexString(tape.manifest().tapeId()) + ", found one of " + Long.toHexString(tapeId));
        }
        try (TapeReader reader = tape.reader()) {
            reader.seek(sequence);
            if (!reader.next() || reader.crc32c() != crc32c) {
                throw new BadSnapshotException(
                        "expected the tape's record " + sequence + " to be the one it was taken at");
            }
        }
    }

    /** SHA-256 of the state, hexadecimal. */
    public String hash() {
        return HexFormat.of().formatHex(SnapshotFile.sha256(state.bytes));
    }

    byte[] encode() {
        Bytes<byte[]> bytes = Bytes.allocateElasticOnHeap();
        Wire wire = WireType.BINARY.apply(bytes);
        wire.write("build").text(build);
        wire.write("clean").bool(clean);
        wire.write("crc32c").int32(crc32c);
        wire.write("emitted").int64(emitted);
        wire.write("met").int64(met);
        wire.write("sequence").int64(sequence);
        wire.write("service").text(service);
        wire.write("source").int32(source);
        wire.write("state").bytes(state.bytes);
        wire.write("tapeId").int64(tapeId);
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote; the caller has checked that it is whole. */
    static Snapshot decode(byte[] encoded) {
        Wire wire = WireType.BINARY.apply(Bytes.wrapForRead(encoded));
        String build = text(wire, "build");
        boolean clean = wire.read("clean").bool();
        int crc32c = wire.read("crc32c").int32();
        long emitted = wire.read("emitted").int64();
        long met = wire.read("met").int64();
        long sequence = wire.read("sequence").int64();
        String service = text(wire, "service");
        int source = wire.read("source").int32();
        byte[] state = wire.read("state").bytes();
        if (state == null) {
            throw new IllegalStateException("expected a state in the snapshot, found none");
        }
        long tapeId = wire.read("tapeId").int64();
        return new Snapshot(tapeId, service, build, clean, source, sequence, crc32c, emitted, met, new State(state));
    }

    private static String text(Wire wire, String key) {
        String text = wire.read(key).text();
        return text == null ? "" : text;
    }
}
