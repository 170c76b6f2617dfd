package io.onetape.services.config.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file's text by lines: YAML parsers do not say whether a value was quoted, so it is looked up. */
final class SourceText {
    /** Far more than a configuration needs. */
    static final int MAX_BYTES = 256 * 1024;

    private final String file;
    private final String text;
    private final List<String> lines;

    private SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        lines = text.lines().toList();
    }

    /** Throws {@link ConfigurationException} if the file is not there, too long, or no UTF-8. */
    static SourceText read(Path path) {
        Place start = new Place(path.toString(), 1, 1);
        try {
            if (!Files.isRegularFile(path)) {
                throw new ConfigurationException(start, "", "found no such file, expected a YAML file");
            }
            byte[] bytes;
            try (var in = Files.newInputStream(path)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
            if (bytes.length > MAX_BYTES) {
                throw new ConfigurationException(
                        start, "", "found " + Files.size(path) + " bytes, expected at most " + MAX_BYTES);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new SourceText(path.toString(), text);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(start, "", "found bytes that are no UTF-8, expected UTF-8");
        } catch (IOException e) {
            throw new ConfigurationException(start, "", "expected a readable file, found " + e);
        }
    }

    String text() {
        return text;
    }

    Place place(JsonLocation location) {
        return new Place(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /** True if what stands there begins with a quote or with the sign of a block of text. */
    boolean isQuoted(Place place) {
        if (place.line() > lines.size()) {
            return false;
        }
        String line = lines.get(place.line() - 1);
        int column = Math.min(place.column() - 1, line.codePointCount(0, line.length()));
        int at = line.offsetByCodePoints(0, column);
        return at < line.length() && "'\"|>".indexOf(line.charAt(at)) >= 0;
    }
}
