package io.onetape.backtest.importer.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class JsonCursorTest {
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\\n\\u00e9\"",
        "\"\"",
        "0",
        "-1",
        "1.5",
        "1e9",
        "01",
        "-",
        "1.",
        "true",
        "false",
        "null",
        "nul",
        " ",
        "\t",
        "\"",
        "\\",
        "\"é\"",
        "\u0001",
        "{\"a\":1}",
        "[1,2]",
        "{}",
        "[]",
        "\"x\":",
        ",\"y\":[",
        "tru"
    };

    @Test
    void itAcceptsExactlyWhatJacksonAccepts() {
        long seed = System.nanoTime();
        System.out.println("itAcceptsExactlyWhatJacksonAccepts: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        for (int i = 0; i < 40_000; i++) {
            String text = i % 2 == 0 ? pieces(random) : damaged(valid(random, 4), random);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            boolean here = accepts(bytes);
            if (here != jacksonAccepts(bytes)) {
                throw new AssertionError("expected acceptance " + !here + ", found " + here + ": " + text);
            }
            accepted += here ? 1 : 0;
        }
        assertThat(accepted).isGreaterThan(2_000);
    }

    @Test
    void tokensAreGivenInPlace() {
        byte[] bytes = " {\"a\" : \"x\\\"y\", \"b\":[1 ,-2.5e3]}".getBytes(StandardCharsets.UTF_8);
        JsonCursor json = new JsonCursor();
        json.wrap(bytes, 0, bytes.length);
        json.enter('{');
        assertThat(json.nextField()).isTrue();
        assertThat(token(json, bytes)).isEqualTo("a");
        assertThat(json.peek()).isEqualTo('"');
        json.string();
        assertThat(token(json, bytes)).isEqualTo("x\\\"y");
        assertThat(json.nextField()).isTrue();
        json.enter('[');
        assertThat(json.nextElement()).isTrue();
        json.scalar();
        assertThat(token(json, bytes)).isEqualTo("1");
        assertThat(json.nextElement()).isTrue();
        json.scalar();
        assertThat(token(json, bytes)).isEqualTo("-2.5e3");
        assertThat(json.nextElement()).isFalse();
        assertThat(json.nextField()).isFalse();
        json.end();
    }

    @Test
    void depthAndNumbersAreBounded() {
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> skip(deep)).isInstanceOf(BadLine.class).hasMessageContaining("at most 64 levels");
        byte[] longNumber = "1".repeat(1_001).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> skip(longNumber))
                .isInstanceOf(BadLine.class)
                .hasMessageContaining("at most 1000 digits");
    }

    @Test
    void anythingElseThanTextIsRefused() {
        assertThat(accepts(new byte[] {'"', (byte) 0xC3, '"'})).isFalse();
        assertThat(accepts(new byte[] {'"', (byte) 0xC3, (byte) 0xA9, '"'})).isTrue();
        assertThat(accepts(new byte[] {'"', (byte) 0xFF, '"'})).isFalse();
        assertThat(accepts(new byte[] {'"', 0, '"'})).isFalse();
    }

    private static String pieces(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String valid(SplittableRandom random, int depth) {
        StringBuilder text = new StringBuilder();
        int kind = random.nextInt(depth > 0 ? 5 : 3);
        int count = random.nextInt(4);
        switch (kind) {
            case 0 -> text.append(random.nextInt(-1000, 1000)).append(count == 0 ? "" : "." + count);
            case 1 -> text.append('"').append("p\\u0041q".repeat(count)).append('"');
            case 2 -> text.append(count == 0 ? "null" : count == 1 ? "true" : "false");
            default -> {
                text.append(kind == 3 ? '[' : '{');
                for (int i = 0; i < count; i++) {
                    text.append(i == 0 ? "" : ", ").append(kind == 3 ? "" : "\"k" + i + "\":");
                    text.append(valid(random, depth - 1));
                }
                text.append(kind == 3 ? ']' : '}');
            }
        }
        return text.toString();
    }

    private static String damaged(String text, SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return text;
        }
        int at = random.nextInt(text.length());
        String put = random.nextBoolean() ? "" : PIECES[random.nextInt(PIECES.length)];
        return text.substring(0, at) + put + text.substring(at + random.nextInt(2));
    }

    private static boolean accepts(byte[] bytes) {
        try {
            skip(bytes);
            return true;
        } catch (BadLine bad) {
            return false;
        }
    }

    private static void skip(byte[] bytes) {
        JsonCursor json = new JsonCursor();
        json.wrap(bytes, 0, bytes.length);
        json.skip();
        json.end();
    }

    private static boolean jacksonAccepts(byte[] bytes) {
        try (JsonParser parser = JACKSON.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            int depth = 0;
            do {
                depth += parser.currentToken().isStructStart()
                        ? 1
                        : parser.currentToken().isStructEnd() ? -1 : 0;
                parser.getText();
            } while (depth > 0 && parser.nextToken() != null);
            return depth == 0 && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String token(JsonCursor json, byte[] bytes) {
        return new String(bytes, json.tokenFrom(), json.tokenTo() - json.tokenFrom(), StandardCharsets.UTF_8);
    }
}
