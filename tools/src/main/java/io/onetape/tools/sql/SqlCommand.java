package io.onetape.tools.sql;

import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.console.Usage;
import io.onetape.tools.folder.TemporaryFolder;
import io.onetape.tools.format.FormatOption;
import io.onetape.tools.lake.DuckDb;
import io.onetape.tools.select.TapeArgument;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tape sql}: one SELECT over the tape, a view for each type of event. */
@Command(
        name = "sql",
        description = {
            "Answers a SELECT, in DuckDB's SQL, over a tape: a view for each type of record, by the names that cat -t takes,",
            "and one for each folder of export --format parquet. Prices, quantities and money are exact decimals."
        },
        footer = {
            "",
            "Examples:",
            "  tape sql 'select count(*), sum(quantity) from TradePrint' TAPE",
            "  tape sql 'select side, sum(price * quantity) / sum(quantity) from Fill group by side' TAPE",
            "  tape sql 'describe Fill' TAPE        tape sql 'show tables' TAPE",
            "The first question to a tape makes Parquet files of it in a cache."
        })
public final class SqlCommand implements Callable<Integer> {
    private static final long USUAL_LIMIT = 1_000;

    private final Console console;

    @Parameters(index = "0", paramLabel = "SELECT", description = "the question, in quotes")
    private String query = "";

    @Mixin
    private TapeArgument tape = new TapeArgument();

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(names = "-n", paramLabel = "N", description = "at most so many rows, 0: all; default " + USUAL_LIMIT)
    private long limit = USUAL_LIMIT;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "where Parquet files are kept; default $$XDG_CACHE_HOME/onetape")
    private @Nullable Path cache;

    public SqlCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Usage.requireAtLeast("-n", limit, 0);
        format.chosen();
        Path folder = cache != null ? cache : LakeCache.usual(console);
        LakeCache lakes = new LakeCache(folder, console, LakeCache.MOST_TAPES);
        try (LakeCache.Entry entry = lakes.open(tape.open(console))) {
            ask(entry.files());
        }
        return ExitCode.OK;
    }

    private void ask(Path files) throws IOException {
        try (TemporaryFolder spill = new TemporaryFolder("sql", console);
                ReadOnlySql sql = new ReadOnlySql(files, spill.path())) {
            sql.ask(query, rows -> {
                long most = limit == 0 ? Long.MAX_VALUE : limit;
                boolean all = new SqlRows(console, format.chosen(), most, rows).print();
                if (!all) {
                    console.say("these are the first " + limit + " rows; -n 0 prints all");
                }
            });
        } catch (SQLException e) {
            throw new CommandException(
                    ExitCode.RUN_TIME,
                    DuckDb.message(e),
                    "rm -r " + Shell.word(files) + "   and ask again: it is made anew");
        }
    }
}
