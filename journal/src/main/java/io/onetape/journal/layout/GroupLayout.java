package io.onetape.journal.layout;

import java.util.List;

/**
 * A repeating group. On the tape: two bytes entry length, two bytes count, then the entries, each followed by its texts.
 *
 * @param sinceVersion records of an older schema version end before it
 * @param texts names of each entry's variable-length fields
 */
public record GroupLayout(
        String name, int sinceVersion, int blockLength, List<FieldLayout> fields, List<String> texts) {
    /** Bytes before the first entry. */
    public static final int HEADER_LENGTH = 4;
}
