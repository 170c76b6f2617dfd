package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a real bash, asked as bash asks it at the TAB key. */
final class CompletionTest {
    @TempDir
    Path folder;

    @Test
    void bashCompletesCommandsOptionsAndTheirValues() throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"), Run.of("completion", "bash").out());
        assertThat(completed(script, "bac")).containsExactly("backtest", "backup");
        assertThat(completed(script, "doc")).containsExactly("doctor");
        assertThat(completed(script, "import", "b")).containsExactly("binance", "binance-archive", "bybit");
        assertThat(completed(script, "backtest", "--queue")).containsExactly("--queue-model");
        assertThat(completed(script, "proc")).isEmpty(); // other commands start it
    }

    @Test
    void zshLearnsToReadIt() {
        Run run = Run.of("completion", "zsh");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("autoload -U +X bashcompinit && bashcompinit", "complete -F _complete_tape");
    }

    @Test
    void anotherShellIsAUsageError() {
        Run run = Run.of("completion", "fish");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("fish");
    }

    private List<String> completed(Path script, String... words) throws IOException, InterruptedException {
        String typed = "tape " + String.join(" ", words);
        String asked = "set -e; source " + script + "; COMP_WORDS=(" + typed + "); COMP_CWORD=" + words.length
                + "; COMP_LINE='" + typed + "'; COMP_POINT=" + typed.length()
                + "; set +e; _complete_tape 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "--norc", "-c", asked)
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(out).isZero();
        return out.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .sorted()
                .toList();
    }
}
