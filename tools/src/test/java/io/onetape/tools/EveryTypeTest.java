package io.onetape.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.tools.sample.Run;
import io.onetape.tools.sample.SampleTape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EveryTypeTest {
    private static final Set<Integer> HOUSEKEEPING =
            Set.of(CycleStartedDecoder.TEMPLATE_ID, SourceDefinedDecoder.TEMPLATE_ID);

    @TempDir
    static Path folder;

    private static Path tape;

    @BeforeAll
    static void write() {
        tape = folder.resolve("tape");
        try (SampleTape sample = SampleTape.begin(tape, 1, RollCycle.HOUR)) {
            for (MessageLayout layout : Schema.tape().messages()) {
                if (!HOUSEKEEPING.contains(layout.templateId())) {
                    sample.fact(1, layout.name());
                }
            }
        }
    }

    @Test
    void everyTypePrintsAsALine() {
        Run run = Run.of("cat", tape);

        assertThat(run.err()).isEmpty();
        for (String name : Schema.tape().names()) {
            assertThat(run.out()).contains("  " + name + " ");
        }
    }

    @Test
    void everyTypePrintsAsJsonWithAllItsFields() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Set<String> seen = new TreeSet<>();
        for (String line : Run.of("cat", "--json", tape).lines()) {
            JsonNode json = mapper.readTree(line);
            String type = json.get("type").asText();
            seen.add(type);
            for (String field : Schema.tape().message(type).orElseThrow().names()) {
                assertThat(json.has(field)).as(type + "." + field).isTrue();
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(Schema.tape().names());
    }

    @Test
    void everyTypePrintsAsRowsOfItsOwnColumns() {
        for (MessageLayout layout : Schema.tape().messages()) {
            Run run = Run.of("export", "--format", "csv", "-n", "1", "-t", layout.name(), tape);

            assertThat(run.lines()).as(layout.name()).hasSize(2);
            assertThat(run.lines().get(1).chars().filter(c -> c == ',').count())
                    .as(layout.name())
                    .isEqualTo(run.lines().get(0).chars().filter(c -> c == ',').count());
        }
    }
}
