package io.onetape.tools.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.config.RunMode;
import io.onetape.services.runtime.RunPaths;
import io.onetape.services.runtime.RunStatus;
import io.onetape.services.store.CacheWriter;
import io.onetape.tools.sample.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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
        assertThat(Run.of("demo", "--minutes", "1", "--out", folder.resolve("demo"))
                        .exitCode())
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

        write(paths, tapeId, Long.MAX_VALUE);
        assertSameAsServices(paths);
        assertTables(paths);
    }

    private static void write(RunPaths paths, long tapeId, long last) {
        try (CacheWriter cache = CacheWriter.begin(paths.cache(), tapeId);
                TapeReader tape = TapeFolder.open(paths.tape()).reader()) {
            long nanos = 0;
            while (tape.number() < last && tape.next()) {
                cache.accept(tape.record());
                nanos = tape.record().recordedAtNanos();
            }
            cache.note(tape.number(), nanos);
            cache.publish();
            Run written = Run.of("cache", "--dir", paths.folder(), "circuits");
            assertThat(written.exitCode()).as(written.err()).isZero();
            assertThat(written.err()).isEmpty();
        }
    }

    private static void assertTables(RunPaths paths) {
        Run all = Run.on(80, Map.of(), "cache", "--dir", paths.folder());
        assertThat(all.err().replaceAll("\\s+", " "))
                .contains("the service cache does not run in ", "this is what it left at sequence ", " ago");
        assertThat(all.lines()).allMatch(line -> line.length() <= 80);
        assertThat(all.lines().get(0)).matches("cache at sequence \\d+, 20\\d\\d-.*Z");
        assertThat(all.out())
                .containsSubsequence(
                        "\naccount\n", " equity ", "\npositions\n", "\ntops\n", "\ncircuits", "\ntrading: none")
                .contains("BTCUSDT")
                .contains("ETHUSDT");
        Run tops = Run.of("cache", "--dir", paths.folder(), "tops");
        assertThat(tops.lines()).hasSize(5);
        assertThat(tops.lines().get(1)).isEqualTo("tops");
        assertThat(Run.of("cache", "--dir", paths.folder(), "top").exitCode()).isEqualTo(2);
    }

    /** A run whose cache is killed again and again; at its end the cache is what its tape says up to there. */
    @Test
    void theCacheOfARunIsReadWhileItLivesAndMadeAnewWhenItIsKilled() throws Exception {
        List<List<String>> processes = Stream.concat(LiveRun.THREE.stream(), Stream.of(List.of("cache")))
                .toList();
        LiveRun.market(folder, 11, 12 * SECOND);
        try (LiveRun run = LiveRun.start(folder, "2x", processes, "hour", "")) {
            int read = 0;
            int kills = 0;
            while (!run.hasEnded()) {
                LockSupport.parkNanos(200_000_000);
                Run shown = Run.of("cache", "--dir", run.paths().folder(), "tops", "--json");
                boolean good = shown.exitCode() == 0
                        && MAPPER.readTree(shown.out()).get("tops").size() == 2;
                read += good ? 1 : 0;
                if (good && kills < 2) {
                    kills += kill(run) ? 1 : 0;
                }
            }
            run.awaitEnd();
            assertThat(kills).isEqualTo(2);
            assertThat(read).isGreaterThan(kills);
            RunPaths paths = run.paths();
            String kept = Run.of("cache", "--dir", paths.folder(), "--json").out();
            long last = MAPPER.readTree(kept).get("sequence").asLong();
            write(paths, TapeFolder.open(paths.tape()).manifest().tapeId(), last);
            assertThat(Run.of("cache", "--dir", paths.folder(), "--json").out()).isEqualTo(kept);
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
        JsonNode cache = MAPPER.readTree(
                Run.of("cache", "--dir", paths.folder(), "--json").out());
        String sequence = cache.get("sequence").asText();
        JsonNode state = MAPPER.readTree(Run.of("state", "show", "--json", "--at", "seq:" + sequence, paths.tape())
                .out());
        JsonNode books = state.at("/marketdata/instruments");
        assertThat(of(cache.get("positions"), "instrument", List.of("position", "entryPrice", "realizedPnl", "fees")))
                .isEqualTo(of(
                        state.at("/account/ledger/positions"),
                        "instrument",
                        List.of("position", "entryPrice", "realizedPnl", "fees")))
                .hasSize(2);
        assertThat(openOrders(cache.get("orders"))).isEqualTo(openOrders(state.at("/execution/orders")));
        assertThat(cache.get("tops")).hasSize(2);
        for (JsonNode top : cache.get("tops")) {
            JsonNode book = books.get(top.get("instrument").asInt() - 1);
            for (String field : List.of("bid", "bidQuantity", "ask", "askQuantity")) {
                assertThat(top.get(field)).as(field).isEqualTo(book.get(field));
            }
            assertThat(book.get("status").asText()).isEqualTo(top.get("status").asText());
        }
    }

    private static Map<String, String> openOrders(JsonNode orders) {
        List<String> ended = List.of("FILLED", "CANCELED", "REJECTED", "EXPIRED");
        Map<String, String> open = new TreeMap<>();
        for (JsonNode order : orders) {
            if (!ended.contains(order.get("state").asText())) {
                open.put(
                        order.get("strategy").asText() + "-"
                                + order.get("intent").asText(),
                        order.get("state").asText() + " " + order.get("price").asText() + " "
                                + order.get("cumulativeQuantity").asText());
            }
        }
        return open;
    }

    private static Map<String, List<String>> of(JsonNode entries, String key, List<String> fields) {
        Map<String, List<String>> values = new TreeMap<>();
        for (JsonNode entry : entries) {
            values.put(
                    entry.get(key).asText(),
                    fields.stream().map(field -> entry.get(field).asText()).toList());
        }
        return values;
    }
}
