package io.onetape.journal.layout;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import org.jspecify.annotations.Nullable;

/** The field of one name, in whichever records have it; found by their template. Immutable. */
public final class NamedField {
    private final @Nullable FieldLayout[] byTemplate;

    public NamedField(String name) {
        int largest = 0;
        for (MessageLayout layout : Schema.tape().messages()) {
            largest = Math.max(largest, layout.templateId());
        }
        byTemplate = new FieldLayout[largest + 1];
        for (MessageLayout layout : Schema.tape().messages()) {
            byTemplate[layout.templateId()] = layout.field(name).orElse(null);
        }
    }

    /** True if the record has the field: one of an older schema may be too short for it. */
    public boolean isIn(RecordView record) {
        return of(record) != null;
    }

    /** The field's value; {@code absent} if the record has it not. */
    public long read(RecordView record, long absent) {
        FieldLayout field = of(record);
        return field == null ? absent : field.read(record.buffer(), RecordHeader.LENGTH);
    }

    private @Nullable FieldLayout of(RecordView record) {
        int template = record.templateId();
        FieldLayout field = template < byTemplate.length ? byTemplate[template] : null;
        return field != null && field.isIn(record.blockLength()) ? field : null;
    }
}
