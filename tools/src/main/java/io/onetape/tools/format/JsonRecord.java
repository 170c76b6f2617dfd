package io.onetape.tools.format;

import io.onetape.journal.layout.FieldKind;
import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.GroupLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.RecordVisitor;
import io.onetape.journal.layout.RecordWalk;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.InstrumentDefinedDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** A record as a JSON object with the keys that docs/formats.md lists. Single-threaded. */
public final class JsonRecord implements RecordVisitor {
    private final References references;
    private final Json json;
    private boolean skipSymbol;
    private int depth;

    public JsonRecord(References references, Json json) {
        this.references = references;
        this.json = json;
    }

    /** Writes the whole object, {@code v} first, over what {@code json} held. */
    public StringBuilder write(RecordView record) {
        json.begin();
        fields(record);
        return json.endObject().text();
    }

    /** Writes the object as the next value. */
    public void nested(RecordView record) {
        json.beginObject();
        fields(record);
        json.endObject();
    }

    /** Writes the fields of the body only. */
    public void body(RecordView record) {
        Optional<MessageLayout> layout = Schema.tape().message(record.templateId());
        if (layout.isPresent()) {
            depth = 0;
            skipSymbol = record.templateId() == InstrumentDefinedDecoder.TEMPLATE_ID;
            RecordWalk.visit(record, layout.get(), this);
        }
    }

    @Override
    public void field(FieldLayout field, boolean known, long value) {
        json.key(field.name());
        StringBuilder text = json.open();
        if (!known) {
            text.append("null");
        } else if (field.kind() == FieldKind.INTEGER) {
            text.append(value);
        } else {
            field.append(text.append('"'), value).append('"');
        }
    }

    @Override
    public void beginGroup(GroupLayout group, int count) {
        depth++;
        json.key(group.name()).beginArray();
    }

    @Override
    public void beginEntry() {
        json.beginObject();
    }

    @Override
    public void endEntry() {
        json.endObject();
    }

    @Override
    public void endGroup() {
        depth--;
        json.endArray();
    }

    @Override
    public void text(String name, DirectBuffer buffer, int at, int length) {
        if (skipSymbol && depth == 0 && name.equals("symbol")) {
            return;
        }
        byte[] utf8 = new byte[length];
        buffer.getBytes(at, utf8);
        json.string(name, new String(utf8, StandardCharsets.UTF_8));
    }

    private void fields(RecordView record) {
        long nanos = record.recordedAtNanos();
        json.integer("sequence", record.sequence()).key("time");
        Times.appendIso(json.open().append('"'), nanos).append('"');
        json.integer("recordedAtNanos", nanos).string("type", Schema.tape().nameOf(record.templateId()));
        if (record.instrument() == 0) {
            json.nothing("symbol");
        } else {
            json.string("symbol", references.symbol(record.instrument()));
        }
        json.number("instrument", record.instrument())
                .string("source", references.source(record.source()))
                .integer("sourceSequence", record.sourceSequence())
                .integer("causedBy", record.causedBy())
                .integer("correlation", record.correlation());
        body(record);
    }
}
