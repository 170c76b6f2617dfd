package io.onetape.tools.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.lake.DuckDb;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlTest {
    @TempDir
    static Path folder;

    private static Path tape;
    private static Path cache;

    @BeforeAll
    static void write() {
        tape = folder.resolve("tape");
        cache = folder.resolve("cache");
        SampleTape.writeOrder(tape);
    }

    @Test
    void pricesAreExactDecimals() {
        assertThat(sql("select price, quantity, price * quantity as notional, typeof(price) as t, order_id from Fill")
                        .lines())
                .containsExactly(
                        "  price  quantity  notional  t              order_id",
                        "64123.1      0.01   641.231  DECIMAL(19,8)  mm1-7");
    }

    @Test
    void formatsAreThoseOfEveryCommand() {
        String query = "select sequence, ts, symbol, price, price > 1 as big, null as nothing, 0.5::double as d,"
                + " 'a,\"b' as t from Fill";

        assertThat(sql("--format", "csv", query).out()).isEqualTo("""
                        sequence,ts,symbol,price,big,nothing,d,t
                        26,2024-08-08T12:00:00.212969000Z,BTCUSDT,64123.1,true,,0.5,"a,""b"
                        """);
        assertThat(sql("--json", query).out())
                .isEqualTo(
                        "{\"v\":1,\"sequence\":\"26\",\"ts\":\"2024-08-08T12:00:00.212969000Z\",\"symbol\":\"BTCUSDT\","
                                + "\"price\":\"64123.1\",\"big\":true,\"nothing\":null,\"d\":0.5,\"t\":\"a,\\\"b\"}\n");
    }

    @Test
    void aTypeThatTheTapeDoesNotHaveHasAnEmptyViewWithItsColumns() {
        assertThat(sql("select count(*) as n from LiquidationPrint").out()).contains("0");
        assertThat(sql("describe LiquidationPrint").out()).contains("average_price", "DECIMAL(19,8)", "TIMESTAMP_NS");
        assertThat(sql("show tables").out()).contains("TradePrint", "book_l2", "ExternalSignal", "latency");
    }

    private static final List<String> NO_QUESTIONS = List.of(
            "copy Fill to 'stolen.csv'",
            "copy (select 1) to 'stolen.csv'",
            "create table t as select 1",
            "create view v as select 1",
            "insert into Fill values (1)",
            "delete from Fill",
            "drop view Fill",
            "attach 'x.db'",
            "install httpfs",
            "load httpfs",
            "export database 'x'",
            "set enable_external_access = true",
            "pragma database_list",
            "call duckdb_settings()",
            "select 1; copy Fill to 'stolen.csv'",
            "with x as (delete from Fill returning *) select * from x",
            "select * from query('create table zz as select 1')",
            "select * from read_text('/etc/passwd')",
            "select * from read_csv('/etc/passwd')",
            "select * from '/etc/passwd'",
            "select * from glob('/etc/*')",
            "select * from read_parquet('/etc/passwd')",
            "select * from sniff_csv('/etc/passwd')",
            "select * from 'https://example.com/x.parquet'",
            "select getenv('HOME')",
            "set enable_logging = true",
            "pragma enable_logging",
            "call enable_logging(storage => 'file', storage_path => 'logs')",
            "select * from enable_logging()",
            "select * from query('call enable_logging()')",
            "select 1 where exists (select * from main.\"Enable_Logging\"())",
            "with x as (select 1) select * from x, lateral (select * from enable_profiling())",
            "describe select * from enable_logging()",
            "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
            "select * from checkpoint()",
            "select * from duckdb_settings()",
            "select * from which_secret('s3://x', 's3')",
            "select * from read_text('../manifest')",
            "select * from read_text('../../etc/passwd')",
            "select * from read_blob('../*')",
            "select * from read_json('../x.json')",
            "select * from read_ndjson_objects('../x.json')",
            "select * from parquet_metadata('../x.parquet')",
            "select * from parquet_schema('/etc/passwd')",
            "select * from read_duckdb('x.db')",
            "attach ':memory:' as m",
            "attach 'x.db' (type sqlite)",
            "detach memory",
            "use memory",
            "force install httpfs from 'http://localhost/x'",
            "load 'x.duckdb_extension'",
            "import database 'x'",
            "copy Fill from 'stolen.csv'",
            "set log_query_path = 'stolen.log'",
            "set temp_directory = 'stolen'",
            "set home_directory = '/tmp'",
            "set extension_directory = '/tmp'",
            "set secret_directory = '/tmp'",
            "set profiling_output = 'stolen.json'",
            "set file_search_path = '/etc'",
            "reset lock_configuration",
            "pragma enable_profiling",
            "pragma profiling_output = 'stolen.json'",
            "create persistent secret s (type s3)",
            "explain analyze copy Fill to 'stolen.csv'",
            "prepare p as select 1",
            "execute p",
            "checkpoint",
            "vacuum",
            "select nosuch from Fill",
            "selec 1",
            "");

    @Test
    void whatIsNoQuestionToTheTapeIsRefused() throws Exception {
        List<String> before = files();
        try (ReadOnlySql sql = new ReadOnlySql(lake(), folder.resolve("spill"))) {
            for (String query : NO_QUESTIONS) {
                assertThatThrownBy(() -> sql.ask(query, rows -> rows.next()), "%s", query)
                        .isInstanceOfSatisfying(
                                CommandException.class,
                                e -> assertThat(e.exitCode()).as(query).isEqualTo(2));
            }
        }
        Run run = sql("copy Fill to 'stolen.csv'");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("tape: ").contains("next: tape sql 'show tables' " + tape);
        assertThat(files()).isEqualTo(before);
        assertThat(Path.of("stolen.csv")).doesNotExist();
    }

    private static final List<String> WAYS_OUT = List.of(
            "copy (select 1) to '/tmp/onetape-stolen.csv'",
            "attach '/tmp/onetape-stolen.db'",
            "install httpfs",
            "load httpfs",
            "export database '/tmp/onetape-stolen'",
            "set enable_external_access = true",
            "set allowed_directories = ['/']",
            "set allowed_paths = ['/etc/passwd']",
            "set lock_configuration = false",
            "reset lock_configuration",
            "set enable_logging = true",
            "set logging_storage = 'file'",
            "set log_query_path = '/tmp/onetape-stolen'",
            "set temp_directory = '/tmp/onetape-stolen'",
            "set extension_directory = '/tmp/onetape-stolen'",
            "set secret_directory = '/tmp/onetape-stolen'",
            "set profiling_output = '/tmp/onetape-stolen'",
            "pragma profiling_output = '/tmp/onetape-stolen'",
            "set file_search_path = '/etc'",
            "select * from read_text('../../../../../../../../etc/passwd')",
            "load '/tmp/onetape-stolen.duckdb_extension'",
            "force install httpfs from '/tmp'",
            "import database '/tmp/onetape-stolen'",
            "select * from read_text('/etc/passwd')",
            "create table t as from read_csv('/etc/passwd')");

    /** Should the parser once let something pass, the database is locked as well. */
    @Test
    void theDatabaseIsLockedBesides() throws Exception {
        try (ReadOnlySql locked = new ReadOnlySql(lake(), folder.resolve("spill"))) {
            for (String statement : WAYS_OUT) {
                assertThatThrownBy(
                                () -> {
                                    try (Statement direct = locked.connection().createStatement();
                                            ResultSet rows = direct.execute(statement) ? direct.getResultSet() : null) {
                                        while (rows != null && rows.next()) {
                                            // a stream fails while it is read
                                        }
                                    }
                                },
                                "%s",
                                statement)
                        .isInstanceOf(SQLException.class)
                        .satisfies(e -> assertThat(DuckDb.message((SQLException) e))
                                .containsAnyOf("disabled by configuration", "has been locked", "disabled through"));
            }
        }
    }

    @Test
    void aLogOfTheDatabaseGoesToNoFile() throws Exception {
        Path logs = folder.resolve("logs");
        try (ReadOnlySql locked = new ReadOnlySql(lake(), folder.resolve("spill"))) {
            String statement = "call enable_logging(storage => 'file', storage_path => '" + logs + "')";
            for (String each : List.of(statement, "select 1", "select write_log('x')")) {
                try (Statement direct = locked.connection().createStatement()) {
                    direct.execute(each);
                } catch (SQLException e) {
                    assertThat(DuckDb.message(e)).isNotEmpty(); // it may refuse, now or later
                }
            }
        }
        assertThat(logs).doesNotExist();
    }

    @Test
    void functionsThatMakeRowsAreQuestions() {
        assertThat(sql("select count(*) as n from range(3), unnest([1, 2]), generate_series(1, 2)")
                        .out())
                .contains("12");
        assertThat(sql("select * from enable_logging()").err())
                .contains("expected a view of the tape or one of duckdb_columns", "found the function enable_logging");
    }

    private static Path lake() throws IOException {
        sql("select 1");
        try (Stream<Path> all = Files.list(cache)) {
            return all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void duckDbsOwnWordsSayWhatIsWrong() {
        assertThat(sql("select nosuch from Fill").err())
                .contains("Referenced column \"nosuch\" not found")
                .doesNotContain("unsuccessful or closed pending");
        assertThat(sql("copy Fill to 'x'").err()).contains("expected a SELECT, found another statement");
        assertThat(sql("select 1; select 2").err()).contains("expected one SELECT, found 2 statements");
    }

    @Test
    void rowsBeyondTheLimitAreLeftOutAndThatIsSaid() {
        Run cut = sql("--format", "csv", "select * from range(5000) as t(i)");
        assertThat(cut.lines()).hasSize(1001);
        assertThat(cut.err()).contains("these are the first 1000 rows; -n 0 prints all");

        Run all = sql("--format", "csv", "-n", "0", "select * from range(5000) as t(i)");
        assertThat(all.lines()).hasSize(5001);
        assertThat(all.err()).isEmpty();

        Run exactly = sql("-n", "5", "select * from range(5) as t(i)");
        assertThat(exactly.lines()).hasSize(6);
        assertThat(exactly.err()).isEmpty();
    }

    @Test
    void filesAreMadeOnceForATapeAsItIs() throws IOException {
        Path own = folder.resolve("own");
        Path growing = folder.resolve("growing");
        try (SampleTape sample = SampleTape.begin(growing, 5, RollCycle.HOUR)) {
            sample.fact(1, "TradePrint", "tradeId=1", "price=1", "quantity=1");
            Run first = count(own, growing);
            assertThat(first.out()).contains("1");
            assertThat(first.err()).contains("making Parquet files of the tape (once)");
            assertThat(count(own, growing).err()).isEmpty();

            sample.fact(1, "TradePrint", "tradeId=2", "price=1", "quantity=1");
            Run grown = count(own, growing);
            assertThat(grown.out()).contains("2");
            assertThat(grown.err()).contains("making Parquet files");
        }
    }

    @Test
    void theCacheIsWhereTheEnvironmentSays() {
        Path home = folder.resolve("home");
        Run run = Run.on(0, Map.of("XDG_CACHE_HOME", home.toString()), "sql", "select 1 as one", tape);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(home.resolve("onetape")).isDirectory();
    }

    private static Run count(Path own, Path of) {
        return Run.of("sql", "--cache", own, "select count(*) as n from TradePrint", of);
    }

    private static Run sql(String... words) {
        Object[] args = new Object[words.length + 4];
        args[0] = "sql";
        args[1] = "--cache";
        args[2] = cache;
        System.arraycopy(words, 0, args, 3, words.length);
        args[words.length + 3] = tape;
        return Run.of(args);
    }

    private static List<String> files() throws IOException {
        if (!Files.isDirectory(cache)) {
            sql("select 1");
        }
        try (Stream<Path> all = Files.walk(cache)) {
            return all.map(Path::toString).sorted().toList();
        }
    }
}
