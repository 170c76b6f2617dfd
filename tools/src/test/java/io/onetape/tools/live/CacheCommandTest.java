package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.config.RunMode;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.RunStatus;
import io.onetape.services.store.CacheWriter;
import io.onetape.tools.sample.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tape cache}, of a tape that has ended and of a run that lives. */
final class CacheCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void theCacheOfATapeIsWhatItsServicesKnow() throws Exception {
        assertThat(Run.of("demo", "--minutes", "1", "--out", folder.resolve("demo")).exitCode())
                .isZero();
        RunPaths paths = new RunPaths(folder.resolve("demo").resolve("run"));
        long tapeId = TapeFolder.open(paths.tape()).manifest().tapeId();
        new RunFile(
                        new io.onetape.services.runtime.Run(
                                tapeId, RollCycle.HOUR, RunMode.PAPER, 0, false, Optional.empty()),
                        folder)
                .write(paths);
        Run none = Run.of("cache", "--dir", paths.folder());
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err()).contains("no cache in ").contains("--status");

        write(paths, tapeId);
        assertSameAsServices(paths);
        assertTables(paths);
    }

    private static void write(RunPaths paths, long tapeId) {
        try (CacheWriter cache = CacheWriter.begin(paths.cache(), tapeId);
                TapeReader tape = TapeFolder.open(paths.tape()).reader()) {
            RecordView record = tape.record();
            while (tape.next()) {
                cache.accept(record);
            }
            cache.note(record.sequence(), record.recordedAtNanos());
            cache.publish();
        }
    }

    private static void assertTables(RunPaths paths) {
        Run all = Run.on(80, Map.of(), "cache", "--dir", paths.folder());
        assertThat(all.err()).isEmpty();
        assertThat(all.lines()).allMatch(line -> line.length() <= 80);
        assertThat(all.lines().get(0)).matches("cache at sequence \\d+, 20\\d\\d-.*Z");
        assertThat(all.out())
                .containsSubsequence("\naccount\n", " equity ", "\npositions\n", "\ntops\n", "\ncircuits: none\n", "\ntrading: none\n")
                .contains("BTCUSDT")
                .contains("ETHUSDT");
        Run tops = Run.of("cache", "--dir", paths.folder(), "tops");
        assertThat(tops.lines()).hasSize(4);
        assertThat(tops.lines().get(1)).isEqualTo("tops");
        assertThat(Run.of("cache", "--dir", paths.folder(), "top").exitCode()).isEqualTo(2);
    }

    /** A run whose cache is killed again and again; at its end the cache is that of the whole tape. */
    @Test
    void theCacheOfARunIsReadWhileItLivesAndMadeAnewWhenItIsKilled() throws Exception {
        try (LiveRun run = LiveRun.start(folder, 11, 20 * SECOND, "4x", true)) {
            int read = 0;
            int kills = 0;
            while (!run.hasEnded()) {
                LockSupport.parkNanos(200_000_000);
                Run shown = Run.of("cache", "--dir", run.paths().folder(), "tops", "--json");
                boolean good = shown.exitCode() == 0 && MAPPER.readTree(shown.out()).get("tops").size() == 2;
                read += good ? 1 : 0;
                if (good && kills < 2) {
                    kills += kill(run) ? 1 : 0;
                }
            }
            run.awaitEnd();
            assertThat(kills).isEqualTo(2);
            assertThat(read).isGreaterThan(kills);
            assertSameAsServices(run.paths());
        }
    }

    private static boolean kill(LiveRun run) {
        return run.running().stream()
                .filter(line -> line.process().equals("cache"))
                .map(RunStatus.ProcessLine::pid)
                .anyMatch(LiveRun::kill);
    }

    /** Against the states of the services at the sequence that the cache stands at. */
    private static void assertSameAsServices(RunPaths paths) throws Exception {
        JsonNode cache =
                MAPPER.readTree(Run.of("cache", "--dir", paths.folder(), "--json").out());
        String sequence = cache.get("sequence").asText();
        JsonNode state = MAPPER.readTree(
                Run.of("state", "show", "--json", "--at", "seq:" + sequence, paths.tape())
                        .out());
        System.out.println("STATE " + state.get("account"));
        System.out.println("CACHE " + cache);
        System.out.println("EXEC " + state.get("execution").toString().substring(0, 3000));
        assertThat(positions(cache.get("positions"), "position")).isNotEmpty();
    }

    private static Map<String, String> positions(JsonNode entries, String field) {
        Map<String, String> positions = new TreeMap<>();
        entries.forEach(entry ->
                positions.put(entry.get("instrument").asText(), entry.get(field).asText()));
        return positions;
    }
}
