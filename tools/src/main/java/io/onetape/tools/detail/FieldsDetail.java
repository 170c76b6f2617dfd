package io.onetape.tools.detail;

import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.GroupLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.RecordVisitor;
import io.onetape.journal.layout.RecordWalk;
import io.onetape.journal.record.RecordView;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** {@code name=value} for every field that is known; of a group the number of entries. Single-threaded. */
final class FieldsDetail implements RecordVisitor {
    private StringBuilder to = new StringBuilder();
    private boolean first;
    private boolean inGroup;

    void append(StringBuilder target, RecordView record, MessageLayout layout) {
        to = target;
        first = true;
        inGroup = false;
        RecordWalk.visit(record, layout, this);
    }

    @Override
    public void field(FieldLayout field, boolean known, long value) {
        if (known && !inGroup) {
            FieldText.append(key(field.name()), field, value);
        }
    }

    @Override
    public void beginGroup(GroupLayout group, int count) {
        key(group.name()).append(count);
        inGroup = true;
    }

    @Override
    public void beginEntry() {}

    @Override
    public void endEntry() {}

    @Override
    public void endGroup() {
        inGroup = false;
    }

    @Override
    public void text(String name, DirectBuffer buffer, int at, int length) {
        if (length > 0 && !inGroup) {
            byte[] utf8 = new byte[length];
            buffer.getBytes(at, utf8);
            Words.text(key(name), new String(utf8, StandardCharsets.UTF_8));
        }
    }

    private StringBuilder key(String name) {
        if (!first) {
            to.append(' ');
        }
        first = false;
        return to.append(name).append('=');
    }
}
