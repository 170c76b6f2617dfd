package io.onetape.journal.tape;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.DamagedExcerptException;
import io.onetape.journal.excerpt.QueueHeader;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks behind the last record that a reader reached, in the file where it stopped and in those after it. A damaged length word ends a reader early and
 * silently; what lies behind it gives it away, and so does the queue's own note of what it wrote last. Only what a killed appender leaves is let pass: the
 * bytes of one document, with a length word that says that it is being written, or that is not there yet. Of use only while nobody appends. Single-threaded.
 */
final class TailScan {
    private static final int BEING_WRITTEN = 0x8000_0000;
    private static final int WORD = Integer.BYTES;
    private static final int MAX_TEMPLATE = 1 << 10;

    private final Path folder;
    private final Numbering numbering;
    private final long last;
    private final boolean closed;
    private final RecordView view = new RecordView();
    private Path lastFile = Path.of("");
    private long lastDocument;
    private boolean passesNotes;
    private boolean notedMore;

    /** Behind the record with the number {@code last}, 0 if the reader reached none; {@code closed} if the appender was not killed. */
    TailScan(Path folder, Numbering numbering, long last, boolean closed) {
        this.folder = folder;
        this.numbering = numbering;
        this.last = last;
        this.closed = closed;
    }

    /** The record with the number {@code last} stands there: what is before it needs no second look. */
    TailScan after(Path file, long documentOffset) {
        lastFile = file;
        lastDocument = documentOffset;
        return this;
    }

    /** That a file's header knows of more than the file holds is let pass: {@link #notedMore} tells. */
    TailScan passingNotes() {
        passesNotes = true;
        return this;
    }

    /** True if a file's header names a document behind the last one: what stood there is lost. */
    boolean notedMore() {
        return notedMore;
    }

    /** Throws {@link DamagedTapeException} at the number after the last if there was more. */
    void run() {
        List<Path> files = new CycleFiles(folder).all();
        for (int i = files.size() - 1; i >= 0; i--) {
            try (CycleFile file = new CycleFile(files.get(i))) {
                if (scan(file)) {
                    return;
                }
            } catch (DamagedExcerptException e) {
                throw new DamagedTapeException(last + 1, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Scans one file; true if the last record is in it, so that earlier files need no look. */
    private boolean scan(CycleFile file) {
        boolean found = false;
        long end = 0;
        if (file.path().equals(lastFile)) {
            file.moveTo(lastDocument);
        }
        CycleFile.Step step = file.next();
        while (step == CycleFile.Step.EXCERPT) {
            found = true;
            end = file.nextOffset();
            step = file.next();
        }
        long stop = file.nextOffset();
        if (step == CycleFile.Step.NOT_READY && file.wordAt(stop) != BEING_WRITTEN) {
            throw damaged(file, stop, "a length word that is not ready");
        }
        long written = QueueHeader.lastWritten(file);
        if (stop > 0 && written >= stop) { // in an unborn file the header has no meaning yet
            if (!passesNotes) {
                throw damaged(file, written, "a record, says the file's header,");
            }
            notedMore = true;
        }
        boolean unfinished = !closed && step != CycleFile.Step.END;
        long used = file.usedEnd(end);
        scanForRecords(file, end, used, unfinished ? stop : -1);
        if (!unfinished && step != CycleFile.Step.END && used > stop) {
            throw damaged(file, used - 1, "something");
        }
        return found;
    }

    private void scanForRecords(CycleFile file, long from, long used, long unfinished) {
        for (long at = from; at < used; at += WORD) {
            long address = at == unfinished ? 0 : file.addressOf(at + WORD, RecordHeader.LENGTH);
            if (address != 0 && isRecord(view.wrap(address, RecordHeader.LENGTH))) {
                throw damaged(file, at, "a record with " + numbering.fieldName() + " " + numbering.of(view));
            }
        }
    }

    /** True of a header that is whole and belongs behind the last record. Other bytes do not look so by chance. */
    private boolean isRecord(RecordView header) {
        return header.schemaId() == RecordHeader.SCHEMA_ID
                && numbering.of(header) > last
                && header.sourceSequence() > 0
                && header.templateId() > 0
                && header.templateId() < MAX_TEMPLATE
                && header.source() < Source.MAX_SOURCES
                && header.recordedAtNanos() > 0
                && header.causedBy() >= 0
                && header.correlation() >= 0
                && header.buffer().getInt(RecordHeader.RESERVED) == 0;
    }

    private DamagedTapeException damaged(CycleFile file, long offset, String found) {
        return new DamagedTapeException(
                last + 1,
                found + " at offset " + offset + " of " + file.path().getFileName()
                        + ", behind the end of what can be read");
    }
}
