package io.onetape.tools.sample;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.layout.FieldKind;
import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.GroupLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.layout.TextLayout;
import io.onetape.journal.record.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.ExpandableArrayBuffer;

/** Writes any record from names and values; what is not named is null where there is a null, else 0 or empty. Groups: {@code bids=100.5/2,100/1}. */
final class TextRecord {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
    private final int length;

    TextRecord(String name, int instrument, String... fields) {
        MessageLayout layout = Schema.tape().message(name).orElseThrow();
        Map<String, String> values = new HashMap<>();
        for (String field : fields) {
            int equals = field.indexOf('=');
            if (!layout.names().contains(field.substring(0, equals))) {
                throw new IllegalArgumentException("expected one of " + layout.names() + ", found " + field);
            }
            values.put(field.substring(0, equals), field.substring(equals + 1));
        }
        buffer.putShort(RecordHeader.BLOCK_LENGTH, (short) layout.blockLength());
        buffer.putShort(RecordHeader.TEMPLATE_ID, (short) layout.templateId());
        buffer.putShort(RecordHeader.SCHEMA, (short) RecordHeader.SCHEMA_ID);
        buffer.putShort(RecordHeader.VERSION, (short) 1);
        buffer.putInt(RecordHeader.INSTRUMENT, instrument);
        block(layout.fields(), RecordHeader.LENGTH, values);
        int at = RecordHeader.LENGTH + layout.blockLength();
        for (GroupLayout group : layout.groups()) {
            at = group(group, at, values.getOrDefault(group.name(), ""));
        }
        for (TextLayout text : layout.texts()) {
            at = text(at, values.getOrDefault(text.name(), ""));
        }
        length = at;
    }

    ExpandableArrayBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    private int group(GroupLayout group, int start, String text) {
        String[] entries = text.isEmpty() ? new String[0] : text.split(",", -1);
        buffer.putShort(start, (short) group.blockLength());
        buffer.putShort(start + 2, (short) entries.length);
        int at = start + GroupLayout.HEADER_LENGTH;
        for (String entry : entries) {
            String[] values = entry.split("/", -1);
            Map<String, String> byName = new HashMap<>();
            for (int i = 0; i < group.fields().size(); i++) {
                byName.put(group.fields().get(i).name(), values[i]);
            }
            block(group.fields(), at, byName);
            at += group.blockLength();
            for (int i = 0; i < group.texts().size(); i++) {
                at = text(at, values[group.fields().size() + i]);
            }
        }
        return at;
    }

    private void block(List<FieldLayout> fields, int start, Map<String, String> values) {
        for (FieldLayout field : fields) {
            String text = values.get(field.name());
            long value = text == null ? absent(field) : field.parse(text);
            int at = start + field.offset();
            switch (field.size()) {
                case 8 -> buffer.putLong(at, value);
                case 4 -> buffer.putInt(at, (int) value);
                case 2 -> buffer.putShort(at, (short) value);
                default -> buffer.putByte(at, (byte) value);
            }
        }
    }

    private static long absent(FieldLayout field) {
        return switch (field.kind()) {
            case FIXED8, NANOS -> Fixed8.NULL;
            case ENUM -> field.values().containsKey(0L) ? 0 : 255;
            default -> field.kind() == FieldKind.LONG && field.name().startsWith("venue") ? Fixed8.NULL : 0;
        };
    }

    private int text(int at, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        buffer.putShort(at, (short) utf8.length);
        buffer.putBytes(at + 2, utf8);
        return at + 2 + utf8.length;
    }
}
