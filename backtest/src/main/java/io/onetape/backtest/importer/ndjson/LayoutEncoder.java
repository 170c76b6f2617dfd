package io.onetape.backtest.importer.ndjson;

import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.schema.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** Stands in a draft for the generated encoder of any record: it knows the block's length, and the writer moves its limit on. Single-threaded. */
final class LayoutEncoder implements MessageEncoderFlyweight {
    private final MessageLayout layout;
    private MutableDirectBuffer buffer = new UnsafeBuffer(0, 0);
    private int offset;
    private int limit;

    LayoutEncoder(MessageLayout layout) {
        this.layout = layout;
    }

    @Override
    public LayoutEncoder wrap(MutableDirectBuffer to, int at) {
        buffer = to;
        offset = at;
        limit = at + layout.blockLength();
        return this;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public void limit(int to) {
        limit = to;
    }

    @Override
    public int encodedLength() {
        return limit - offset;
    }

    @Override
    public int sbeBlockLength() {
        return layout.blockLength();
    }

    @Override
    public int sbeTemplateId() {
        return layout.templateId();
    }

    @Override
    public int sbeSchemaId() {
        return MessageHeaderEncoder.SCHEMA_ID;
    }

    @Override
    public int sbeSchemaVersion() {
        return MessageHeaderEncoder.SCHEMA_VERSION;
    }

    @Override
    public String sbeSemanticType() {
        return "";
    }
}
