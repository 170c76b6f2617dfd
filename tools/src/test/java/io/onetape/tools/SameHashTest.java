package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same seed gives the same bytes in any process. The hash is a constant, so that every JDK on which this runs is held to the same one. */
class SameHashTest {
    private static final Path ROOT = Path.of(System.getProperty("onetape.root"));
    private static final String HASH = "dd0c3536573be2e8aeace8eb61447e7b492fb127013cf0f0fa6a35250fce4875";

    @TempDir
    Path temp;

    @Test
    void theOutputHashDependsOnNothingButTheInput() throws Exception {
        assertThat(outputHash("a", "-Duser.timezone=UTC", "-Duser.language=en", "-Xmx256m", "-XX:+UseSerialGC"))
                .isEqualTo(HASH);
        assertThat(outputHash(
                        "b",
                        "-Duser.timezone=Asia/Kathmandu",
                        "-Duser.language=ar",
                        "-Duser.country=EG",
                        "-Xmx900m",
                        "-XX:+UseParallelGC"))
                .isEqualTo(HASH);
    }

    private String outputHash(String name, String... options) throws Exception {
        Path out = temp.resolve(name);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + ROOT.resolve("config").resolve("jvm.args"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.onetape.tools.Main"));
        command.addAll(List.of("demo", "--minutes", "1", "--seed", "42", "--out", out.toString()));
        Path log = temp.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the demo ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return new ObjectMapper()
                .readTree(Files.readString(out.resolve("run").resolve("metrics.json")))
                .get("outputHash")
                .asText();
    }
}
