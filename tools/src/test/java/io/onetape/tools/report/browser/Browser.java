package io.onetape.tools.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One page in a Chromium of its own, with the network off. Fails with what to install where there is none: {@code CHROMIUM} names another program than
 * /usr/bin/chromium.
 */
public final class Browser implements AutoCloseable {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long LOOK_MILLIS = 20;

    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Process process;
    private final DevTools tools;
    private final String session;
    private volatile boolean loaded;

    /** Starts it with its files in an empty folder. */
    public Browser(Path profile) throws Exception {
        process = start(profile);
        tools = new DevTools(address(profile), this::hear);
        String target = tools.call(null, "Target.createTarget", "url", "about:blank")
                .path("targetId")
                .asText();
        session = tools.call(null, "Target.attachToTarget", "targetId", target, "flatten", true)
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable");
        }
        call(
                "Network.emulateNetworkConditions",
                "offline",
                true,
                "latency",
                0,
                "downloadThroughput",
                0,
                "uploadThroughput",
                0);
    }

    /** Sets the window, in CSS pixels, and the reader's scheme. */
    public void look(int width, int height, boolean dark, boolean mobile) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                height,
                "deviceScaleFactor",
                1,
                "mobile",
                mobile);
        call(
                "Emulation.setEmulatedMedia",
                "features",
                List.of(
                        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                        Map.of("name", "prefers-reduced-motion", "value", "reduce")));
    }

    /** Opens a file from the file system and waits until it is loaded. */
    public void open(Path file) throws Exception {
        loaded = false;
        complaints.clear();
        requests.clear();
        call("Page.navigate", "url", file.toUri().toString());
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!loaded) {
            await(until, "the page was not loaded");
        }
    }

    /** The value of an expression of JavaScript. */
    public JsonNode value(String expression) throws Exception {
        JsonNode answer =
                call("Runtime.evaluate", "expression", expression, "returnByValue", true, "awaitPromise", true);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Presses and releases a key by its name: {@code ArrowRight}, {@code Escape}. */
    public void press(String key) throws Exception {
        call("Input.dispatchKeyEvent", "type", "keyDown", "key", key, "code", key);
        call("Input.dispatchKeyEvent", "type", "keyUp", "key", key, "code", key);
    }

    /** Moves the pointer to the middle of the first element that a selector finds, once it is in sight. */
    public void point(String selector) throws Exception {
        JsonNode at = middle(selector);
        call(
                "Input.dispatchMouseEvent",
                "type",
                "mouseMoved",
                "x",
                at.get(0).asDouble(),
                "y",
                at.get(1).asDouble());
    }

    /** Moves the pointer there and clicks. */
    public void click(String selector) throws Exception {
        point(selector);
        JsonNode at = middle(selector);
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    "type",
                    type,
                    "button",
                    "left",
                    "clickCount",
                    1,
                    "x",
                    at.get(0).asDouble(),
                    "y",
                    at.get(1).asDouble());
        }
    }

    /** Writes what is seen, or the whole page, as a PNG. */
    public void screenshot(Path file, boolean whole) throws Exception {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        String data = call("Page.captureScreenshot", "format", "png", "captureBeyondViewport", whole)
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /** Errors and warnings of the page since it was opened. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Addresses that the page has asked for since it was opened, but for its own file and for data within it. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        tools.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode call(String method, Object... parameters) throws Exception {
        return tools.call(session, method, parameters);
    }

    private JsonNode middle(String selector) throws Exception {
        return value("(() => { const e = document.querySelector(\"" + selector
                + "\"); e.scrollIntoView({ block: 'center' });"
                + " const b = e.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; })()");
    }

    private void hear(String event, JsonNode parameters) {
        switch (event) {
            case "Page.loadEventFired" -> loaded = true;
            case "Runtime.exceptionThrown" ->
                complaints.add(parameters.path("exceptionDetails").toString());
            case "Log.entryAdded" -> complaints.add(parameters.path("entry").toString());
            case "Runtime.consoleAPICalled" -> {
                if (!parameters.path("type").asText().equals("log")) {
                    complaints.add(parameters.toString());
                }
            }
            case "Network.requestWillBeSent" -> {
                String url = parameters.path("request").path("url").asText();
                boolean isPage = parameters.path("type").asText().equals("Document") && url.startsWith("file:");
                if (!isPage && !url.startsWith("data:")) {
                    requests.add(url);
                }
            }
            default -> {} // of no matter here
        }
    }

    private static Process start(Path profile) throws IOException {
        String named = System.getenv("CHROMIUM");
        Path program = Path.of(named == null || named.isEmpty() ? "/usr/bin/chromium" : named);
        if (!Files.isExecutable(program)) {
            throw new AssertionError("expected Chromium at " + program
                    + " to look at a report, found none: apt-get install chromium, or CHROMIUM=/path/to/it,"
                    + " or without these tests: mvn verify -DexcludedGroups=long,browser");
        }
        return new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-extensions",
                        "--hide-scrollbars",
                        "--host-resolver-rules=MAP * ~NOTFOUND",
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(
                        Files.createDirectories(profile).resolve("said.txt").toFile())
                .start();
    }

    private URI address(Path profile) throws Exception {
        Path file = profile.resolve("DevToolsActivePort");
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= 2) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            if (!process.isAlive()) {
                throw new AssertionError("Chromium ended: " + Files.readString(profile.resolve("said.txt")));
            }
            await(until, "Chromium did not open its port");
        }
    }

    private static void await(long until, String otherwise) throws InterruptedException {
        if (System.nanoTime() > until) {
            throw new AssertionError(otherwise + " within " + PATIENCE_NANOS / 1_000_000_000L + " s");
        }
        Thread.sleep(LOOK_MILLIS);
    }
}
