package io.onetape.tools.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a real shell makes of a printed line that begins with {@code tape}. */
public final class ShellWords {
    private ShellWords() {}

    /** The words behind {@code tape}. */
    public static List<String> of(String line) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "tape() { printf '%s\\0' \"$@\"; }; " + line)
                .redirectErrorStream(true)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() != 0 || !out.endsWith("\0")) {
            throw new IOException("no command: " + line + ": " + out);
        }
        return List.of(out.substring(0, out.length() - 1).split("\0", -1));
    }

    /** The line on which this begins, from there on. */
    public static String lineIn(String text, String beginning) {
        return text.lines()
                .filter(line -> line.contains(beginning))
                .map(line -> line.substring(line.indexOf(beginning)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("expected '" + beginning + "' in " + text));
    }
}
