package io.onetape.journal.layout;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Goes through a record's body by its layout. Counts and lengths in the record are checked against its end by the buffer: a record that lies about them
 * throws {@link IndexOutOfBoundsException}. Without state.
 */
public final class RecordWalk {
    private static final int COUNT = 2;

    private RecordWalk() {}

    /** Shows the whole body to {@code visitor}. */
    public static void visit(RecordView record, MessageLayout layout, RecordVisitor visitor) {
        DirectBuffer buffer = record.buffer();
        fields(layout.fields(), buffer, RecordHeader.LENGTH, record.blockLength(), visitor);
        int at = RecordHeader.LENGTH + record.blockLength();
        int version = record.version();
        for (int i = 0; i < layout.groups().size(); i++) {
            GroupLayout group = layout.groups().get(i);
            if (group.sinceVersion() <= version) {
                at = group(group, buffer, at, visitor);
            } else {
                visitor.beginGroup(group, 0);
                visitor.endGroup();
            }
        }
        for (int i = 0; i < layout.texts().size(); i++) {
            TextLayout text = layout.texts().get(i);
            if (has(text, record, at)) {
                at = text(text.name(), buffer, at, visitor);
            } else {
                visitor.text(text.name(), buffer, at, 0);
            }
        }
    }

    /** Entries of the group at this place among the layout's groups. */
    public static int groupCount(RecordView record, MessageLayout layout, int groupIndex) {
        if (layout.groups().get(groupIndex).sinceVersion() > record.version()) {
            return 0;
        }
        return unsigned(record.buffer(), afterGroups(record, layout, groupIndex) + COUNT);
    }

    /** The text at this place among the layout's texts; empty if the record is older than the field. */
    public static String text(RecordView record, MessageLayout layout, int textIndex) {
        if (layout.texts().get(textIndex).sinceVersion() > record.version()) {
            return "";
        }
        DirectBuffer buffer = record.buffer();
        int at = afterGroups(record, layout, layout.groups().size());
        for (int i = 0; i < textIndex; i++) {
            at += TextLayout.HEADER_LENGTH + unsigned(buffer, at);
        }
        if (!has(layout.texts().get(textIndex), record, at)) {
            return "";
        }
        byte[] utf8 = new byte[unsigned(buffer, at)];
        buffer.getBytes(at + TextLayout.HEADER_LENGTH, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** A text that was added later is not there in an older record; one of an unreleased build of the same version may end in front of it. */
    private static boolean has(TextLayout text, RecordView record, int at) {
        return text.sinceVersion() <= record.version() && (text.sinceVersion() == 0 || at < record.length());
    }

    /** Offset of what follows the first {@code count} groups. */
    private static int afterGroups(RecordView record, MessageLayout layout, int count) {
        DirectBuffer buffer = record.buffer();
        int at = RecordHeader.LENGTH + record.blockLength();
        for (int i = 0; i < count; i++) {
            GroupLayout group = layout.groups().get(i);
            if (group.sinceVersion() > record.version()) {
                continue;
            }
            int blockLength = unsigned(buffer, at);
            int entries = unsigned(buffer, at + COUNT);
            at += GroupLayout.HEADER_LENGTH;
            for (int entry = 0; entry < entries; entry++) {
                at += blockLength;
                for (int text = 0; text < group.texts().size(); text++) {
                    at += TextLayout.HEADER_LENGTH + unsigned(buffer, at);
                }
            }
        }
        return at;
    }

    private static int group(GroupLayout group, DirectBuffer buffer, int start, RecordVisitor visitor) {
        int blockLength = unsigned(buffer, start);
        int count = unsigned(buffer, start + COUNT);
        int at = start + GroupLayout.HEADER_LENGTH;
        visitor.beginGroup(group, count);
        for (int entry = 0; entry < count; entry++) {
            visitor.beginEntry();
            fields(group.fields(), buffer, at, blockLength, visitor);
            at += blockLength;
            for (int i = 0; i < group.texts().size(); i++) {
                at = text(group.texts().get(i), buffer, at, visitor);
            }
            visitor.endEntry();
        }
        visitor.endGroup();
        return at;
    }

    private static void fields(
            List<FieldLayout> fields, DirectBuffer buffer, int block, int blockLength, RecordVisitor visitor) {
        for (int i = 0; i < fields.size(); i++) {
            FieldLayout field = fields.get(i);
            if (field.isIn(blockLength)) {
                long value = field.read(buffer, block);
                visitor.field(field, !field.isNull(value), value);
            } else {
                visitor.field(field, false, 0);
            }
        }
    }

    private static int text(String name, DirectBuffer buffer, int at, RecordVisitor visitor) {
        int length = unsigned(buffer, at);
        visitor.text(name, buffer, at + TextLayout.HEADER_LENGTH, length);
        return at + TextLayout.HEADER_LENGTH + length;
    }

    private static int unsigned(DirectBuffer buffer, int at) {
        return buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
