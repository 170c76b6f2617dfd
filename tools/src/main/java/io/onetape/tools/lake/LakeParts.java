package io.onetape.tools.lake;

import io.onetape.tools.lake.LakeManifest.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows, a table for each folder, and writes a folder's rows as files when a day is over, when there are enough for a file, and at the end. So memory and
 * the room for what is not yet written are bounded whatever the tape's length. Rows must come in order of sequence. Single-threaded.
 */
final class LakeParts implements AutoCloseable {
    private static final String MEMORY_LIMIT = "768MB";
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final Path folder;
    private final long rowsOfPart;
    private final Connection connection;
    private final SortedMap<String, Staged> staged = new TreeMap<>();
    private final SortedMap<String, Long> rows = new TreeMap<>();
    private final Map<Path, Integer> parts = new HashMap<>(); // of the day in hand, looked up only
    private final List<Part> written = new ArrayList<>();
    private long day = Long.MIN_VALUE;

    /** One folder's rows that are not written yet. */
    private static final class Staged {
        private final LakeTable table;
        private final DuckDBAppender appender;
        private long rows;

        Staged(LakeTable table, DuckDBAppender appender) {
            this.table = table;
            this.appender = appender;
        }
    }

    /** Writes below {@code folder}; {@code rowsOfPart} rows are enough for a file. */
    LakeParts(Path folder, Path spill, long rowsOfPart) throws SQLException {
        this.folder = folder;
        this.rowsOfPart = rowsOfPart;
        connection = DuckDb.open(spill, MEMORY_LIMIT);
    }

    /** Takes a row of this instrument, empty for none. */
    void add(LakeRow row, String symbol) {
        try {
            long itsDay = Math.floorDiv(row.number(LakeTable.TS_NS), NANOS_PER_DAY);
            if (itsDay != day) {
                writeAll();
                parts.clear();
                day = itsDay;
            }
            Staged to = staged.get(row.table().name());
            if (to == null) {
                to = stage(row.table());
            }
            append(row, symbol, to.appender);
            if (++to.rows >= rowsOfPart) {
                staged.remove(row.table().name());
                write(to);
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write below " + folder, e);
        }
    }

    /** Writes what is left; what has been written stands in {@link #rows} and {@link #written}. */
    void finish() {
        try {
            writeAll();
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write below " + folder, e);
        }
    }

    SortedMap<String, Long> rows() {
        return rows;
    }

    List<Part> written() {
        return written;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(SQLException e) {
        return new UncheckedIOException("cannot write below " + folder, new LakeException(e));
    }

    private Staged stage(LakeTable table) throws SQLException {
        String columns = table.columns().stream()
                .map(LakeColumn::staged)
                .collect(Collectors.joining(", ", "", ", symbol VARCHAR"));
        String name = LakeColumn.quoted(table.name());
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + name + " (" + columns + ")");
        }
        DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, table.name());
        Staged fresh = new Staged(table, appender);
        staged.put(table.name(), fresh);
        return fresh;
    }

    private static void append(LakeRow row, String symbol, DuckDBAppender to) throws SQLException {
        to.beginRow();
        int columns = row.table().columns().size();
        for (int i = 0; i < columns; i++) {
            if (!row.isKnown(i)) {
                to.appendNull();
                continue;
            }
            @Nullable String text = row.text(i);
            if (text != null) {
                to.append(text);
            } else {
                to.append(row.number(i));
            }
        }
        to.append(symbol);
        to.endRow();
    }

    private void writeAll() throws SQLException, IOException {
        List<Staged> all = new ArrayList<>(staged.values());
        staged.clear();
        for (Staged one : all) {
            write(one);
        }
    }

    private void write(Staged one) throws SQLException, IOException {
        one.appender.close();
        String name = LakeColumn.quoted(one.table.name());
        String columns = one.table.columns().stream()
                .flatMap(column -> column.written().stream())
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            for (Part part : symbols(one.table, name, statement)) {
                Path file = folder.resolve(part.path());
                Files.createDirectories(file.getParent());
                // Rows are read in the order in which they were added, which is that of their sequences.
                statement.execute("COPY (SELECT " + columns + " FROM " + name + " WHERE symbol = "
                        + DuckDb.literal(part.symbol()) + ") TO " + DuckDb.literal(file.toString())
                        + " (FORMAT parquet, COMPRESSION zstd)");
                written.add(part);
            }
            statement.execute("DROP TABLE " + name);
        }
        rows.merge(one.table.name(), one.rows, Long::sum);
    }

    /** The files that a table's rows become, one for each symbol. */
    private List<Part> symbols(LakeTable table, String name, Statement statement) throws SQLException {
        List<Part> found = new ArrayList<>();
        String date = "date=" + LocalDate.ofEpochDay(day);
        try (ResultSet each = statement.executeQuery("SELECT symbol, count(*), min(sequence), max(sequence) FROM "
                + name + " GROUP BY symbol ORDER BY symbol")) {
            while (each.next()) {
                String symbol = each.getString(1);
                Path in = Path.of(table.name(), date, LakePath.part("symbol", symbol));
                int number = parts.merge(in, 1, Integer::sum) - 1;
                found.add(new Part(
                        in.resolve("part-" + number + ".parquet").toString(),
                        symbol,
                        each.getLong(2),
                        each.getLong(3),
                        each.getLong(4)));
            }
        }
        return found;
    }
}
