package io.onetape.tools;

import io.onetape.tools.backtest.BacktestCommand;
import io.onetape.tools.backtest.DemoCommand;
import io.onetape.tools.backtest.SweepCommand;
import io.onetape.tools.check.DiffCommand;
import io.onetape.tools.check.RepairCommand;
import io.onetape.tools.check.VerifyCommand;
import io.onetape.tools.console.Console;
import io.onetape.tools.data.ExportCommand;
import io.onetape.tools.data.ImportCommand;
import io.onetape.tools.doctor.DoctorCommand;
import io.onetape.tools.explain.ExplainCommand;
import io.onetape.tools.keep.ArchiveCommand;
import io.onetape.tools.keep.BackupCommand;
import io.onetape.tools.keep.RestoreCommand;
import io.onetape.tools.keep.SealCommand;
import io.onetape.tools.live.CacheCommand;
import io.onetape.tools.live.ProcessCommand;
import io.onetape.tools.live.RunCommand;
import io.onetape.tools.look.CatCommand;
import io.onetape.tools.look.InfoCommand;
import io.onetape.tools.look.StatsCommand;
import io.onetape.tools.look.TailCommand;
import io.onetape.tools.operate.HaltCommand;
import io.onetape.tools.operate.OperateCommands;
import io.onetape.tools.operate.ResumeCommand;
import io.onetape.tools.report.ReportCommand;
import io.onetape.tools.run.ReplayCommand;
import io.onetape.tools.sql.SqlCommand;
import io.onetape.tools.state.AccountCommand;
import io.onetape.tools.state.StateCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All sub-commands, by group. A new one is one class and one line here. */
final class Commands {
    /**
     * One sub-command.
     *
     * @param command makes the object with picocli's annotations, a {@code Callable<Integer>} or a group of such
     */
    record Entry(String group, String name, String summary, Function<Console, Object> command) {}

    private static final List<Entry> ALL = List.of(
            new Entry("look", "info", "what a tape holds", InfoCommand::new),
            new Entry("look", "cat", "print records; -f follows", CatCommand::new),
            new Entry("look", "tail", "the last 20 records, and what follows", TailCommand::new),
            new Entry("look", "stats", "counts, bytes, rates by type, symbol, time", StatsCommand::new),
            new Entry("look", "explain", "why an order came about, and what became of it", ExplainCommand::new),
            new Entry("check", "diff", "the first difference of two tapes", DiffCommand::new),
            new Entry(
                    "check",
                    "verify",
                    "that a tape is as it was written; --replay: that it would be again",
                    VerifyCommand::new),
            new Entry("check", "repair", "a new tape of what can be read of a damaged one", RepairCommand::new),
            new Entry("check", "doctor", "what stands in the way, here or in a tape", DoctorCommand::new),
            new Entry("keep", "seal", "seals of finished cycles; verify --seals compares", SealCommand::new),
            new Entry("keep", "archive", "sealed cycles compressed, or moved away", ArchiveCommand::new),
            new Entry("keep", "backup", "a run in one encrypted file", BackupCommand::new),
            new Entry("keep", "restore", "a run's folder of a backup", RestoreCommand::new),
            new Entry("run", "demo", "a synthetic market and a market maker on it", DemoCommand::new),
            new Entry("run", "backtest", "a strategy over a tape, with a simulated venue", BacktestCommand::new),
            new Entry("run", "sweep", "backtests of many combinations, ranked", SweepCommand::new),
            new Entry("run", "report", "a run on one page: numbers, charts, what to distrust", ReportCommand::new),
            new Entry("run", "run", "the services of a live system, as processes", RunCommand::new),
            new Entry("run", "cache", "the hot cache of a run: account, orders, tops", CacheCommand::new),
            new Entry("", "process", "one process of a run", ProcessCommand::new),
            new Entry("run", "replay", "records at the pace at which they came", ReplayCommand::new),
            new Entry("state", "state", "the state of services at a position", StateCommand::of),
            new Entry("state", "account", "what the account of a run knows now", AccountCommand::new),
            new Entry("operate", "halt", "stop trading, now", HaltCommand::new),
            new Entry("operate", "resume", "trading goes on after a halt", ResumeCommand::new),
            new Entry("operate", "risk", "limits at run time", OperateCommands::risk),
            new Entry("operate", "config", "settings at run time", OperateCommands::config),
            new Entry(
                    "operate", "strategy", "strategies: list, mode, parameters, quarantine", OperateCommands::strategy),
            new Entry("operate", "plugin", "strategies from a JAR", OperateCommands::plugin),
            new Entry("operate", "completion", "makes a shell complete this command", CompletionCommand::new),
            new Entry("data", "import", "a new tape of recorded data", ImportCommand::of),
            new Entry("data", "export", "records as ndjson, csv or Parquet files", ExportCommand::new),
            new Entry("data", "sql", "a SELECT over a tape", SqlCommand::new));

    private Commands() {}

    static List<Entry> all() {
        return ALL;
    }

    static List<String> names() {
        return ALL.stream().map(Entry::name).toList();
    }

    static Optional<Entry> find(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
