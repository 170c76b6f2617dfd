package io.onetape.services;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records as text: {@code DepthUpdate instrument=1 firstUpdateId=11 lastUpdateId=12 bids=100.5/2,100/0 asks=}. Text that has spaces stands in single
 * quotes. A field that is left out is null where the schema allows it, else 0 or empty; a name that the record does not have is an error. What a fact was
 * caused by, if it is not the first of its chain, is written as {@code causedBy=7}, but not read.
 */
final class RecordText {
    private static final Pattern WORD = Pattern.compile("(\\w+)=('[^']*'|\\S*)|(\\S+)");

    private static final String CAUSED_BY = "causedBy";

    private RecordText() {}

    /** The record's name, and what the text says of its fields, in the order of the text. */
    record Parsed(String name, Map<String, String> fields) {}

    static Parsed parse(String text) {
        Matcher words = WORD.matcher(text);
        if (!words.find() || words.group(3) == null) {
            throw new IllegalArgumentException("expected a record's name first, found '" + text + "'");
        }
        RecordSchema.Message message = RecordSchema.TAPE.message(words.group(3));
        Map<String, String> fields = new LinkedHashMap<>();
        while (words.find()) {
            String key = words.group(1);
            String order = words.group(3);
            if (order != null && message.names().contains("intent")) { // mm1-7
                OrderId id = OrderId.parse(order);
                fields.put("strategy", OrderId.strategyName(id.strategy()));
                fields.put("intent", Long.toString(id.intent()));
            } else if (key != null && (message.names().contains(key) || key.equals(CAUSED_BY))) {
                String value = words.group(2);
                fields.put(key, value.startsWith("'") ? value.substring(1, value.length() - 1) : value);
            } else {
                throw new IllegalArgumentException(
                        "expected one of " + message.names() + ", found '" + words.group() + "'");
            }
        }
        return new Parsed(message.name(), fields);
    }

    /** The record with a header that has its layout and instrument, all else zero. */
    static UnsafeBuffer write(String text) {
        Parsed parsed = parse(text);
        RecordSchema.Message message = RecordSchema.TAPE.message(parsed.name());
        ExpandableArrayBuffer to = new ExpandableArrayBuffer(512);
        to.putShort(RecordHeader.BLOCK_LENGTH, (short) message.blockLength());
        to.putShort(RecordHeader.TEMPLATE_ID, (short) message.id());
        to.putShort(RecordHeader.SCHEMA, (short) RecordHeader.SCHEMA_ID);
        to.putShort(RecordHeader.VERSION, (short) RecordSchema.TAPE.version);
        to.putInt(RecordHeader.INSTRUMENT, Integer.parseInt(parsed.fields().getOrDefault("instrument", "0")));
        to.putLong(RecordHeader.CAUSED_BY, Long.parseLong(parsed.fields().getOrDefault(CAUSED_BY, "0")));
        for (RecordSchema.Field field : message.fields()) {
            writeField(to, RecordHeader.LENGTH, field, parsed.fields().get(field.name()));
        }
        int at = RecordHeader.LENGTH + message.blockLength();
        for (RecordSchema.Group group : message.groups()) {
            at = writeGroup(to, at, group, parsed.fields().getOrDefault(group.name(), ""));
        }
        for (String name : message.texts()) {
            at = writeText(to, at, parsed.fields().getOrDefault(name, ""));
        }
        UnsafeBuffer record = new UnsafeBuffer(new byte[at]);
        record.putBytes(0, to, 0, at);
        return record;
    }

    /** Every field as text. */
    static Map<String, String> read(RecordView record) {
        RecordSchema.Message message = RecordSchema.TAPE.message(record.templateId());
        DirectBuffer from = record.buffer();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("instrument", Integer.toString(record.instrument()));
        for (RecordSchema.Field field : message.fields()) {
            fields.put(field.name(), readField(from, RecordHeader.LENGTH, field));
        }
        int at = RecordHeader.LENGTH + record.blockLength();
        for (RecordSchema.Group group : message.groups()) {
            StringBuilder entries = new StringBuilder();
            at = readGroup(from, at, group, entries);
            fields.put(group.name(), entries.toString());
        }
        for (String name : message.texts()) {
            fields.put(name, textAt(from, at));
            at += 2 + (from.getShort(at) & 0xFFFF);
        }
        return fields;
    }

