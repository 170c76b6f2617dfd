package io.onetape.tools.lake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;

/** The one way to a DuckDB database: loads its native library at the first use, which takes most of a second. */
public final class DuckDb {
    private static final Pattern PREFIX = Pattern.compile("^Invalid Input Error: Attempting to execute an unsuccessful"
            + " or closed pending query result\\s+Error: ");

    private DuckDb() {}

    /** A database in memory, which spills into {@code spill} when it has used {@code memoryLimit}; nothing is fetched from anywhere. */
    public static Connection open(Path spill, String memoryLimit) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", streaming());
        try (Statement settings = connection.createStatement()) {
            settings.execute("SET autoinstall_known_extensions = false");
            settings.execute("SET autoload_known_extensions = false");
            settings.execute("SET memory_limit = " + literal(memoryLimit));
            settings.execute("SET temp_directory = " + literal(spill.toString()));
            settings.execute("SET TimeZone = 'UTC'");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Answers come as they are read, not all at once. */
    private static Properties streaming() {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        return properties;
    }

    /** A text in SQL. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A path as a pattern for that very file. */
    public static String pattern(String path) {
        return path.replaceAll("([*?\\[])", "[$1]");
    }

    /** What DuckDB said, without the driver's own words before it. */
    public static String message(SQLException failure) {
        return PREFIX.matcher(String.valueOf(failure.getMessage()))
                .replaceFirst("")
                .strip();
    }
}
