package io.onetape.backtest.importer.ndjson;

import io.onetape.backtest.importer.ImportResult;
import io.onetape.backtest.importer.Tally;
import io.onetape.backtest.importer.UnfinishedImportException;
import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.line.TruncatedInputException;
import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.SourceDefinedEncoder;
import io.onetape.journal.schema.SourceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Imports what {@code tape export --format ndjson} wrote: the facts, with their bodies, instruments, times and sources' names. Housekeeping is skipped,
 * for the new tape writes its own; what processors derived is skipped, for a replay makes it again; and so are answers of a simulated venue, if the
 * export says who was one. A record about an instrument needs that instrument's definition on a line before it. One use, one thread.
 */
public final class NdjsonImporter {
    private static final int FIRST_DERIVED = 50;
    private static final int MOST_SOURCES = 256;
    private static final String SEQUENCER = "sequencer";

    private final NdjsonRequest request;
    private final SourcedFactSink sink;
    private final RecordDraft draft = new RecordDraft();
    private final JsonBody body = new JsonBody(draft);
    private final Map<Integer, LayoutEncoder> encoders = new HashMap<>(); // looked up, never iterated
    private final BitSet defined = new BitSet();
    private final Set<String> sources = new HashSet<>(); // looked up, never iterated
    private final Set<String> simulated = new HashSet<>(); // looked up, never iterated
    private long recordedAtNanos = Long.MIN_VALUE;

    public NdjsonImporter(NdjsonRequest request, SourcedFactSink sink) {
        this.request = request;
        this.sink = sink;
    }

    /**
     * Imports everything.
     *
     * @throws UnfinishedImportException if a compressed file ends early; what came before that has reached the sink
     * @throws io.onetape.backtest.importer.RejectedLineException if the request is strict and a line is rejected
     * @throws IOException if a file cannot be read, or the reject file not be written
     */
    public ImportResult run() throws IOException {
        try (Tally tally = new Tally(request.strict(), request.rejectFile())) {
            try {
                for (Path file : request.files()) {
                    importFile(file, tally);
                }
            } catch (TruncatedInputException e) {
                throw new UnfinishedImportException(e, tally.result());
            }
            return tally.result();
        }
    }

    private void importFile(Path file, Tally tally) throws IOException {
        try (LineReader line = new LineReader(file, request.read())) {
            while (line.next()) {
                try {
                    importLine(line, tally);
                } catch (BadLine bad) {
                    tally.reject(line, bad.getMessage());
                }
            }
        }
    }

    private void importLine(LineReader line, Tally tally) {
        if (!line.problem().isEmpty()) {
            throw new BadLine(line.problem());
        }
        if (line.from() == line.to()) {
            tally.skip("blank");
            return;
        }
        ExportedLine exported = ExportedLine.read(line.bytes(), line.from(), line.to());
        MessageLayout layout = Schema.tape()
                .message(exported.type())
                .orElseThrow(() ->
                        new BadLine("expected a type of record that the schema has, found '" + exported.type() + "'"));
        String skip = skip(layout, exported);
        if (!skip.isEmpty()) {
            tally.skip(skip);
            return;
        }
        checkInstrument(layout, exported);
        checkSource(exported.source());
        body.write(layout, encoder(layout), exported.instrument(), exported.json());
        recordedAtNanos = Math.max(recordedAtNanos, exported.recordedAtNanos());
        sink.accept(draft, recordedAtNanos, exported.source());
        if (layout.templateId() == InstrumentDefinedEncoder.TEMPLATE_ID) {
            defined.set(exported.instrument());
        }
        tally.record();
    }

    /** Why the record is no fact of the new tape, empty if it is one. */
    private String skip(MessageLayout layout, ExportedLine exported) {
        if (layout.templateId() == SourceDefinedEncoder.TEMPLATE_ID) {
            learnSource(exported);
        }
        if (layout.templateId() < InstrumentDefinedEncoder.TEMPLATE_ID) {
            return "housekeeping " + layout.name();
        }
        if (layout.templateId() >= FIRST_DERIVED) {
            return "derived " + layout.name();
        }
        return simulated.contains(exported.source()) ? "simulated " + layout.name() : "";
    }

    private void learnSource(ExportedLine exported) {
        if (SourceKind.SIMULATED_VENUE
                .name()
                .equals(exported.json().path("kind").asText())) {
            simulated.add(exported.json().path("name").asText());
        }
    }

    private void checkInstrument(MessageLayout layout, ExportedLine exported) {
        int instrument = exported.instrument();
        if (layout.templateId() == InstrumentDefinedEncoder.TEMPLATE_ID) {
            if (instrument < 1 || instrument > ByInstrument.MAX_ID) {
                throw new BadLine("expected an instrument from 1 to " + ByInstrument.MAX_ID + ", found " + instrument);
            }
        } else if (instrument != 0 && !defined.get(instrument)) {
            throw new BadLine("expected the InstrumentDefined of instrument " + instrument
                    + " on a line before, found none; export it too (-t InstrumentDefined)");
        }
    }

    /** No fact comes from the sequencer, and a tape has room for so many sources only. */
    private void checkSource(String source) {
        if (source.isBlank() || source.equals(SEQUENCER)) {
            throw new BadLine("expected the name of an outside source, found '" + source + "'");
        }
        if (sources.size() >= MOST_SOURCES && !sources.contains(source)) {
            throw new BadLine("expected at most " + MOST_SOURCES + " sources, found one more: '" + source + "'");
        }
        sources.add(source);
    }

    private LayoutEncoder encoder(MessageLayout layout) {
        return encoders.computeIfAbsent(layout.templateId(), id -> new LayoutEncoder(layout));
    }
}
