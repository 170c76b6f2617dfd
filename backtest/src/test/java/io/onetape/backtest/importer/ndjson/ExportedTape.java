package io.onetape.backtest.importer.ndjson;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onetape.backtest.importer.line.LineReader;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.MemoryTape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** An export as a tape again, derived records and all: for tests of what reads tapes. Its sequences are dense, whatever they were. */
public final class ExportedTape {
    private static final String SIMULATED_VENUE = "simulated-venue";

    private ExportedTape() {}

    /** Fields that the schema has got since the export are null. */
    public static MemoryTape read(Path file) {
        MemoryTape tape = new MemoryTape(7, RollCycle.DAY);
        RecordDraft draft = new RecordDraft();
        JsonBody body = new JsonBody(draft);
        Map<String, Integer> sources = new HashMap<>(); // looked up, never iterated
        Map<Integer, Long> numbers = new HashMap<>(); // looked up, never iterated
        try (LineReader line = new LineReader(file)) {
            while (line.next()) {
                ExportedLine exported = ExportedLine.read(line.bytes(), line.from(), line.to());
                MessageLayout layout = Schema.tape().message(exported.type()).orElseThrow();
                ObjectNode json = exported.json().deepCopy();
                layout.fields().stream()
                        .filter(field -> !json.has(field.name()))
                        .forEach(field -> json.putNull(field.name()));
                body.write(layout, new LayoutEncoder(layout), exported.instrument(), json);
                long nanos = exported.recordedAtNanos();
                int source = sources.computeIfAbsent(
                        exported.source(),
                        name -> tape.writer()
                                .define(
                                        name.equals(SIMULATED_VENUE) ? SourceKind.SIMULATED_VENUE : SourceKind.OUTSIDE,
                                        name,
                                        nanos));
                draft.source(source, numbers.merge(source, 1L, Long::sum)).cause(0, 0);
                tape.writer().append(draft.buffer(), draft.length(), source, nanos);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tape;
    }
}
