package io.onetape.tools.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Chromium's debugging protocol: a command and its answer, and events as they come. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final StringBuilder part = new StringBuilder();
    private final BiConsumer<String, JsonNode> events;
    private final WebSocket socket;

    /** Connects; {@code events} hears of each by name, on a thread of the connection. */
    DevTools(URI address, BiConsumer<String, JsonNode> events) throws Exception {
        this.events = events;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Parameters are names and values in turn; {@code session} null is the browser itself. Throws what the browser says. */
    JsonNode call(@Nullable String session, String method, Object... parameters) throws Exception {
        ObjectNode command = MAPPER.createObjectNode();
        int id = last.incrementAndGet();
        command.put("id", id).put("method", method);
        if (session != null) {
            command.put("sessionId", session);
        }
        ObjectNode values = command.putObject("params");
        for (int i = 0; i < parameters.length; i += 2) {
            values.set((String) parameters[i], MAPPER.valueToTree(parameters[i + 1]));
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(MAPPER.writeValueAsString(command), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        JsonNode said = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (said.has("error")) {
            throw new IllegalStateException(method + ": " + said.path("error"));
        }
        return said.path("result");
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
        part.append(text);
        if (isLast) {
            accept(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        asked.values().forEach(answer -> answer.completeExceptionally(error));
    }

    private void accept(String text) {
        try {
            JsonNode message = MAPPER.readTree(text);
            CompletableFuture<JsonNode> answer =
                    message.has("id") ? asked.remove(message.path("id").asInt()) : null;
            if (answer != null) {
                answer.complete(message);
            } else {
                events.accept(message.path("method").asText(), message.path("params"));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the browser sent no JSON", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
