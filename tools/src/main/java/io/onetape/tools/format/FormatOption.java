package io.onetape.tools.format;

import io.onetape.journal.layout.MessageLayout;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --format} and {@code --json} of the commands that print records. */
public final class FormatOption {
    /** What the output is. */
    public enum Format {
        table,
        ndjson,
        csv
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; default table")
    private @Nullable Format format;

    @Option(names = "--json", description = "the same as --format ndjson")
    private boolean json;

    /** What was chosen; ends the command if it was two things. */
    public Format chosen() {
        Format typed = format;
        Usage.requireNotBoth(json, "--json", typed != null && typed != Format.ndjson, "--format " + typed);
        return json ? Format.ndjson : typed == null ? Format.table : typed;
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
