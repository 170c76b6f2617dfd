package io.onetape.tools.sql;

import io.onetape.tools.console.Console;
import io.onetape.tools.format.Columns;
import io.onetape.tools.format.Columns.Column;
import io.onetape.tools.format.FormatOption.Format;
import io.onetape.tools.format.Json;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints an answer by the rules of every command: decimals as the shortest plain ones, times as ISO-8601 in UTC with nine decimals, in JSON 64-bit integers and
 * decimals as strings; no value is null, and an empty cell. Single-threaded; one use.
 */
final class SqlRows {
    private static final int ROWS_MEASURED = 200;
    private static final int WIDEST = 60;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT);
    private static final Set<Integer> JSON_NUMBERS =
            Set.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.DOUBLE, Types.FLOAT, Types.REAL);
    private static final Set<Integer> NUMBERS = Set.of(
            Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.DECIMAL,
            Types.NUMERIC,
            Types.DOUBLE,
            Types.FLOAT,
            Types.REAL);

    private final Console console;
    private final Format format;
    private final long limit;
    private final ResultSet rows;
    private final ResultSetMetaData columns;
    private final int count;
    private final List<String> names = new ArrayList<>();

    SqlRows(Console console, Format format, long limit, ResultSet rows) throws SQLException {
        this.console = console;
        this.format = format;
        this.limit = limit;
        this.rows = rows;
        this.columns = rows.getMetaData();
        this.count = columns.getColumnCount();
        for (int i = 1; i <= count; i++) {
            names.add(columns.getColumnLabel(i));
        }
    }

    /** Prints all rows up to the limit; false if there are more. */
    boolean print() throws SQLException {
        return switch (format) {
            case table -> printTable();
            case csv -> printCsv();
            case ndjson -> printJson();
        };
    }

    private boolean printTable() throws SQLException {
        List<List<String>> measured = new ArrayList<>();
        long printed = 0;
        boolean more = rows.next();
        while (more && measured.size() < ROWS_MEASURED && printed < limit) {
            measured.add(texts());
            printed++;
            more = rows.next();
        }
        Columns table = new Columns(console.columns(), "", "  ", widths(measured));
        console.out().line(table.heading());
        for (List<String> row : measured) {
            console.out().line(table.row(row));
        }
        while (more && printed < limit) {
            console.out().line(table.row(texts()));
            printed++;
            more = rows.next();
        }
        if (!table.leftOut().isEmpty()) {
            console.say("no room for " + String.join(", ", table.leftOut()));
        }
        return !more;
    }

    private List<Column> widths(List<List<String>> measured) throws SQLException {
        List<Column> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int width = names.get(i).length();
            for (List<String> row : measured) {
                width = Math.max(width, row.get(i).length());
            }
            boolean number = NUMBERS.contains(columns.getColumnType(i + 1));
            String heading = names.get(i);
            shown.add(
                    number
                            ? Column.number(heading, width, width, 0)
                            : Column.text(heading, Math.min(width, WIDEST), Math.min(width, heading.length())));
        }
        return shown;
    }

    private boolean printCsv() throws SQLException {
        console.out().line(String.join(",", names.stream().map(SqlRows::csv).toList()));
        long printed = 0;
        boolean more = rows.next();
        while (more && printed < limit) {
            console.out()
                    .line(String.join(",", texts().stream().map(SqlRows::csv).toList()));
            printed++;
            more = rows.next();
        }
        return !more;
    }

    private static String csv(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private boolean printJson() throws SQLException {
        Json json = new Json();
        long printed = 0;
        boolean more = rows.next();
        while (more && printed < limit) {
            json.begin();
            for (int i = 1; i <= count; i++) {
                json.anyKey(names.get(i - 1));
                String value = text(i);
                if (value == null) {
                    json.rawValue("null");
                } else if (isPlainInJson(i, value)) {
                    json.rawValue(value);
                } else {
                    json.value(value);
                }
            }
            console.out().line(json.endObject().text());
            printed++;
            more = rows.next();
        }
        return !more;
    }

    private boolean isPlainInJson(int column, String value) throws SQLException {
        int type = columns.getColumnType(column);
        boolean finite =
                !value.endsWith("NaN") && !value.toLowerCase(Locale.ROOT).endsWith("infinity");
        return type == Types.BOOLEAN || (JSON_NUMBERS.contains(type) && finite);
    }

    private List<String> texts() throws SQLException {
        List<String> texts = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            String text = text(i);
            texts.add(text == null ? "" : text);
        }
        return texts;
    }

    private @Nullable String text(int column) throws SQLException {
        int type = columns.getColumnType(column);
        if (type == Types.TIMESTAMP) {
            LocalDateTime time = rows.getObject(column, LocalDateTime.class);
            return time == null ? null : TIME.format(time);
        }
        if (type == Types.DECIMAL || type == Types.NUMERIC) {
            BigDecimal number = rows.getBigDecimal(column);
            return number == null ? null : plain(number);
        }
        Object value = rows.getObject(column);
        return value == null ? null : value.toString();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
