package io.onetape.services.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health and metrics of one process over HTTP, for probes and for Prometheus: GET {@code /live}, {@code /ready}, {@code /startup} (200 or 503, and a small JSON
 * object that says which service is not ready and why) and {@code /metrics} (Prometheus text). {@code /startup} stays 200 once it was. Nothing is changed by
 * asking, nothing is encrypted, nobody is asked who they are: meant for loopback. Two threads answer, and a client that dawdles is cut off.
 */
public final class HealthServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
    private static final int THREADS = 2;
    private static final int BACKLOG = 16;
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    static {
        // The JDK's server reads these once. Without the first it answers 21 requests a second on JDK 17.
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.maxReqTime", "2");
        setIfAbsent("sun.net.httpserver.maxRspTime", "10");
        setIfAbsent("jdk.httpserver.maxConnections", "64");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final ProcessHealth health;
    private final CollectorRegistry metrics;
    private final AtomicBoolean started = new AtomicBoolean();

    /**
     * Listens at once. Throws {@link UncheckedIOException} if it cannot.
     *
     * @param port 0: any free one
     */
    public HealthServer(String address, int port, ProcessHealth health, CollectorRegistry metrics) {
        this.health = health;
        this.metrics = metrics;
        try {
            this.server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address + " port " + port, e);
        }
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "health-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            try {
                route(exchange, path);
            } catch (RuntimeException e) { // the JDK's server would drop the connection and say nothing
                LOG.error("health: the request {} failed", path, e);
                send(exchange, 500, TEXT, text("failed: see the process's log\n"));
            }
        }
    }

    private void route(HttpExchange exchange, String path) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            exchange.sendResponseHeaders(405, -1);
            return;
        }
        switch (path) {
            case "/live" -> send(exchange, Verdict.live(health));
            case "/ready" -> send(exchange, Verdict.ready(health));
            case "/startup" -> send(exchange, startup());
            case "/metrics" -> send(exchange, 200, TextFormat.CONTENT_TYPE_004, metrics());
            default -> send(exchange, 404, TEXT, text("expected /live, /ready, /startup or /metrics\n"));
        }
    }

    private Verdict startup() {
        if (started.get()) {
            return Verdict.startedBefore();
        }
        Verdict verdict = Verdict.started(health);
        if (verdict.yes()) {
            started.set(true);
        }
        return verdict;
    }

    private byte[] metrics() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
        try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            TextFormat.write004(writer, metrics.metricFamilySamples());
        }
        return bytes.toByteArray();
    }

    private static void send(HttpExchange exchange, Verdict verdict) throws IOException {
        send(exchange, verdict.yes() ? 200 : 503, JSON, text(verdict.json()));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
