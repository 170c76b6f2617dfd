package io.onetape.tools.format;

import io.onetape.journal.layout.MessageLayout;
import io.onetape.tools.console.Console;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --format} and {@code --json} of the commands that print records. */
public final class FormatOption {
    /** What the output is. */
    public enum Format {
        table,
        ndjson,
        csv
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}",
            defaultValue = "table")
    private Format format = Format.table;

    @Option(names = "--json", description = "the same as --format ndjson")
    private boolean json;

    /** What was chosen. */
    public Format chosen() {
        return json ? Format.ndjson : format;
    }

    /** The writer; {@code only} is the one type that was asked for, if it is one. */
    public RecordFormat writer(Console console, References references, RecordLine line, Optional<MessageLayout> only) {
        return switch (chosen()) {
            case table -> new TableFormat(console, line);
            case ndjson -> new NdjsonFormat(references, console.out());
            case csv -> new CsvFormat(references, console.out(), only);
        };
    }
}
