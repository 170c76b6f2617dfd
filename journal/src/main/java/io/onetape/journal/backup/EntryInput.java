package io.onetape.journal.backup;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.Numbering;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the entries of a backup. Their bytes are proven: what cannot be so was written by another program, and throws {@link BackupException}. Single-threaded. */
final class EntryInput implements AutoCloseable {
    /** A queue's manifest, and the record that its first one follows. */
    record Queue(Manifest manifest, long number, int crc32c) {}

    private static final int PIECE_BYTES = 64 << 10;

    private final DataInputStream in;
    private final byte[] piece = new byte[PIECE_BYTES];
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(CycleFile.MAX_LENGTH));
    private final RecordView view = new RecordView();
    private int entries;
    private String path = "";

    EntryInput(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** The kind of the next entry. */
    int next() throws IOException {
        int kind = in.readByte();
        if (kind == EntryOutput.END) {
            int expected = in.readInt();
            if (expected != entries || in.read() >= 0) {
                throw foreign("expected " + expected + " entries, found " + entries);
            }
            return kind;
        }
        if (kind != EntryOutput.FILE && kind != EntryOutput.QUEUE) {
            throw foreign("found an entry of kind " + kind);
        }
        entries++;
        path = in.readUTF();
        return kind;
    }

    /** The current entry's path. */
    String path() {
        return path;
    }

    /** Copies a file's content. */
    void copyTo(OutputStream out) throws IOException {
        int count = in.readInt();
        while (count != 0) {
            if (count < 0 || count > PIECE_BYTES) {
                throw foreign("found a piece of " + count + " bytes");
            }
            in.readFully(piece, 0, count);
            out.write(piece, 0, count);
            count = in.readInt();
        }
    }

    /** What a queue begins with; then {@link #nextRecord} until it gives none. */
    Queue queue() throws IOException {
        long tapeId = in.readLong();
        String numbering = in.readUTF();
        String roll = in.readUTF();
        int schemaVersion = in.readInt();
        try {
            Manifest manifest = new Manifest(
                    tapeId, Numbering.valueOf(numbering), RollCycle.valueOf(roll), schemaVersion, Optional.empty());
            return new Queue(manifest, in.readLong(), in.readInt());
        } catch (IllegalArgumentException e) {
            throw foreign("found a queue with " + numbering + " and " + roll);
        }
    }

    /** The next record, valid until the next call; empty behind the last. */
    Optional<RecordView> nextRecord() throws IOException {
        int length = in.readInt();
        if (length == 0) {
            return Optional.empty();
        }
        if (length < RecordHeader.LENGTH || length > CycleFile.MAX_LENGTH) {
            throw foreign("found a record of " + length + " bytes");
        }
        for (int from = 0; from < length; from += PIECE_BYTES) {
            int part = Math.min(PIECE_BYTES, length - from);
            in.readFully(piece, 0, part);
            record.putBytes(from, piece, 0, part);
        }
        return Optional.of(view.wrap(record, 0, length));
    }

    /** Throws unless a queue's last record is this one. */
    void requireLast(long number, int crc32c) throws IOException {
        long expected = in.readLong();
        int expectedCrc = in.readInt();
        if (expected != number || expectedCrc != crc32c) {
            throw foreign("expected " + expected + " as the last number of " + path + ", found " + number);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static BackupException foreign(String found) {
        return new BackupException(
                BackupException.Fault.DAMAGED, "the backup does not say what one of this version does: " + found);
    }
}
