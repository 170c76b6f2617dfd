package io.onetape.backtest.run.clock;

import io.onetape.journal.record.RecordView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the bytes of records, in order. Two tapes with one hash are the same tape. Single-threaded. */
public final class TapeHash {
    private final MessageDigest digest = sha256();
    private byte[] bytes = new byte[4096];

    public void add(RecordView record) {
        int length = record.length();
        if (length > bytes.length) {
            bytes = new byte[Integer.highestOneBit(length) * 2];
        }
        record.buffer().getBytes(0, bytes, 0, length);
        digest.update(bytes, 0, length);
    }

    /** Of all records so far, in hex; more may be added after it. */
    public String hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    /** A fresh SHA-256, which every JDK has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
