package io.onetape.tools.lake;

import io.onetape.journal.layout.FieldLayout;
import java.util.List;
import java.util.Locale;

/**
 * One column of a folder. It is staged as a 64-bit integer or a text; what is written and what SQL sees is made of that.
 *
 * @param name in small letters with underscores
 */
record LakeColumn(String name, Kind kind) {
    enum Kind {
        /** A 64-bit integer. */
        INTEGER,
        /** A Fixed8: written as float64 and, exactly, as int64 under {@code <name>_e8}; an exact decimal in SQL. */
        DECIMAL,
        /** Nanoseconds since the epoch: a timestamp without zone, which is UTC. */
        TIME,
        TEXT
    }

    static LakeColumn of(FieldLayout field, String name) {
        return new LakeColumn(
                name,
                switch (field.kind()) {
                    case INTEGER, LONG, NANOS -> Kind.INTEGER;
                    case FIXED8 -> Kind.DECIMAL;
                    case STRATEGY, ENUM -> Kind.TEXT;
                });
    }

    /** {@code previousUpdateId} is {@code previous_update_id}, {@code crc32c} stays. */
    static String snake(String name) {
        String first = name.substring(0, 1).toLowerCase(Locale.ROOT);
        return first + name.substring(1).replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    String staged() {
        return quoted(name) + (kind == Kind.TEXT ? " VARCHAR" : " BIGINT");
    }

    /** The columns of the file, of the staged one. */
    List<String> written() {
        String staged = quoted(name);
        return switch (kind) {
            case INTEGER, TEXT -> List.of(staged);
            case TIME -> List.of("make_timestamp_ns(" + staged + ") AS " + staged);
            case DECIMAL ->
                List.of(staged + "::DOUBLE / 100000000 AS " + staged, staged + " AS " + quoted(name + "_e8"));
        };
    }

    /** The column of a view, of the file's. */
    String viewed() {
        return kind == Kind.DECIMAL
                ? "CAST(" + quoted(name + "_e8") + "::DECIMAL(19,0) * 0.00000001::DECIMAL(9,8) AS DECIMAL(19,8)) AS "
                        + quoted(name)
                : quoted(name);
    }

    /** The column of a view without a file. */
    String absent() {
        return "NULL::"
                + switch (kind) {
                    case INTEGER -> "BIGINT";
                    case DECIMAL -> "DECIMAL(19,8)";
                    case TIME -> "TIMESTAMP_NS";
                    case TEXT -> "VARCHAR";
                }
                + " AS "
                + quoted(name);
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