    private static int writeGroup(MutableDirectBuffer to, int start, RecordSchema.Group group, String text) {
        String[] entries = text.isEmpty() ? new String[0] : text.split(",", -1);
        to.putShort(start, (short) group.blockLength());
        to.putShort(start + 2, (short) entries.length);
        int at = start + 4;
        for (String entry : entries) {
            String[] values = entry.split("/", -1);
            int next = 0;
            for (RecordSchema.Field field : group.fields()) {
                writeField(to, at, field, values[next++]);
            }
            at += group.blockLength();
            for (int i = 0; i < group.texts().size(); i++) {
                at = writeText(to, at, values[next++]);
            }
        }
        return at;
    }

    private static int writeText(MutableDirectBuffer to, int at, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        to.putShort(at, (short) utf8.length);
        to.putBytes(at + 2, utf8);
        return at + 2 + utf8.length;
    }

    private static void writeField(MutableDirectBuffer to, int start, RecordSchema.Field field, String text) {
        int at = start + field.offset();
        if (!field.values().isEmpty()) {
            to.putByte(at, (byte) enumValue(field, text));
        } else if (field.type().equals("StrategyName")) {
            OrderId.putStrategy(to, at, text == null || text.isEmpty() ? 0 : OrderId.strategy(text));
        } else {
            long value = text == null || text.equals("null")
                    ? field.optional() ? Fixed8.NULL : 0
                    : field.type().equals("Fixed8") ? Fixed8.parse(text) : Long.parseLong(text);
            switch (field.size()) {
                case 8 -> to.putLong(at, value);
                case 4 -> to.putInt(at, (int) value);
                default -> to.putShort(at, (short) value);
            }
        }
    }

    private static int enumValue(RecordSchema.Field field, String text) {
        if (text == null || text.equals("null")) {
            return text == null && field.values().containsValue(0) ? 0 : 255;
        }
        Integer value = field.values().get(text);
        if (value == null) {
            throw new IllegalArgumentException(
                    "expected one of " + field.values().keySet() + ", found '" + text + "'");
        }
        return value;
    }

    private static int readGroup(DirectBuffer from, int start, RecordSchema.Group group, StringBuilder to) {
        int blockLength = from.getShort(start) & 0xFFFF;
        int count = from.getShort(start + 2) & 0xFFFF;
        int at = start + 4;
        for (int i = 0; i < count; i++) {
            StringJoiner entry = new StringJoiner("/");
            for (RecordSchema.Field field : group.fields()) {
                entry.add(readField(from, at, field));
            }
            at += blockLength;
            for (int text = 0; text < group.texts().size(); text++) {
                entry.add(textAt(from, at));
                at += 2 + (from.getShort(at) & 0xFFFF);
            }
            to.append(i == 0 ? "" : ",").append(entry);
        }
        return at;
    }

    private static String readField(DirectBuffer from, int start, RecordSchema.Field field) {
        int at = start + field.offset();
        if (!field.values().isEmpty()) {
            int value = from.getByte(at) & 0xFF;
            return field.values().entrySet().stream()
                    .filter(entry -> entry.getValue() == value)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(value == 255 ? "null" : "unknown:" + value);
        }
        if (field.type().equals("StrategyName")) {
            return OrderId.strategyName(OrderId.getStrategy(from, at));
        }
        long value = switch (field.size()) {
            case 8 -> from.getLong(at);
            case 4 -> from.getInt(at);
            default -> from.getShort(at) & 0xFFFF;
        };
        if (field.optional() && value == Fixed8.NULL) {
            return "null";
        }
        return field.type().equals("Fixed8") ? Fixed8.toString(value) : Long.toString(value);
    }

    private static String textAt(DirectBuffer from, int at) {
        byte[] utf8 = new byte[from.getShort(at) & 0xFFFF];
        from.getBytes(at + 2, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
