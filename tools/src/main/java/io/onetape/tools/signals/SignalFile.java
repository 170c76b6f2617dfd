package io.onetape.tools.signals;

import io.onetape.backtest.RefusedException;
import io.onetape.tools.lake.DuckDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How one file is read: the query that gives its columns as texts, in the order of its rows. */
final class SignalFile {
    private enum Kind {
        CSV,
        NDJSON,
        PARQUET
    }

    private SignalFile() {}

    /** A query for: available time, symbol, name, value, strategy, fair price, priority; texts, empty where there is nothing. */
    static String query(Path file, Connection connection) throws SQLException {
        Kind kind = kindOf(file);
        String path = DuckDb.literal(DuckDb.pattern(file.toAbsolutePath().toString()));
        String from = switch (kind) {
            case CSV -> "read_csv(" + path + ", all_varchar = true, header = true)";
            case NDJSON -> "read_ndjson_objects(" + path + ")";
            case PARQUET -> "read_parquet(" + path + ")";
        };
        SortedMap<String, String> types = kind == Kind.NDJSON ? keys(from, connection) : columns(from, connection);
        SignalColumns columns = new SignalColumns(file.toString(), new ArrayList<>(types.keySet()));
        List<String> texts = new ArrayList<>();
        for (Optional<String> column : List.of(
                Optional.of(columns.available()),
                Optional.of(columns.symbol()),
                Optional.of(columns.name()),
                Optional.of(columns.value()),
                columns.strategy(),
                columns.fairPrice(),
                columns.priority())) {
            texts.add(column.map(name -> text(name, kind, types.getOrDefault(name, ""), file))
                    .orElse("''"));
        }
        return "SELECT " + String.join(", ", texts) + " FROM " + from;
    }

    private static Kind kindOf(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
        if (name.endsWith(".csv")) {
            return Kind.CSV;
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json")) {
            return Kind.NDJSON;
        }
        if (name.endsWith(".parquet")) {
            return Kind.PARQUET;
        }
        throw new RefusedException(
                file + ", whose name does not say what it is",
                "a name that ends in .csv, .ndjson, .jsonl or .parquet",
                "tape import signals --help");
    }

    private static SortedMap<String, String> columns(String from, Connection connection) throws SQLException {
        SortedMap<String, String> types = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM " + from)) {
            while (rows.next()) {
                types.put(rows.getString(1), rows.getString(2));
            }
        }
        return types;
    }

    private static SortedMap<String, String> keys(String from, Connection connection) throws SQLException {
        SortedMap<String, String> types = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DISTINCT unnest(json_keys(json)) FROM " + from + " LIMIT 1000")) {
            while (rows.next()) {
                types.put(rows.getString(1), "JSON");
            }
        }
        return types;
    }

    private static String text(String column, Kind kind, String type, Path file) {
        if (kind == Kind.NDJSON) {
            return "coalesce(json ->> " + DuckDb.literal("$.\"" + column.replace("\"", "\\\"") + "\"") + ", '')";
        }
        String quoted = '"' + column.replace("\"", "\"\"") + '"';
        if (type.startsWith("TIMESTAMP WITH")) {
            throw new RefusedException(
                    column + " of " + file + " with a time zone, which loses nanoseconds when it is read",
                    "timestamps without a zone that are UTC, or whole nanoseconds",
                    "in pandas: frame['" + column + "'].dt.tz_convert('UTC').dt.tz_localize(None)");
        }
        String value = type.startsWith("TIMESTAMP") ? "epoch_ns(" + quoted + ")" : quoted;
        return "coalesce(" + value + "::VARCHAR, '')";
    }
}
