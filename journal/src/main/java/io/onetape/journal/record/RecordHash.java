package io.onetape.journal.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the bytes of records, one after the other. Single-threaded. */
public final class RecordHash {
    private static final int BUFFER_BYTES = 64 << 10;

    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES]; // many small updates cost more than this copy
    private int used;

    /** A fresh SHA-256, which every JDK has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Takes the whole record, header included. */
    public void add(RecordView record) {
        add(record, 0);
    }

    /** Takes the record from this byte on. */
    public void add(RecordView record, int first) {
        int length = record.length();
        int from = first;
        while (from < length) {
            if (used == BUFFER_BYTES) {
                flush();
            }
            int part = Math.min(length - from, BUFFER_BYTES - used);
            record.buffer().getBytes(from, buffer, used, part);
            used += part;
            from += part;
        }
    }

    /** The hash of all records so far, in lower-case hexadecimal; begins anew. */
    public String finish() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void flush() {
        digest.update(buffer, 0, used);
        used = 0;
    }
}
