package io.onetape.tools.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Out;
import io.onetape.tools.sample.SampleTape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LakeCacheTest {
    @TempDir
    Path folder;

    @Test
    void theTapeThatWasAskedLeastLatelyGoesAndOneInUseStays() throws IOException {
        LakeCache cache = new LakeCache(folder.resolve("cache"), silent(), 2);
        Path first = ask(cache, 1);
        Path second = ask(cache, 2);
        Files.setLastModifiedTime(Path.of(first + ".lock"), FileTime.fromMillis(1_000));
        Files.setLastModifiedTime(Path.of(second + ".lock"), FileTime.fromMillis(2_000));

        Path third = ask(cache, 3);
        assertThat(entries()).containsExactlyInAnyOrder(name(second), name(third));

        try (LakeCache.Entry inUse = cache.open(tape(2))) {
            Files.setLastModifiedTime(Path.of(second + ".lock"), FileTime.fromMillis(2_000));
            Path fourth = ask(cache, 4);
            assertThat(inUse.files()).exists();
            assertThat(fourth).exists();
        }
    }

    @Test
    void whatIsNotCompleteIsMadeAnew() throws IOException {
        LakeCache cache = new LakeCache(folder.resolve("cache"), silent(), 2);
        Path files = ask(cache, 1);
        Files.delete(files.resolve("_manifest.json"));

        assertThat(ask(cache, 1).resolve("_manifest.json")).exists();
    }

    @Test
    void whatAKilledProcessBeganToMakeOfAnotherTapeGoes() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path cached = Files.createDirectories(folder.resolve("cache"));
        Path left = Files.createDirectory(cached.resolve("7-12-0a0b0c0d-v1.partial-" + ended.pid()));
        Files.writeString(left.resolve("spill"), "half");
        LakeCache cache = new LakeCache(cached, silent(), 2);
        Path files = ask(cache, 1);
        assertThat(left).doesNotExist();
        assertThat(files.resolve("_manifest.json")).exists();
    }

    private Path ask(LakeCache cache, int tape) throws IOException {
        try (LakeCache.Entry entry = cache.open(tape(tape))) {
            return entry.files();
        }
    }

    private TapeFolder tape(int number) {
        Path path = folder.resolve("tape" + number);
        if (!Files.exists(path)) {
            SampleTape.begin(path, number, RollCycle.HOUR).close();
        }
        return TapeFolder.open(path);
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("cache"))) {
            return all.filter(Files::isDirectory).map(LakeCacheTest::name).toList();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static Console silent() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Console(new Out(nowhere), nowhere, 0, false, false, Map.of(), () -> SampleTape.START);
    }
}
