package io.onetape.journal.verify;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Looks behind the last record that a reader reached, in the file where it stopped and in those after it. A damaged length word ends a reader early and
 * silently; what lies behind it gives it away. Only what a killed appender leaves is let pass: one document that was begun and not finished.
 */
final class TailScan {
    private static final int BEING_WRITTEN = 0x8000_0000;
    private static final int WORD = Integer.BYTES;
    private static final int PIECE_BYTES = 1 << 20;

    private final TapeFolder tape;
    private final long last;
    private final UnsafeBuffer piece = new UnsafeBuffer(0, 0);
    private final RecordView view = new RecordView();

    TailScan(TapeFolder tape, long lastSequence) {
        this.tape = tape;
        this.last = lastSequence;
    }

    /** Throws {@link DamagedTapeException} at the sequence after the last if there was more. */
    void run() {
        List<Path> files = new CycleFiles(tape.folder()).all();
        for (int i = files.size() - 1; i >= 0; i--) {
            try (CycleFile file = new CycleFile(files.get(i))) {
                if (scan(file)) {
                    return;
                }
            }
        }
    }

    /** Scans one file; true if the last record is in it, so that earlier files need no look. */
    private boolean scan(CycleFile file) {
        boolean found = false;
        long lastEnd = 0;
        CycleFile.Step step = file.next();
        while (step == CycleFile.Step.EXCERPT) {
            found = true;
            lastEnd = file.nextOffset();
            step = file.next();
        }
        long stop = file.nextOffset();
        int word = file.wordAt(stop);
        if (found || word != 0) {
            boolean inProgress = word == BEING_WRITTEN;
            if (step == CycleFile.Step.NOT_READY && !inProgress) {
                throw damaged(file, stop, "a length word that is not ready");
            }
            scanForRecords(file, lastEnd, inProgress ? stop : -1);
        }
        if (found && step == CycleFile.Step.NOTHING) {
            requireZeros(file, stop);
        }
        return found;
    }

    private void scanForRecords(CycleFile file, long from, long inProgress) {
        long end = file.size() - RecordHeader.LENGTH - WORD;
        for (long at = from; at <= end; at += WORD) {
            if (at == inProgress) {
                continue;
            }
            long address = file.addressOf(at + WORD, RecordHeader.LENGTH);
            if (address == 0) {
                return;
            }
            view.wrap(address, RecordHeader.LENGTH);
            if (view.schemaId() == RecordHeader.SCHEMA_ID && view.sequence() > last && view.sourceSequence() > 0) {
                throw damaged(file, at, "a record with sequence " + view.sequence());
            }
        }
    }

    private void requireZeros(CycleFile file, long from) {
        long size = file.size();
        for (long at = from; at < size; at += PIECE_BYTES) {
            int length = (int) Math.min(PIECE_BYTES, size - at);
            piece.wrap(file.addressOf(at, length), length);
            for (int i = 0; i < length; i++) {
                if (piece.getByte(i) != 0) {
                    throw damaged(file, at + i, "bytes behind the last record");
                }
            }
        }
    }

    private DamagedTapeException damaged(CycleFile file, long offset, String found) {
        return new DamagedTapeException(
                last + 1,
                found + " at offset " + offset + " of " + file.path().getFileName()
                        + ", behind the end of what can be read");
    }
}
