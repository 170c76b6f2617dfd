package io.onetape.backtest.importer.row;

import io.onetape.backtest.importer.line.LineReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The names of a file's columns, from its first line or as the archive's documentation gives them for files without one. Immutable. */
public final class CsvHeader {
    private static final int SHOWN = 120;

    private final String text;
    private final byte[] line;
    private final List<String> names;

    private CsvHeader(String text, boolean stands) {
        this.text = text;
        this.line = stands ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
        this.names = List.of(text.split(",", -1));
    }

    /** The reader's line. */
    public static CsvHeader of(LineReader first) {
        return new CsvHeader(
                new String(first.bytes(), first.from(), first.to() - first.from(), StandardCharsets.UTF_8), true);
    }

    /** Of a file that has no such line. */
    public static CsvHeader documented(String text) {
        return new CsvHeader(text, false);
    }

    /** Whether it has all these columns. */
    public boolean has(String... wanted) {
        return names.containsAll(List.of(wanted));
    }

    /** Whether it has all columns of the other. */
    public boolean hasAll(CsvHeader other) {
        return names.containsAll(other.names);
    }

    /** Where the column stands, -1 if there is none. */
    public int index(String name) {
        return names.indexOf(name);
    }

    public int count() {
        return names.size();
    }

    /** Whether the line is the header itself. */
    boolean isOn(LineReader reader) {
        return line.length > 0 && Arrays.equals(reader.bytes(), reader.from(), reader.to(), line, 0, line.length);
    }

    /** Its beginning, for messages. */
    @Override
    public String toString() {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
