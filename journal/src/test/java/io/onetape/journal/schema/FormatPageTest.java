package io.onetape.journal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code journal/FORMAT.md} says what the schema says. {@code FORMAT_WRITE=true} in the environment writes its tables anew. */
class FormatPageTest {
    private static final Path PAGE = Path.of("FORMAT.md");
    private static final String MARK = "<!-- the tables below are written from src/main/sbe/tape.xml -->\n\n";

    @Test
    void theFormatPageSaysWhatTheSchemaSays() throws Exception {
        String tables = new FormatPage(Path.of("src/main/sbe/tape.xml")).tables();
        String page = Files.readString(PAGE);
        String text = page.substring(0, page.indexOf(MARK) + MARK.length());
        if ("true".equals(System.getenv("FORMAT_WRITE"))) {
            Files.writeString(PAGE, text + tables);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(text + tables);
    }
}
