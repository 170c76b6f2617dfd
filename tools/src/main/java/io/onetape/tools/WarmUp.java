package io.onetape.tools;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs what people usually run, on a small tape of its own: the launcher keeps the classes that this loads in an archive. Prints nothing. */
final class WarmUp {
    private static final long SECOND = 1_000_000_000L;

    private WarmUp() {}

    /** {@code args}: an empty folder. */
    public static void main(String[] args) {
        String tape = Path.of(args[0], "tape").toString();
        try (TapeImport target = new TapeImport(Path.of(tape), 1)) {
            new SyntheticMarket(7, SECOND, 1_700_000_000 * SECOND).writeTo(target);
        }
        for (String command : List.of(
                "info",
                "info --json",
                "cat -n 20",
                "cat -r -n 5 --json -t QuoteUpdate -s BTCUSDT",
                "cat --from -500ms -g bids -w price>1",
                "stats --by type,1s",
                "stats --json",
                "export -n 2 --format csv",
                "explain mm1-1",
                "state show --json",
                "nothing",
                "cat --help")) {
            String[] words = (command + (command.startsWith("no") ? "" : " " + tape)).split(" ", -1);
            Main.run(words, silent(words.length));
        }
        Main.run(new String[] {"diff", tape, tape}, silent(0));
    }

    private static Console silent(int columns) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(
                new Out(nowhere), nowhere, columns * 40, false, columns > 0, Map.of(), () -> 1_700_000_000 * SECOND);
    }
}
