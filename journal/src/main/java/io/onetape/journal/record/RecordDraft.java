package io.onetape.journal.record;

import java.util.Objects;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.jspecify.annotations.Nullable;

/**
 * A record that is being written: header and body in one buffer that is used again and again. {@link #begin} hands out the encoder, the caller sets
 * every field (an unset one is zero bytes), the owner reads {@link #length()} and takes the bytes. Single-threaded.
 */
public final class RecordDraft {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private @Nullable MessageEncoderFlyweight encoder;

    /** Starts a record about {@code instrument} (0 if none) and returns {@code encoder} wrapped over its body. */
    public <E extends MessageEncoderFlyweight> E begin(E encoder, int instrument) {
        RecordHeader.begin(
                buffer, encoder.sbeBlockLength(), encoder.sbeTemplateId(), encoder.sbeSchemaVersion(), instrument);
        encoder.wrap(buffer, RecordHeader.LENGTH);
        this.encoder = encoder;
        return encoder;
    }

    /** Bytes of the record so far, header included. */
    public int length() {
        return RecordHeader.LENGTH
                + Objects.requireNonNull(encoder, "begin first").encodedLength();
    }

    /** The bytes, from 0 to {@link #length()}. */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    public RecordDraft source(int source, long sourceSequence) {
        buffer.putShort(RecordHeader.SOURCE, (short) source);
        buffer.putLong(RecordHeader.SOURCE_SEQUENCE, sourceSequence);
        return this;
    }

    public int source() {
        return buffer.getShort(RecordHeader.SOURCE) & 0xFFFF;
    }

    public long sourceSequence() {
        return buffer.getLong(RecordHeader.SOURCE_SEQUENCE);
    }

    public RecordDraft cause(long causedBy, long correlation) {
        buffer.putLong(RecordHeader.CAUSED_BY, causedBy);
        buffer.putLong(RecordHeader.CORRELATION, correlation);
        return this;
    }

    public RecordDraft recordedAtNanos(long nanos) {
        buffer.putLong(RecordHeader.RECORDED_AT_NANOS, nanos);
        return this;
    }
}
