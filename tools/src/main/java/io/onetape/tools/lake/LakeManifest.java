package io.onetape.tools.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.tape.Manifest;
import io.onetape.tools.format.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a folder of Parquet files holds. It is written last: a folder without one is not complete.
 *
 * @param tapeHash SHA-256 of all records of the tape, as {@code tape verify --json} tells it
 * @param filters as they were typed, empty if everything was exported
 * @param selection what they mean, however they are typed
 * @param firstSequence of the records in the files, 0 if there are none
 * @param unknown records of a newer schema, which are left out
 * @param rows by folder
 */
record LakeManifest(
        int schemaVersion,
        long tapeId,
        String tapeHash,
        String filters,
        String selection,
        long firstSequence,
        long lastSequence,
        long records,
        long unknown,
        SortedMap<String, Long> rows,
        List<Part> parts) {
    static final String FILE = "_manifest.json";

    /** Changes when the files of the same tape would be others. */
    static final int EXPORTER_VERSION = 2;

    /** One file. */
    record Part(String path, String symbol, long rows, long firstSequence, long lastSequence) {}

    void write(Path folder) throws IOException {
        Json json = new Json()
                .begin()
                .number("exporterVersion", EXPORTER_VERSION)
                .number("schemaVersion", schemaVersion)
                .string("tapeId", Manifest.text(tapeId))
                .string("tapeHash", tapeHash)
                .string("filters", filters)
                .string("selection", selection)
                .integer("firstSequence", firstSequence)
                .integer("lastSequence", lastSequence)
                .integer("records", records)
                .integer("unknownRecords", unknown)
                .key("rows")
                .beginObject();
        for (Map.Entry<String, Long> table : rows.entrySet()) {
            json.integer(table.getKey(), table.getValue());
        }
        json.endObject().key("files").beginArray();
        for (Part part : parts) {
            json.beginObject()
                    .string("path", part.path())
                    .string("symbol", part.symbol())
                    .integer("rows", part.rows())
                    .integer("firstSequence", part.firstSequence())
                    .integer("lastSequence", part.lastSequence())
                    .endObject();
        }
        String text = json.endArray().endObject().text().append('\n').toString();
        Files.writeString(folder.resolve(FILE), text, StandardCharsets.UTF_8);
    }

    /** True if the folder is complete and holds what an export of this tape with this selection would write. */
    static boolean isOf(Path folder, String tapeHash, String selection) throws IOException {
        Optional<JsonNode> found = read(folder);
        return found.isPresent()
                && found.get().path("exporterVersion").asInt() == EXPORTER_VERSION
                && found.get().path("tapeHash").asText().equals(tapeHash)
                && found.get().path("selection").asText().equals(selection);
    }

    private static Optional<JsonNode> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.isRegularFile(file) ? Optional.of(new ObjectMapper().readTree(file.toFile())) : Optional.empty();
    }
}
