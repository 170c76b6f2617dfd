package io.onetape.tools.format;

import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.layout.GroupLayout;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.RecordVisitor;
import io.onetape.journal.layout.RecordWalk;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordView;
import io.onetape.tools.console.Out;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Rows as RFC 4180 has them: the header's columns, then those of one type's fields, or all fields of any type as JSON in one column. */
public final class CsvFormat implements RecordFormat {
    private static final String HEADER =
            "sequence,time,recordedAtNanos,type,symbol,instrument,source,sourceSequence,causedBy,correlation";

    private final References references;
    private final Out out;
    private final Optional<MessageLayout> only;
    private final StringBuilder row = new StringBuilder(512);
    private final Cells cells = new Cells();
    private final Json json = new Json();
    private final JsonRecord body;

    /** With columns for the fields of {@code only}, if it is given; then every record must be of that type. */
    public CsvFormat(References references, Out out, Optional<MessageLayout> only) {
        this.references = references;
        this.out = out;
        this.only = only;
        this.body = new JsonRecord(references, json);
    }

    @Override
    public void begin() {
        row.setLength(0);
        row.append(HEADER);
        if (only.isPresent()) {
            for (String name : only.get().names()) {
                row.append(',').append(name);
            }
        } else {
            row.append(",detail");
        }
        out.line(row);
    }

    @Override
    public void write(RecordView record) {
        row.setLength(0);
        row.append(record.sequence()).append(',');
        Times.appendIso(row, record.recordedAtNanos()).append(',').append(record.recordedAtNanos());
        cell(Schema.tape().nameOf(record.templateId()));
        cell(references.symbol(record.instrument()));
        row.append(',').append(record.instrument());
        cell(references.source(record.source()));
        row.append(',').append(record.sourceSequence());
        row.append(',').append(record.causedBy());
        row.append(',').append(record.correlation());
        if (only.isPresent()) {
            RecordWalk.visit(record, only.get(), cells);
        } else {
            json.beginPlain();
            body.body(record);
            cell(json.endObject().text());
        }
        out.line(row);
    }

    private void cell(CharSequence text) {
        row.append(',');
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (plain) {
            row.append(text);
        } else {
            row.append('"').append(text.toString().replace("\"", "\"\"")).append('"');
        }
    }

    /** Appends the fields of a body; a group is one cell. */
    private final class Cells implements RecordVisitor {
        private final StringBuilder entries = new StringBuilder();
        private boolean inGroup;
        private boolean first;

        @Override
        public void field(FieldLayout field, boolean known, long value) {
            if (inGroup) {
                separate();
                if (known) {
                    field.append(entries, value);
                }
                return;
            }
            row.append(',');
            if (known) {
                field.append(row, value);
            }
        }

        @Override
        public void beginGroup(GroupLayout group, int count) {
            inGroup = true;
            entries.setLength(0);
        }

        @Override
        public void beginEntry() {
            if (entries.length() > 0) {
                entries.append(' ');
            }
            first = true;
        }

        @Override
        public void endEntry() {}

        @Override
        public void endGroup() {
            inGroup = false;
            cell(entries);
        }

        @Override
        public void text(String name, DirectBuffer buffer, int at, int length) {
            byte[] utf8 = new byte[length];
            buffer.getBytes(at, utf8);
            String text = new String(utf8, StandardCharsets.UTF_8);
            if (inGroup) {
                separate();
                entries.append(text);
            } else {
                cell(text);
            }
        }

        private void separate() {
            if (!first) {
                entries.append('/');
            }
            first = false;
        }
    }
}
