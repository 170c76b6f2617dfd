package io.onetape.tools.data;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Option;

/** What the commands that make a new tape of recorded files have in common. The tape is there when it is whole. */
abstract class NewTapeCommand implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "NEW_TAPE", description = "a new folder")
    private Path out = Path.of("");

    @Option(names = "--strict", description = "stop at the first line that can't be read; then no tape is left")
    private boolean strict;

    private final Console console;

    NewTapeCommand(Console console) {
        this.console = console;
    }

    /** All files that are read. */
    abstract List<Path> files();

    /**
     * Imports them into a new folder.
     *
     * @param rejects where lines that can't be read are kept
     * @param read hears how many bytes of the files each piece has that was read
     */
    abstract ImportResult importTo(Path folder, boolean strict, Path rejects, LongConsumer read) throws IOException;

    /** What to do about tick and lot sizes that nobody told, if they were inferred into this tape. */
    abstract String sizes(Path tape);

    @Override
    public final Integer call() throws IOException {
        ImportReport report = new ImportReport(console, out);
        report.requireFiles(files());
        ImportResult result =
                report.run(files(), (folder, read) -> importTo(folder, strict, report.rejectsIn(folder), read));
        report.finish(result, sizes(out));
        return ExitCode.OK;
    }
}
