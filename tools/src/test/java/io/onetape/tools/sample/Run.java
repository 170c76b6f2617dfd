package io.onetape.tools.sample;

import io.onetape.tools.Main;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One run of the command within this JVM: its exit code and what it printed. */
public record Run(int exitCode, String out, String err) {
    /** With stdout as a file and no environment. */
    public static Run of(Object... args) {
        return on(0, Map.of(), args);
    }

    /** With stdout as a terminal of so many columns, 0 for a file. */
    public static Run on(int columns, Map<String, String> environment, Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new Out(out),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                columns,
                false,
                false,
                environment,
                () -> SampleTape.START + 3_600_000_000_000L);
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int exitCode = Main.run(words, console);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The lines of stdout. */
    public List<String> lines() {
        return out.lines().toList();
    }
}
