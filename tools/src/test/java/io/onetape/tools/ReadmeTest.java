package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.tools.sample.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code ./tape} line of the README works as it stands there, in its order, with a recording for FILE.gz. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("onetape.root"));
    private static final Path RECORDING =
            Path.of(System.getProperty("onetape.shared"), "data", "hftbacktest", "usdm", "btcusdt_20240718.gz");

    @TempDir
    Path temp;

    @Test
    void theCommandsOfTheReadmeWork() throws Exception {
        List<String> commands = Files.readAllLines(ROOT.resolve("README.md")).stream()
                .filter(line -> line.startsWith("./tape "))
                .map(line -> line.replaceFirst("#.*", "").trim())
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        for (String command : commands) {
            Run run = Run.of(arguments(command));
            assertThat(run.exitCode()).as("%s%n%s", command, run.err()).isZero();
        }
    }

    private Object[] arguments(String command) {
        List<String> words = new ArrayList<>();
        for (String word : Pattern.compile(" +")
                .splitAsStream(command.substring("./tape ".length()))
                .toList()) {
            words.add(
                    switch (word) {
                        case "FILE.gz" -> RECORDING.toString();
                        case "J", "R", "R/tape", "LIVE", "LIVE/tape" ->
                            temp.resolve(word).toString();
                        default -> word;
                    });
        }
        if (words.get(0).equals("demo")) { // not into the folder that the test runs in, and not for as long
            words.addAll(List.of("--minutes", "1", "--out", temp.resolve("demo").toString()));
        }
        return words.toArray();
    }
}
