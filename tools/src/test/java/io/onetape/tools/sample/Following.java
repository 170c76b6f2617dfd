package io.onetape.tools.sample;

import io.onetape.tools.Main;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that goes on until it is closed, on a thread of its own, with its lines as they come. */
public final class Following implements AutoCloseable {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final BufferedReader lines;
    private final CompletableFuture<Integer> exitCode;

    /** Starts it, with this environment. */
    public Following(Map<String, String> environment, String... args) throws IOException {
        PipedInputStream in = new PipedInputStream(1 << 16);
        Out out = new Out(new PipedOutputStream(in));
        Console console = new Console(
                out, new PrintStream(err, true, StandardCharsets.UTF_8), 0, false, false, environment, () -> 0);
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        exitCode = CompletableFuture.supplyAsync(
                () -> Main.run(args, console), task -> new Thread(task).start()); // the common pool may have but one
    }

    /** The next line; waits for it. */
    public String line() throws IOException {
        return lines.readLine();
    }

    /** What it has said on stderr so far. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Its exit code; waits for it. */
    public int awaitEnd() throws Exception {
        return exitCode.get(60, TimeUnit.SECONDS);
    }

    /** Its reader goes away: it ends when it writes the next time. */
    @Override
    public void close() throws IOException {
        lines.close();
    }
}
