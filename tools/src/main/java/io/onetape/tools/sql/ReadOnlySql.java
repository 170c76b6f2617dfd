package io.onetape.tools.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.lake.DuckDb;
import io.onetape.tools.lake.LakeViews;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A database in memory with the views of one folder of files, which may be asked and nothing else. Twice over: only what DuckDB's own parser takes for one
 * SELECT is run, and the database is locked before: no file but those of the folder, no extension, no change of a setting. A log it can only keep in memory. Single-threaded.
 */
final class ReadOnlySql implements AutoCloseable {
    private static final String MEMORY_LIMIT = "2GB";
    private static final List<String> NOT_OF_THE_QUERY =
            List.of("IO Error", "Out of Memory Error", "INTERNAL Error", "FATAL Error");

    private static final SortedSet<String> ROWS = new TreeSet<>(List.of(
            "duckdb_columns",
            "duckdb_functions",
            "duckdb_views",
            "generate_series",
            "histogram",
            "histogram_values",
            "json_each",
            "json_tree",
            "range",
            "repeat",
            "unnest"));

    private final Connection connection;

    /** Of a complete folder; {@code spill} is for what does not fit into memory. */
    ReadOnlySql(Path files, Path spill) throws SQLException {
        connection = DuckDb.open(spill, MEMORY_LIMIT);
        try (Statement statement = connection.createStatement()) {
            LakeViews.create(connection, files);
            statement.execute("SET allowed_directories = [" + DuckDb.literal(files.toString()) + "]");
            statement.execute("SET max_temp_directory_size = '16GB'");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Takes the answer; called once. */
    interface Reader {
        void read(ResultSet rows) throws SQLException;
    }

    /** Runs one SELECT, or ends the command saying what DuckDB says. */
    void ask(String query, Reader reader) {
        try {
            requireSelect(query);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The database itself, for tests of its locks. */
    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void requireSelect(String query) throws SQLException {
        JsonNode parsed;
        try (PreparedStatement parser = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            parser.setString(1, query);
            try (ResultSet answer = parser.executeQuery()) {
                answer.next();
                parsed = new ObjectMapper().readTree(answer.getString(1));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected JSON from DuckDB", e);
        }
        if (parsed.path("error_type").asText().equals("not implemented")) {
            throw usage("expected a SELECT, found another statement: tape sql reads and does nothing else");
        }
        if (parsed.path("error").asBoolean()) {
            String type = parsed.path("error_type").asText();
            throw usage(type + " error: " + parsed.path("error_message").asText() + at(query, parsed));
        }
        int statements = parsed.path("statements").size();
        if (statements != 1) {
            throw usage("expected one SELECT, found " + statements + " statements");
        }
        requireQuestions(parsed);
    }

    /** A SELECT may call what changes the database, such as {@code enable_logging()}: only functions that make rows from their arguments pass. */
    private static void requireQuestions(JsonNode node) {
        if (node.path("type").asText().equals("TABLE_FUNCTION")) {
            String name = node.path("function").path("function_name").asText();
            if (!ROWS.contains(name.toLowerCase(Locale.ROOT))) {
                throw usage("expected a view of the tape or one of " + String.join(", ", ROWS) + ", found the function "
                        + name);
            }
        }
        node.forEach(ReadOnlySql::requireQuestions);
    }

    private static String at(String query, JsonNode parsed) {
        int position = parsed.path("position").asInt(-1);
        return position < 0 || position >= query.length() ? "" : ", at: " + query.substring(position);
    }

    private static CommandException failure(SQLException e) {
        String message = DuckDb.message(e);
        boolean ofTheQuery = NOT_OF_THE_QUERY.stream().noneMatch(message::startsWith);
        return ofTheQuery
                ? usage(message)
                : new CommandException(ExitCode.RUN_TIME, message, "free some space, or ask for less");
    }

    private static CommandException usage(String message) {
        return CommandException.usage(message, "tape sql 'show tables' TAPE   or: tape sql 'describe TradePrint' TAPE");
    }
}
