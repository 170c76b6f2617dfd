package io.onetape.tools.lake;

import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.MessageHeaderDecoder;
import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.folder.Folders;
import io.onetape.tools.folder.PartialFolder;
import io.onetape.tools.select.FilterOptions;
import io.onetape.tools.select.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Writes the records of a tape that pass the filters as a folder of Parquet files, all or nothing. Reads the tape twice: for its hash, and for the rows. Memory does
 * not grow with the tape. Single-threaded; one use.
 */
public final class LakeExport {
    /** Some 100 to 250 MB of levels. */
    private static final long ROWS_OF_PART = 12_000_000;

    private final TapeFolder tape;
    private final FilterOptions filters;
    private final Console console;
    private final long rowsOfPart;
    private String tapeHash = "";
    private String selection = "";
    private long lastSequence;
    private long first;
    private long last;
    private long records;
    private long unknown;

    public LakeExport(TapeFolder tape, FilterOptions filters, Console console) {
        this(tape, filters, console, ROWS_OF_PART);
    }

    LakeExport(TapeFolder tape, FilterOptions filters, Console console, long rowsOfPart) {
        this.tape = tape;
        this.filters = filters;
        this.console = console;
        this.rowsOfPart = rowsOfPart;
    }

    /**
     * Writes the folder, or nothing: false if it holds this export already. Throws {@link io.onetape.journal.tape.NotEmptyException} if it holds anything else.
     */
    public boolean writeTo(Path folder) throws IOException {
        readHash();
        selection = readSelection();
        if (LakeManifest.isOf(folder, tapeHash, selection)) {
            return false;
        }
        try (PartialFolder partial = new PartialFolder(folder, console)) {
            write(partial.path()).write(partial.path());
            partial.complete();
        }
        return true;
    }

    /** Records that were exported. */
    public long records() {
        return records;
    }

    /** Records of a newer schema, which no folder has columns for. */
    public long unknown() {
        return unknown;
    }

    private LakeManifest write(Path folder) throws IOException {
        LakeSchema schema = new LakeSchema();
        Path spill = folder.resolve("spill");
        LakeManifest manifest;
        try (Selection selected = new Selection(tape, filters, console);
                CauseTimes causes = new CauseTimes(tape);
                LakeParts parts = new LakeParts(folder, spill, rowsOfPart)) {
            LakeRows rows = new LakeRows(schema, selected.references(), parts, causes);
            selected.forEach("export", record -> add(record, rows));
            parts.finish();
            manifest = new LakeManifest(
                    MessageHeaderDecoder.SCHEMA_VERSION,
                    tape.manifest().tapeId(),
                    tapeHash,
                    filters.typed(),
                    selection,
                    first,
                    last,
                    records,
                    unknown,
                    parts.rows(),
                    parts.written());
        } catch (SQLException e) {
            throw new LakeException(e);
        }
        if (Files.exists(spill)) {
            Folders.delete(spill);
        }
        return manifest;
    }

    private void add(RecordView record, LakeRows rows) {
        if (record.sequence() > lastSequence) {
            return; // appended since the hash was taken
        }
        if (Schema.tape().message(record.templateId()).isEmpty()) {
            unknown++;
            return;
        }
        rows.add(record);
        first = records == 0 ? record.sequence() : first;
        last = record.sequence();
        records++;
    }

    private String readSelection() {
        try (Selection selected = new Selection(tape, filters, console)) {
            return selected.meaning(lastSequence);
        }
    }

    private void readHash() {
        RecordHash hash = new RecordHash();
        StoredTape read = tape;
        long total = Math.max(1, tape.lastIndexed());
        try (TapeReader reader = read.reader();
                Progress progress = new Progress(console, "hash", total, true)) {
            while (reader.next()) {
                hash.add(reader.record());
                progress.at(reader.number());
            }
            lastSequence = reader.number();
        }
        tapeHash = hash.finish();
    }
}
