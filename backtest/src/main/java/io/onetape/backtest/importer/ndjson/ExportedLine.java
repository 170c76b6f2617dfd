package io.onetape.backtest.importer.ndjson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.onetape.backtest.importer.line.BadLine;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One line of an export: what is in front of the record's own fields. */
record ExportedLine(JsonNode json, String type, int instrument, long recordedAtNanos, String source) {
    private static final ObjectReader READER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static ExportedLine read(byte[] bytes, int from, int to) {
        JsonNode json;
        try {
            json = READER.readTree(bytes, from, to - from);
        } catch (MismatchedInputException e) {
            throw new BadLine("expected one object a line, found more behind it");
        } catch (JsonProcessingException e) {
            throw new BadLine("broken JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // from memory: cannot be
        }
        if (!json.isObject()) {
            throw new BadLine("expected an object, found " + json.getNodeType());
        }
        if (json.path("v").asInt() != 1) {
            throw new BadLine("expected version \"v\":1 of our export, found '" + json.path("v") + "'");
        }
        return new ExportedLine(
                json,
                text(json, "type"),
                (int) whole(json, "instrument", Integer.MAX_VALUE),
                whole(json, "recordedAtNanos", Long.MAX_VALUE),
                text(json, "source"));
    }

    private static String text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        if (!value.isTextual()) {
            throw new BadLine("expected text " + key + ", found '" + value + "'");
        }
        return value.asText();
    }

    private static long whole(JsonNode json, String key, long most) {
        String text = json.path(key).asText();
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadLine("expected a whole number " + key + ", found '" + text + "'");
        }
        throw new BadLine("expected " + key + " from 0 to " + most + ", found " + text);
    }
}
