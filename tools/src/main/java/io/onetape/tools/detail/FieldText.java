package io.onetape.tools.detail;

import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.tape.Manifest;

/** A field's value for people: as everywhere, but for the ids of tapes, which are hexadecimal as the manifest has them. */
public final class FieldText {
    private FieldText() {}

    /** Appends the value, which is known. */
    public static StringBuilder append(StringBuilder to, FieldLayout field, long value) {
        return field.name().endsWith("apeId") ? to.append(Manifest.text(value)) : field.append(to, value);
    }
}
