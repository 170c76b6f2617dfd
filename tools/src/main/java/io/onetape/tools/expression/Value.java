package io.onetape.tools.expression;

import io.onetape.journal.layout.FieldLayout;
import io.onetape.journal.record.RecordView;
import org.jspecify.annotations.Nullable;

/** What a name means in records of one type. */
sealed interface Value {
    /** Reads a number; {@link io.onetape.journal.fixed.Fixed8#NULL} if it is not known. */
    interface NumberReader {
        long read(RecordView record);
    }

    /** Reads a text. */
    interface TextReader {
        @Nullable String read(RecordView record);
    }

    /** A number whose unit, or names, the field has. */
    record OfNumber(FieldLayout field, NumberReader reader) implements Value {}

    /** Text; {@code anyCase} if capital and small letters are the same. */
    record OfText(boolean anyCase, TextReader reader) implements Value {}
}
