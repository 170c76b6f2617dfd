package io.onetape.services.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.services.ops.ServiceHealth.State;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.GaugeMetricFamily;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HealthServerTest {
    private static final String ADDRESS = "127.0.0.1";

    private final CollectorRegistry registry = new CollectorRegistry();
    private final SaidHealth process = new SaidHealth();
    private final HealthServer server = new HealthServer(ADDRESS, 0, process, registry);
    private final HttpClient client = HttpClient.newHttpClient();

    /** What the process says; changed by the tests. */
    private static final class SaidHealth implements ProcessHealth {
        private volatile boolean live = true;
        private volatile List<ServiceHealth> services = List.of();

        @Override
        public boolean isLive() {
            return live;
        }

        @Override
        public List<ServiceHealth> services() {
            return services;
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aProcessWhoseServicesRunAtTheTapesEndIsReady() throws Exception {
        process.services = List.of(running("risk", 10), running("execution", Verdict.MAXIMUM_BEHIND));
        for (String path : List.of("/live", "/ready", "/startup")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/ready").body()).isEqualTo("{\"v\":1,\"ready\":true,\"services\":[]}\n");
        assertThat(get("/ready").headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void itSaysWhichServiceIsNotReadyAndWhy() throws Exception {
        process.services = List.of(
                running("marketdata", 0),
                new ServiceHealth("strategy", State.STARTING, -1, 0, 2, "IllegalStateException: no book"),
                running("risk", Verdict.MAXIMUM_BEHIND + 1),
                new ServiceHealth("execution", State.FAILED, 7, 0, 6, "DivergenceException: at 8"),
                new ServiceHealth("account", State.STOPPED, 7, 0, 0, ""));
        HttpResponse<String> ready = get("/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        JsonNode json = new ObjectMapper().readTree(ready.body());
        assertThat(json.get("ready").asBoolean()).isFalse();
        assertThat(json.get("services").findValuesAsText("service"))
                .containsExactly("strategy", "risk", "execution", "account");
        assertThat(json.get("services").findValuesAsText("why"))
                .containsExactly(
                        "has failed and is started again: IllegalStateException: no book",
                        "expected to be at most 10000 records behind the tape's end, found 10001",
                        "has failed and is not started again: DivergenceException: at 8",
                        "was stopped");
        assertThat(get("/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aLoopThatHangsIsNeitherLiveNorReady() throws Exception {
        process.live = false;
        assertThat(get("/live").statusCode()).isEqualTo(503);
        assertThat(get("/live").body())
                .isEqualTo("{\"v\":1,\"live\":false,\"why\":\"the process's loop does not turn\"}\n");
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/startup").statusCode()).isEqualTo(503);
    }

    @Test
    void whoHasStartedStaysStarted() throws Exception {
        process.services = List.of(new ServiceHealth("risk", State.STARTING, -1, 0, 0, ""));
        assertThat(get("/startup").statusCode()).isEqualTo(503);
        assertThat(get("/startup").body()).contains("has not started yet");
        process.services = List.of(running("risk", 0));
        assertThat(get("/startup").statusCode()).isEqualTo(200);
        process.services = List.of(running("risk", 1_000_000));
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/startup").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreWhatPrometheusReads() throws Exception {
        registry.register(collector(new GaugeMetricFamily("pnl_usdt", "Profit and loss", -1.5)));
        HttpResponse<String> metrics = get("/metrics");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body()).contains("# TYPE pnl_usdt gauge\npnl_usdt -1.5\n");
    }

    @Test
    void anythingElseIsNotThereAndNothingButGetIsTaken() throws Exception {
        for (String path : List.of("/", "/livex", "/live/x", "/metrics/", "/..%2f..%2fetc/passwd", "//live")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String method : List.of("POST", "PUT", "DELETE", "HEAD", "OPTIONS")) {
            HttpRequest request = HttpRequest.newBuilder(uri("/live"))
                    .method(method, BodyPublishers.noBody())
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .as(method)
                    .isEqualTo(405);
        }
    }

    @Test
    void aFailureIsAnAnswerAndTheNextRequestIsServed() throws Exception {
        registry.register(new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                throw new IllegalStateException("planted");
            }

            @Override
            public String toString() {
                return "failing";
            }
        });
        assertThat(get("/metrics").statusCode()).isEqualTo(500);
        assertThat(get("/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aClientThatSaysNothingKeepsNobodyWaiting() throws Exception {
        try (Socket one = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket two = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket three = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            for (Socket silent : List.of(one, two, three)) {
                silent.getOutputStream().write("GET /live".getBytes(StandardCharsets.US_ASCII));
            }
            // The two threads wait for those until their time is over; then the next one is served.
            assertThat(get("/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSecretInAFailureIsMasked() throws Exception {
        process.services = List.of(new ServiceHealth(
                "strategy", State.FAILED, 1, 0, 1, "IOException: refused: apiKey=kXq9pl4nt3dS3cr3tValue"));
        assertThat(get("/ready").body()).contains("apiKey=kXq9****").doesNotContain("pl4nt3d");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> new HealthServer(ADDRESS, server.port(), process, registry).close())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + server.port());
    }

    private static ServiceHealth running(String name, long behind) {
        return new ServiceHealth(name, State.RUNNING, 100, behind, 0, "");
    }

    private static Collector collector(Collector.MetricFamilySamples family) {
        return new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return List.of(family);
            }
        };
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + ADDRESS + ":" + server.port() + path);
    }
}
