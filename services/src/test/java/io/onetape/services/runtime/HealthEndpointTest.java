package io.onetape.services.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.Processors;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.RunMode;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.marketdata.MarketData;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of a run with its sequencer and services, its endpoint, and a client. */
final class HealthEndpointTest {
    private static final String CONFIGURATION = """
            cache: {enabled: false}
            health: {portBase: 0}
            processes:
              core:
                services: [sequencer, marketdata, strategy, risk, execution, account, clock]
            """;

    @TempDir
    Path folder;

    /** Moved by the tests, and by itself so that time passes. */
    private final AtomicLong monotonicNanos = new AtomicLong();

    private final ProcessClock clock = new ProcessClock() {
        @Override
        public long wallNanos() {
            return ProcessClock.SYSTEM.wallNanos();
        }

        @Override
        public long monotonicNanos() {
            return monotonicNanos.addAndGet(50_000_000);
        }
    };

    private final HttpClient client = HttpClient.newHttpClient();

    /** Fails on whatever comes. */
    private record Failing(String name) implements Processor {
        @Override
        public void onRecord(RecordView record, Emitter out) {
            throw new IllegalStateException("expected nothing, found token=pl4nt3d-s3cr3t-of-mine");
        }

        @Override
        public void writeState(WireOut state) {}

        @Override
        public void readState(WireIn state) {}
    }

    private RunPaths paths() {
        return new RunPaths(folder.resolve("run"));
    }

    private Configuration configuration() throws Exception {
        Path file = folder.resolve("c.yaml");
        Files.writeString(file, CONFIGURATION);
        return Configuration.load(file, Map.of());
    }

    private ProcessLoop loop(Function<String, Processor> processors) throws Exception {
        Run run = new Run(7, RollCycle.HOUR, RunMode.OBSERVE, clock.wallNanos(), false, Optional.empty());
        return new ProcessLoop(paths(), run, configuration(), Map.of(), "core", processors, "test", clock);
    }

    private HealthEndpoint endpoint(ProcessLoop loop) throws Exception {
        ProcessSpec process = configuration().topology().process("core").orElseThrow();
        return new HealthEndpoint(paths(), process, "127.0.0.1", loop.health(), ProcessClock.SYSTEM);
    }

    private static void turnUntil(ProcessLoop loop, BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            loop.turn();
        }
    }

    @Test
    void aProcessIsReadyOnceItsServicesRunAndTellsTheTapesNumbers() throws Exception {
        try (ProcessLoop loop = loop(Processors::named);
                HealthEndpoint endpoint = endpoint(loop)) {
            assertThat(get(endpoint, "/live").statusCode()).isEqualTo(200);
            HttpResponse<String> before = get(endpoint, "/ready");
            assertThat(before.statusCode()).isEqualTo(503);
            assertThat(before.body()).contains("\"service\":\"marketdata\",\"state\":\"STARTING\"");

            turnUntil(loop, () -> status(endpoint, "/ready") == 200);
            assertThat(get(endpoint, "/startup").statusCode()).isEqualTo(200);
            turnUntil(loop, () -> body(endpoint, "/metrics").matches("(?s).*\ntape_sequence [1-9].*"));
            assertThat(body(endpoint, "/metrics"))
                    .contains("\nservice_up{service=\"sequencer\",} 1.0\n")
                    .contains("\nservice_up{service=\"account\",} 1.0\n")
                    .contains("\nprocess_live 1.0\n")
                    .contains("\nmemory_usage_mb ")
                    .contains("\ncpu_usage_pct ")
                    .contains("\njvm_threads_current ")
                    .contains("\nend_to_end_latency_ms_histogram_bucket{le=\"1.0\",} 0.0\n");
            assertThat(Files.readString(HealthEndpoint.file(paths(), "core")))
                    .isEqualTo("127.0.0.1:" + endpoint.port().orElseThrow() + "\n");

            loop.stopParts();
            assertThat(body(endpoint, "/ready")).contains("was stopped");
        }
        assertThat(HealthEndpoint.file(paths(), "core")).doesNotExist();
    }

    @Test
    void aLoopThatDoesNotTurnAnyMoreIsNotLive() throws Exception {
        try (ProcessLoop loop = loop(Processors::named);
                HealthEndpoint endpoint = endpoint(loop)) {
            turnUntil(loop, () -> status(endpoint, "/ready") == 200);
            monotonicNanos.addAndGet(30_000_000_000L);
            assertThat(get(endpoint, "/live").statusCode()).isEqualTo(503);
            assertThat(get(endpoint, "/ready").statusCode()).isEqualTo(503);
            turnUntil(loop, () -> status(endpoint, "/live") == 200);
            loop.stopParts();
        }
    }

    @Test
    void aServiceThatFailsIsNamedWithoutTheSecretInItsFailure() throws Exception {
        Function<String, Processor> processors =
                name -> name.equals("marketdata") ? new Failing(name) : Processors.named(name);
        try (ProcessLoop loop = loop(processors);
                HealthEndpoint endpoint = endpoint(loop)) {
            turnUntil(loop, () -> body(endpoint, "/ready").contains("\"service\":\"marketdata\",\"state\":\"FAILED\""));
            assertThat(body(endpoint, "/ready"))
                    .contains("expected nothing, found token=pl4n****")
                    .doesNotContain("pl4nt3d");
            assertThat(body(endpoint, "/metrics")).contains("\nservice_up{service=\"marketdata\",} 0.0\n");
            loop.stopParts();
        }
    }

    @Test
    void aProcessRunsWithoutItsEndpointIfThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProcessLoop loop =
                        loop(name -> name.equals("marketdata") ? new MarketData() : Processors.named(name))) {
            Files.writeString(
                    folder.resolve("taken.yaml"), CONFIGURATION + "    healthPort: " + taken.getLocalPort() + "\n");
            ProcessSpec process = Configuration.load(folder.resolve("taken.yaml"), Map.of())
                    .topology()
                    .process("core")
                    .orElseThrow();
            try (HealthEndpoint endpoint =
                    new HealthEndpoint(paths(), process, "127.0.0.1", loop.health(), ProcessClock.SYSTEM)) {
                assertThat(endpoint.port()).isEmpty();
                assertThat(loop.turn()).isPositive();
            }
            loop.stopParts();
        }
    }

    private int status(HealthEndpoint endpoint, String path) {
        return get(endpoint, path).statusCode();
    }

    private String body(HealthEndpoint endpoint, String path) {
        return get(endpoint, path).body();
    }

    private HttpResponse<String> get(HealthEndpoint endpoint, String path) {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.port().orElseThrow() + path);
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException("GET " + uri, e);
        }
    }
}
