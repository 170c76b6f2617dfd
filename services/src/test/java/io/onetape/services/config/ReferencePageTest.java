package io.onetape.services.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.config.schema.ReferencePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With {@code DOCS_WRITE=true} in the environment it writes the page instead. */
final class ReferencePageTest {
    private static final Path PAGE = Path.of(System.getProperty("onetape.root"), "docs", "configuration.md");
    private static final String MARK = "<!-- generated -->\n";

    @Test
    void thePageHoldsEveryKeyOfTheSchema() throws IOException {
        String page = Files.readString(PAGE);
        int end = page.indexOf(MARK) + MARK.length();
        assertThat(end).as("expected the mark of the generated part").isGreaterThan(MARK.length());
        String expected = page.substring(0, end) + "\n" + ReferencePage.markdown();
        if ("true".equals(System.getenv("DOCS_WRITE"))) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md: DOCS_WRITE=true writes it from the schema")
                .isEqualTo(expected);
    }
}
