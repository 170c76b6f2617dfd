package io.onetape.journal.layout;

import org.agrona.DirectBuffer;

/** Is told everything that a record's body holds, in schema order. What it is handed is valid during the call. */
public interface RecordVisitor {
    /** A field of the block or of the current entry; {@code known} is false if it is null, or absent because the record is older than the field. */
    void field(FieldLayout field, boolean known, long value);

    /** A group with {@code count} entries follows. */
    void beginGroup(GroupLayout group, int count);

    void beginEntry();

    void endEntry();

    void endGroup();

    /** A text as UTF-8 bytes. */
    void text(String name, DirectBuffer buffer, int at, int length);
}
