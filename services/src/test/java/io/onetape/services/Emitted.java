package io.onetape.services;

import io.onetape.journal.record.RecordView;
import java.util.Map;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** A record that stands on a scenario's tape, kept with its own bytes. */
public final class Emitted {
    private final RecordView view = new RecordView();

    Emitted(UnsafeBuffer record) {
        view.wrap(record, 0, record.capacity());
    }

    /** Header and body; valid for ever. */
    public RecordView view() {
        return view;
    }

    /** {@code BookTop}. */
    public String name() {
        return RecordSchema.TAPE.message(view.templateId()).name();
    }

    /** One field as text: a number in its shortest form, {@code null}, an enum's name, or levels as {@code price/quantity,...}. */
    public String get(String field) {
        String value = RecordText.read(view).get(field);
        if (value == null) {
            throw new IllegalArgumentException(
                    "expected one of " + RecordSchema.TAPE.message(name()).names() + ", found '" + field + "'");
        }
        return value;
    }

    /** The body in {@code decoder}, which must be of this record's kind. */
    public <D extends MessageDecoderFlyweight> D decode(D decoder) {
        return view.decode(decoder);
    }

    /** True if the record has the name and all the fields of {@code text}; fields that the text does not name may be anything. */
    public boolean matches(String text) {
        RecordText.Parsed expected = RecordText.parse(text);
        return expected.name().equals(name())
                && RecordText.read(view)
                        .entrySet()
                        .containsAll(expected.fields().entrySet());
    }

    @Override
    public String toString() {
        Map<String, String> fields = RecordText.read(view);
        return name()
                + fields.entrySet().stream()
                        .map(e -> " " + e.getKey() + "="
                                + (e.getValue().contains(" ") ? "'" + e.getValue() + "'" : e.getValue()))
                        .collect(Collectors.joining());
    }
}
