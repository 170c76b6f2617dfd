package io.onetape.tools.check;

import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.GroupLayout;
import io.onetape.journal.layout.RecordVisitor;
import io.onetape.journal.layout.RecordWalk;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.detail.FieldText;
import io.onetape.tools.format.References;
import io.onetape.tools.format.Times;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** A record as names and values in the schema's order; entries of groups are named {@code bids[3].price}. */
final class FlatRecord implements RecordVisitor {
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String prefix = "";
    private String group = "";
    private int entry;

    private FlatRecord() {}

    static Map<String, String> of(RecordView record, References references) {
        FlatRecord flat = new FlatRecord();
        flat.fields.put("sequence", Long.toString(record.sequence()));
        flat.fields.put("time", Times.iso(record.recordedAtNanos()));
        flat.fields.put("type", Schema.tape().nameOf(record.templateId()));
        flat.fields.put("symbol", references.symbol(record.instrument()));
        flat.fields.put("source", references.source(record.source()));
        flat.fields.put("sourceSequence", Long.toString(record.sourceSequence()));
        flat.fields.put("causedBy", Long.toString(record.causedBy()));
        flat.fields.put("correlation", Long.toString(record.correlation()));
        Schema.tape().message(record.templateId()).ifPresent(layout -> RecordWalk.visit(record, layout, flat));
        return flat.fields;
    }

    @Override
    public void field(FieldLayout field, boolean known, long value) {
        fields.put(
                prefix + field.name(),
                known ? FieldText.append(new StringBuilder(), field, value).toString() : "null");
    }

    @Override
    public void beginGroup(GroupLayout layout, int count) {
        fields.put(layout.name(), count + " entries");
        group = layout.name();
        entry = 0;
    }

    @Override
    public void beginEntry() {
        prefix = group + "[" + entry++ + "].";
    }

    @Override
    public void endEntry() {
        prefix = "";
    }

    @Override
    public void endGroup() {
        prefix = "";
    }

    @Override
    public void text(String name, DirectBuffer buffer, int at, int length) {
        byte[] utf8 = new byte[length];
        buffer.getBytes(at, utf8);
        fields.put(prefix + name, new String(utf8, StandardCharsets.UTF_8));
    }
}
