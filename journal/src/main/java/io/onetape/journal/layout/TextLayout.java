package io.onetape.journal.layout;

/**
 * A variable-length field: two bytes length, then UTF-8.
 *
 * @param sinceVersion records of an older schema version end before it
 */
public record TextLayout(String name, int sinceVersion) {
    /** Bytes before the text. */
    public static final int HEADER_LENGTH = 2;
}
