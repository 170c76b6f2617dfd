package io.onetape.tools.signals;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.signals.SignalRow;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.lake.DuckDb;
import io.onetape.tools.select.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The signals of files, every row checked, in order of the times at which they were known, and among equals in the order of the files. Sorted with DuckDB, which
 * spills, so memory does not grow with the files. Single-threaded.
 */
public final class SignalTable implements AutoCloseable {
    private static final String MEMORY_LIMIT = "768MB";

    private final Connection connection;
    private long rows;

    /** Spills into this folder. */
    public SignalTable(Path spill) throws IOException {
        try {
            connection = DuckDb.open(spill, MEMORY_LIMIT);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE signals (number BIGINT, available BIGINT, symbol VARCHAR, name VARCHAR,"
                        + " signal BIGINT, strategy VARCHAR, fair BIGINT, priority INTEGER)");
            }
        } catch (SQLException e) {
            throw failed("signals", e);
        }
    }

    /**
     * Reads and checks all rows. Ends the command at the first that is not what it should be, naming file and row.
     *
     * @throws io.onetape.backtest.RefusedException if a file has no column that says when a signal was known
     */
    public void read(List<Path> files) throws IOException {
        for (Path file : files) {
            try {
                read(file);
            } catch (SQLException e) {
                throw failed(file.toString(), e);
            }
        }
    }

    /** How many there are. */
    public long rows() {
        return rows;
    }

    /** Hands them over. */
    public void forEach(Consumer<SignalRow> sink) throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet each =
                        statement.executeQuery("SELECT available, symbol, name, signal, strategy, fair, priority"
                                + " FROM signals ORDER BY available, number")) {
            while (each.next()) {
                sink.accept(new SignalRow(
                        each.getLong(1),
                        each.getString(2),
                        each.getString(3),
                        each.getLong(4),
                        each.getString(5),
                        each.getLong(6),
                        each.getInt(7)));
            }
        } catch (SQLException e) {
            throw failed("signals", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed("signals", e);
        }
    }

    private void read(Path file) throws SQLException {
        String query = SignalFile.query(file, connection);
        long row = 0;
        try (Connection reading = connection.unwrap(DuckDBConnection.class).duplicate();
                Statement statement = reading.createStatement();
                ResultSet each = statement.executeQuery(query);
                DuckDBAppender to = connection
                        .unwrap(DuckDBConnection.class)
                        .createAppender(DuckDBConnection.DEFAULT_SCHEMA, "signals")) {
            while (each.next()) {
                row++;
                append(parse(each, file, row), to);
            }
        }
    }

    private static SignalRow parse(ResultSet row, Path file, long number) throws SQLException {
        try {
            return new SignalRow(
                    time(row.getString(1).strip()),
                    row.getString(2).strip(),
                    row.getString(3).strip(),
                    SignalRow.number("value", row.getString(4)),
                    row.getString(5).strip(),
                    SignalRow.number("fair_price", row.getString(6)),
                    SignalRow.integer("priority", row.getString(7)));
        } catch (BadLine | CommandException e) {
            String what = e instanceof CommandException ? "available time: " : "";
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    file + ", row " + number + ": " + what + e.getMessage(),
                    "mend the file; nothing was imported");
        }
    }

    /** A day alone is refused: what is known of a day is not known when it begins. */
    private static long time(String text) {
        if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}Z?")) {
            throw new BadLine("available time: expected a time, found a day, '" + text + "'");
        }
        return Position.parseTime(text.replaceFirst("[+]00:?00$", "Z"));
    }

    private void append(SignalRow row, DuckDBAppender to) throws SQLException {
        to.beginRow()
                .append(++rows)
                .append(row.availableNanos())
                .append(row.symbol())
                .append(row.name())
                .append(row.value())
                .append(row.strategy())
                .append(row.fairPrice())
                .append(row.priority())
                .endRow();
    }

    private static IOException failed(String what, SQLException e) {
        return new IOException("cannot read " + what + ": " + DuckDb.message(e), e);
    }
}
