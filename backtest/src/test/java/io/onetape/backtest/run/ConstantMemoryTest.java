package io.onetape.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heap does not grow with the recording: two tapes run, merged, in a heap that is a fraction of what they hold. */
class ConstantMemoryTest {
    private static final int HEAP_MEGABYTES = 24;

    @TempDir
    Path temp;

    @Test
    void twoLongTapesRunInASmallHeap() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path arguments = Path.of(System.getProperty("onetape.root", "..")).resolve("config/jvm.args");
        command.add("@" + arguments);
        command.addAll(List.of("-Xmx" + HEAP_MEGABYTES + "m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ConstantMemory.class.getName()));
        command.add(temp.resolve("tapes").toString());
        Path log = temp.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        String[] last = said.strip().split("\\R", -1);
        String[] numbers = last[last.length - 1].split(" ", -1);
        assertThat(Long.parseLong(numbers[0])).isGreaterThan(200_000);
        assertThat(Long.parseLong(numbers[1])).isPositive();
        try (Stream<Path> files = Files.walk(temp.resolve("tapes").resolve("merged"))) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertThat(bytes).isGreaterThan((2L * HEAP_MEGABYTES) << 20);
        }
    }
}
