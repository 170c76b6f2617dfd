package io.onetape.backtest.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Keeps rejected lines as ndjson: file, line, reason and the line's first 4 KiB. One of an earlier import is removed; without rejects there is none. */
final class RejectFile implements Closeable {
    private static final int KEPT_BYTES = 4096;

    private final Path path;
    private @Nullable JsonGenerator json;

    RejectFile(Path path) throws IOException {
        this.path = path;
        Files.deleteIfExists(path);
    }

    void write(Reject reject, byte[] bytes, int from, int to) throws IOException {
        if (json == null) {
            json = new JsonFactory().createGenerator(Files.newBufferedWriter(path));
            json.setRootValueSeparator(null);
        }
        json.writeStartObject();
        json.writeNumberField("v", 1);
        json.writeStringField("file", reject.file());
        json.writeStringField("line", Long.toString(reject.line()));
        json.writeStringField("reason", reject.reason());
        int kept = Math.min(to - from, KEPT_BYTES);
        json.writeStringField("text", new String(bytes, from, kept, StandardCharsets.UTF_8));
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        if (json != null) {
            json.close();
        }
    }
}
