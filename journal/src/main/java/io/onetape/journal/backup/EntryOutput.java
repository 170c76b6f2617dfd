package io.onetape.journal.backup;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.Manifest;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The entries of a backup, one after the other. Single-threaded. */
final class EntryOutput implements AutoCloseable {
    static final int END = 0;
    static final int FILE = 1;
    static final int QUEUE = 2;

    private static final int PIECE_BYTES = 64 << 10;

    private final DataOutputStream out;
    private final byte[] piece = new byte[PIECE_BYTES];
    private int entries;

    EntryOutput(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /** A whole file under a path with {@code /} between its names. */
    void file(String path, InputStream content) throws IOException {
        begin(FILE, path);
        int count = content.read(piece);
        while (count > 0) {
            out.writeInt(count);
            out.write(piece, 0, count);
            count = content.read(piece);
        }
        out.writeInt(0);
    }

    /** The records of a queue follow, those behind the one with this number and checksum; then {@link #endQueue}. */
    void beginQueue(String path, Manifest manifest, long number, int crc32c) throws IOException {
        begin(QUEUE, path);
        out.writeLong(manifest.tapeId());
        out.writeUTF(manifest.numbering().name());
        out.writeUTF(manifest.roll().name());
        out.writeInt(manifest.schemaVersion());
        out.writeLong(number);
        out.writeInt(crc32c);
    }

    void record(RecordView record) throws IOException {
        int length = record.length();
        out.writeInt(length);
        for (int from = 0; from < length; from += PIECE_BYTES) {
            int part = Math.min(PIECE_BYTES, length - from);
            record.buffer().getBytes(from, piece, 0, part);
            out.write(piece, 0, part);
        }
    }

    /** The number and checksum of the last record. */
    void endQueue(long number, int crc32c) throws IOException {
        out.writeInt(0);
        out.writeLong(number);
        out.writeInt(crc32c);
    }

    /** Nothing follows. */
    void end() throws IOException {
        out.writeByte(END);
        out.writeInt(entries);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void begin(int kind, String path) throws IOException {
        entries++;
        out.writeByte(kind);
        out.writeUTF(path);
    }
}
