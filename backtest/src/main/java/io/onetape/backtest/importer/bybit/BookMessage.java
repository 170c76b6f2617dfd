package io.onetape.backtest.importer.bybit;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.JsonCursor;
import io.onetape.backtest.importer.line.Levels;
import io.onetape.backtest.importer.line.LineReader;
import java.nio.charset.StandardCharsets;

/** One message of the order book's topic, in place. Fields that are not needed are checked as JSON and passed over. Single-threaded. */
final class BookMessage {
    private static final int LONGEST_TOPIC = 40;

    private final JsonCursor json = new JsonCursor();
    private final Levels bids = new Levels();
    private final Levels asks = new Levels();
    private byte[] bytes = new byte[0];
    private String topic = "";
    private String type = "";
    private long sent;
    private long matched;
    private long update;
    private int symbolFrom;
    private int symbolTo;
    private boolean hasBids;
    private boolean hasAsks;

    /** Reads the reader's line; throws {@link BadLine} if it is no message or a book's message lacks something. */
    void read(LineReader line) {
        bytes = line.bytes();
        topic = "";
        type = "";
        sent = -1;
        matched = -1;
        update = -1;
        symbolFrom = symbolTo = 0;
        hasBids = hasAsks = false;
        bids.clear();
        asks.clear();
        json.wrap(bytes, line.from(), line.to());
        json.enter('{');
        while (json.nextField()) {
            field(text());
        }
        json.end();
        if (isBook()) {
            check();
        }
    }

    boolean isBook() {
        return topic.startsWith("orderbook.");
    }

    String topic() {
        return topic.substring(0, Math.min(topic.length(), LONGEST_TOPIC));
    }

    boolean isSnapshot() {
        return type.equals("snapshot");
    }

    /** When the venue sent it, as it says. */
    long sent() {
        return sent;
    }

    /** When the matching engine made it; -1 where the message does not say. */
    long matched() {
        return matched;
    }

    long update() {
        return update;
    }

    Levels bids() {
        return bids;
    }

    Levels asks() {
        return asks;
    }

    byte[] bytes() {
        return bytes;
    }

    int symbolFrom() {
        return symbolFrom;
    }

    int symbolTo() {
        return symbolTo;
    }

    private void field(String name) {
        switch (name) {
            case "topic" -> topic = string(name);
            case "type" -> type = string(name);
            case "ts" -> sent = whole(name);
            case "cts" -> matched = whole(name);
            case "data" -> readData();
            default -> json.skip();
        }
    }

    private void readData() {
        if (json.peek() != '{') {
            json.skip(); // of another topic
            return;
        }
        json.enter('{');
        while (json.nextField()) {
            String name = text();
            switch (name) {
                case "s" -> {
                    string(name);
                    symbolFrom = json.tokenFrom();
                    symbolTo = json.tokenTo();
                }
                case "u" -> update = whole(name);
                case "b" -> {
                    bids.read(json, bytes);
                    hasBids = true;
                }
                case "a" -> {
                    asks.read(json, bytes);
                    hasAsks = true;
                }
                default -> json.skip();
            }
        }
    }

    private void check() {
        if (!isSnapshot() && !type.equals("delta")) {
            throw new BadLine("field type: expected snapshot or delta, found '" + type + "'");
        }
        require("ts", sent >= 0);
        require("data.s", symbolTo > symbolFrom);
        require("data.u", update >= 0);
        require("data.b", hasBids);
        require("data.a", hasAsks);
    }

    private static void require(String field, boolean found) {
        if (!found) {
            throw new BadLine("expected field " + field + ", found none");
        }
    }

    private String string(String name) {
        if (json.peek() != '"') {
            throw new BadLine("field " + name + ": expected text, found '" + (char) json.peek() + "'");
        }
        json.string();
        return text();
    }

    private long whole(String name) {
        json.peek();
        json.scalar();
        String number = text();
        try {
            long value = Long.parseLong(number);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadLine("field " + name + ": expected a whole number, found '" + number + "'");
        }
        throw new BadLine("field " + name + ": expected 0 or more, found '" + number + "'");
    }

    private String text() {
        return new String(bytes, json.tokenFrom(), json.tokenTo() - json.tokenFrom(), StandardCharsets.UTF_8);
    }
}
