package io.onetape.backtest.importer;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps what an importer makes, or only their numbers, or a hash over all of it. */
public final class CollectingSink implements FactSink {
    private final boolean keep;
    private final boolean hashing;
    private final List<RecordView> records = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final Map<Integer, Integer> byTemplate = new TreeMap<>();
    private final MessageDigest hash = sha256();
    private final RecordView view = new RecordView();
    private byte[] bytes = new byte[1 << 20];
    private long lastNanos = Long.MIN_VALUE;

    private CollectingSink(boolean keep, boolean hashing) {
        this.keep = keep;
        this.hashing = hashing;
    }

    public static CollectingSink keeping() {
        return new CollectingSink(true, true);
    }

    public static CollectingSink counting() {
        return new CollectingSink(false, false);
    }

    public static CollectingSink hashing() {
        return new CollectingSink(false, true);
    }

    @Override
    public void accept(RecordDraft fact, long recordedAtNanos) {
        if (recordedAtNanos < lastNanos) {
            throw new AssertionError("expected a time from " + lastNanos + ", found " + recordedAtNanos);
        }
        lastNanos = recordedAtNanos;
        int length = fact.length();
        fact.buffer().getBytes(0, bytes, 0, length);
        if (hashing) {
            hash.update(ByteBuffer.allocate(Long.BYTES).putLong(0, recordedAtNanos));
            hash.update(bytes, 0, length);
        }
        view.wrap(fact.buffer(), 0, length);
        byTemplate.merge(view.templateId(), 1, Integer::sum);
        if (keep) {
            records.add(new RecordView().wrap(new UnsafeBuffer(java.util.Arrays.copyOf(bytes, length)), 0, length));
            times.add(recordedAtNanos);
        }
    }

    public List<RecordView> records() {
        return records;
    }

    /** Records of one kind. */
    public List<RecordView> records(int templateId) {
        return records.stream().filter(r -> r.templateId() == templateId).toList();
    }

    public List<Long> times() {
        return times;
    }

    /** How many records of a kind came. */
    public int count(int templateId) {
        return byTemplate.getOrDefault(templateId, 0);
    }

    /** Over all bytes and times so far. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) hash.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
