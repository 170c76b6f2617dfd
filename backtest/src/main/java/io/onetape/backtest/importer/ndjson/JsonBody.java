package io.onetape.backtest.importer.ndjson;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.GroupLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.TextLayout;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Writes a record's body from a JSON object that has every field under its name, by the record's layout. Single-threaded. */
final class JsonBody {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int MOST_IN_16_BITS = 65_534;
    private static final long NO_ENUM_VALUE = 255;

    private final RecordDraft draft;
    private MutableDirectBuffer buffer;

    JsonBody(RecordDraft draft) {
        this.draft = draft;
        this.buffer = draft.buffer();
    }

    /** Begins a record about {@code instrument} and writes all of it; throws {@link BadLine} if the object is not such a record. */
    void write(MessageLayout layout, LayoutEncoder encoder, int instrument, JsonNode from) {
        draft.begin(encoder, instrument);
        buffer = draft.buffer();
        writeBlock(layout.fields(), RecordHeader.LENGTH, layout.blockLength(), from);
        int at = encoder.limit();
        for (GroupLayout group : layout.groups()) {
            at = writeGroup(group, at, from.path(group.name()));
        }
        for (TextLayout text : layout.texts()) {
            at = writeText(text.name(), at, from);
        }
        encoder.limit(at);
    }

    private int writeGroup(GroupLayout group, int start, JsonNode entries) {
        if (!entries.isArray()) {
            throw new BadLine("expected array " + group.name() + ", found '" + shown(entries) + "'");
        }
        if (entries.size() > MOST_IN_16_BITS) {
            throw new BadLine("expected at most " + MOST_IN_16_BITS + " " + group.name() + ", found " + entries.size());
        }
        buffer.putShort(start, (short) group.blockLength(), ORDER);
        buffer.putShort(start + Short.BYTES, (short) entries.size(), ORDER);
        int at = start + GroupLayout.HEADER_LENGTH;
        for (JsonNode entry : entries) {
            bound(at);
            writeBlock(group.fields(), at, group.blockLength(), entry);
            at += group.blockLength();
            for (String text : group.texts()) {
                at = writeText(text, at, entry);
            }
        }
        return at;
    }

    private void writeBlock(List<FieldLayout> fields, int block, int length, JsonNode from) {
        buffer.setMemory(block, length, (byte) 0);
        for (FieldLayout field : fields) {
            JsonNode value = from.path(field.name());
            if (value.isMissingNode() || value.isContainerNode()) {
                throw new BadLine(
                        "expected field " + field.name() + ", found " + (value.isMissingNode() ? "none" : "more"));
            }
            long number = value.isNull() ? nullOf(field) : parse(field, value.asText());
            put(field, block + field.offset(), number);
        }
    }

    private int writeText(String name, int at, JsonNode from) {
        JsonNode value = from.path(name);
        if (!value.isTextual()) {
            throw new BadLine("expected text " + name + ", found '" + shown(value) + "'");
        }
        byte[] utf8 = value.asText().getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MOST_IN_16_BITS) {
            throw new BadLine("expected " + name + " of at most " + MOST_IN_16_BITS + " bytes, found " + utf8.length);
        }
        bound(at + utf8.length);
        buffer.putShort(at, (short) utf8.length, ORDER);
        buffer.putBytes(at + TextLayout.HEADER_LENGTH, utf8);
        return at + TextLayout.HEADER_LENGTH + utf8.length;
    }

    private static long parse(FieldLayout field, String text) {
        try {
            return field.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadLine("field " + field.name() + ": " + e.getMessage());
        }
    }

    private static long nullOf(FieldLayout field) {
        return switch (field.kind()) {
            case LONG, FIXED8, NANOS -> Fixed8.NULL;
            case ENUM -> NO_ENUM_VALUE;
            case STRATEGY -> 0;
            case INTEGER -> Integer.MIN_VALUE;
        };
    }

    private void put(FieldLayout field, int at, long value) {
        switch (field.size()) {
            case Long.BYTES -> buffer.putLong(at, value, ORDER);
            case Integer.BYTES -> buffer.putInt(at, (int) inRange(field, value, 32), ORDER);
            case Short.BYTES -> buffer.putShort(at, (short) inRange(field, value, 16), ORDER);
            default -> buffer.putByte(at, (byte) inRange(field, value, 8));
        }
    }

    private static long inRange(FieldLayout field, long value, int bits) {
        long least = field.signed() ? -1L << (bits - 1) : 0;
        long most = least + (1L << bits) - 1;
        if (value < least || value > most) {
            throw new BadLine("field " + field.name() + ": expected " + least + " to " + most + ", found " + value);
        }
        return value;
    }

    private static void bound(int at) {
        if (at > RecordHeader.MAX_RECORD_LENGTH - 256) {
            throw new BadLine(
                    "expected a record of at most " + RecordHeader.MAX_RECORD_LENGTH + " bytes, found a longer one");
        }
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.substring(0, Math.min(text.length(), 40));
    }
}
