package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tapes that former versions of the schema wrote, one record of each type, and what {@code cat --json} of that version printed of them. Whoever adds a version puts a
 * tape of the one before here first.
 */
final class FormerVersionsTest {
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = 1)
    void aTapeOfAFormerVersionIsVerifiedAndSaysWhatItSaid(int version) throws IOException {
        unpack(version);

        Run verify = Run.of("verify", folder);
        assertThat(verify.exitCode()).as(verify.err()).isZero();
        assertThat(Run.of("info", "--json", folder).out()).contains("\"records\":53");

        List<String> then = text(version).lines().toList();
        List<String> now = Run.of("cat", "--json", folder).lines();
        assertThat(now).hasSameSizeAs(then);
        for (int i = 0; i < then.size(); i++) {
            JsonNode found = json.readTree(now.get(i));
            json.readTree(then.get(i))
                    .properties()
                    .forEach(field -> assertThat(found.get(field.getKey()))
                            .as(field.getKey() + " of " + found)
                            .isEqualTo(field.getValue()));
        }
    }

    private void unpack(int version) throws IOException {
        try (InputStream packed = resource(version, "20240808-12L.cq4.gz")) {
            Files.copy(new GZIPInputStream(packed), folder.resolve("20240808-12L.cq4"));
        }
        try (InputStream manifest = resource(version, "tape.manifest")) {
            Files.copy(manifest, folder.resolve("tape.manifest"));
        }
    }

    private static String text(int version) throws IOException {
        try (InputStream records = resource(version, "records.ndjson")) {
            return new String(records.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(int version, String name) {
        InputStream found = FormerVersionsTest.class.getResourceAsStream("golden/tape-v" + version + "/" + name);
        assertThat(found).as(name).isNotNull();
        return found;
    }
}
