package io.onetape.tools.lake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** The views over a folder of Parquet files: one for each type of event, under the schema's name, and one for each family. */
public final class LakeViews {
    private LakeViews() {}

    /** Makes all views; those of types that the tape does not have are empty. */
    public static void create(Connection connection, Path folder) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (LakeSchema.View view : new LakeSchema().views()) {
                statement.execute("CREATE VIEW " + LakeColumn.quoted(view.name()) + " AS " + query(view, folder));
            }
        }
    }

    private static String query(LakeSchema.View view, Path folder) {
        Path files = folder.resolve(view.table().name());
        List<LakeColumn> columns = view.columns();
        if (!Files.isDirectory(files)) {
            return columns.stream()
                    .map(LakeColumn::absent)
                    .collect(Collectors.joining(", ", "SELECT ", ", NULL::VARCHAR AS symbol WHERE false"));
        }
        String read = columns.stream().map(LakeColumn::viewed).collect(Collectors.joining(", ", "SELECT ", ", symbol"))
                + " FROM read_parquet("
                + DuckDb.literal(DuckDb.pattern(files.toString()) + "/*/*/*.parquet")
                + ", hive_partitioning = true, hive_types = {'date': DATE, 'symbol': VARCHAR})";
        return view.types().isEmpty()
                ? read
                : read + " WHERE type IN "
                        + view.types().stream().map(DuckDb::literal).collect(Collectors.joining(", ", "(", ")"));
    }
}
