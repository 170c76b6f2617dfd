package io.onetape.backtest.importer.ndjson;

import io.onetape.journal.layout.FieldKind;
import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.GroupLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.RecordVisitor;
import io.onetape.journal.layout.RecordWalk;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Any record of the schema, and its fields as an export writes them. */
final class RandomRecord implements RecordVisitor {
    private static final String[] TEXTS = {"", "mm1", "a 'b' c", "币安", "x".repeat(300)};

    private final StringBuilder json = new StringBuilder();

    private RandomRecord() {}

    static RecordDraft write(MessageLayout layout, SplittableRandom random) {
        RecordDraft draft = new RecordDraft();
        LayoutEncoder encoder = draft.begin(new LayoutEncoder(layout), 1);
        MutableDirectBuffer buffer = draft.buffer();
        buffer.setMemory(RecordHeader.LENGTH, layout.blockLength(), (byte) 0);
        block(layout.fields(), buffer, RecordHeader.LENGTH, random);
        int at = encoder.limit();
        for (GroupLayout group : layout.groups()) {
            int count = random.nextInt(4);
            buffer.putShort(at, (short) group.blockLength(), ByteOrder.LITTLE_ENDIAN);
            buffer.putShort(at + 2, (short) count, ByteOrder.LITTLE_ENDIAN);
            at += GroupLayout.HEADER_LENGTH;
            for (int i = 0; i < count; i++) {
                buffer.setMemory(at, group.blockLength(), (byte) 0);
                block(group.fields(), buffer, at, random);
                at += group.blockLength();
                for (int text = 0; text < group.texts().size(); text++) {
                    at = text(buffer, at, random);
                }
            }
        }
        for (int i = 0; i < layout.texts().size(); i++) {
            at = text(buffer, at, random);
        }
        encoder.limit(at);
        return draft;
    }

    static String json(RecordView record, MessageLayout layout) {
        RandomRecord writer = new RandomRecord();
        RecordWalk.visit(record, layout, writer);
        return writer.json.toString();
    }

    @Override
    public void field(FieldLayout field, boolean known, long value) {
        key(field.name());
        if (!known) {
            json.append("null");
        } else if (field.kind() == FieldKind.INTEGER) {
            json.append(value);
        } else {
            field.append(json.append('"'), value).append('"');
        }
    }

    @Override
    public void beginGroup(GroupLayout group, int count) {
        key(group.name());
        json.append('[');
    }

    @Override
    public void beginEntry() {
        json.append(json.charAt(json.length() - 1) == '[' ? "{" : ",{");
    }

    @Override
    public void endEntry() {
        json.append('}');
    }

    @Override
    public void endGroup() {
        json.append(']');
    }

    @Override
    public void text(String name, DirectBuffer buffer, int at, int length) {
        key(name);
        json.append('"').append(buffer.getStringWithoutLengthUtf8(at, length)).append('"');
    }

    private void key(String name) {
        boolean first = json.length() > 0 && json.charAt(json.length() - 1) == '{';
        json.append(first ? "\"" : ",\"").append(name).append("\":");
    }

    private static void block(
            List<FieldLayout> fields, MutableDirectBuffer buffer, int block, SplittableRandom random) {
        for (FieldLayout field : fields) {
            long value = switch (field.kind()) {
                case ENUM ->
                    new ArrayList<>(field.values().keySet())
                            .get(random.nextInt(field.values().size()));
                case STRATEGY -> OrderId.strategy("mm" + random.nextInt(100));
                case INTEGER -> random.nextInt(0, 200);
                case NANOS -> random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong(Long.MAX_VALUE);
                case LONG, FIXED8 -> random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong() >> random.nextInt(63);
            };
            int at = block + field.offset();
            switch (field.size()) {
                case 8 -> buffer.putLong(at, value, ByteOrder.LITTLE_ENDIAN);
                case 4 -> buffer.putInt(at, (int) value, ByteOrder.LITTLE_ENDIAN);
                case 2 -> buffer.putShort(at, (short) value, ByteOrder.LITTLE_ENDIAN);
                default -> buffer.putByte(at, (byte) value);
            }
        }
    }

    private static int text(MutableDirectBuffer buffer, int at, SplittableRandom random) {
        byte[] utf8 = TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8);
        buffer.putShort(at, (short) utf8.length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(at + 2, utf8);
        return at + 2 + utf8.length;
    }
}
