package io.onetape.journal.verify;

import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.record.RecordCrc;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CycleStartedDecoder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records behind a damage that can be proven good. A record is proven by the checksum before it: that of a proven record, the one that the bytes of a
 * damaged record still hold, or the one that a CycleStarted names. So the damaged record itself is lost, the one after it is proven if the damaged one's own
 * checksum field is good, and otherwise is lost too. Single-threaded.
 */
final class SalvageReader implements AutoCloseable {
    private static final int WORD = Integer.BYTES;

    /** The checksum that it names must be in it. */
    private static final int SHORTEST_CYCLE_STARTED = RecordHeader.LENGTH
            + CycleStartedDecoder.previousCrc32cEncodingOffset()
            + CycleStartedDecoder.previousCrc32cEncodingLength();

    private final List<Path> files;
    private final RecordView candidate = new RecordView();
    private final RecordView record = new RecordView();
    private final CycleStartedDecoder cycleStarted = new CycleStartedDecoder();
    private int nextFile;
    private @Nullable CycleFile file;
    private long at;
    private long last;
    private int lastCrc;
    private boolean chained;

    /** Starts behind the record before {@code firstDamaged}. */
    SalvageReader(Path folder, long firstDamaged) {
        this.files = new CycleFiles(folder).all();
        this.last = firstDamaged - 1;
    }

    /** Goes to the next record that can be proven; false at the end. */
    boolean next() {
        while (true) {
            CycleFile open = file;
            if (open == null) {
                if (nextFile == files.size()) {
                    return false;
                }
                open = new CycleFile(files.get(nextFile++));
                file = open;
                at = 0;
            }
            if (findIn(open)) {
                return true;
            }
            open.close();
            file = null;
        }
    }

    RecordView record() {
        return record;
    }

    @Override
    public void close() {
        CycleFile open = file;
        if (open != null) {
            file = null;
            open.close();
        }
    }

    private boolean findIn(CycleFile open) {
        long end = open.size() - RecordHeader.LENGTH - WORD;
        while (at <= end) {
            int length = lengthAt(open, at);
            if (length == 0) {
                at += WORD;
                continue;
            }
            long document = at;
            at += WORD;
            if (prove(open, document, length)) {
                at = document + WORD + ((length + WORD - 1) & -WORD);
                return true;
            }
        }
        return false;
    }

    /** The length of what may be a record that comes after the last one, 0 if none can be here. */
    private int lengthAt(CycleFile open, long document) {
        int length = open.wordAt(document);
        if (length < RecordHeader.LENGTH || length > CycleFile.MAX_LENGTH) {
            return 0;
        }
        long address = open.addressOf(document + WORD, length);
        if (address == 0) {
            return 0;
        }
        candidate.wrap(address, length);
        boolean tooShort = candidate.templateId() == CycleStartedDecoder.TEMPLATE_ID && length < SHORTEST_CYCLE_STARTED;
        return candidate.schemaId() == RecordHeader.SCHEMA_ID && candidate.sequence() > last && !tooShort ? length : 0;
    }

    private boolean prove(CycleFile open, long document, int length) {
        long address = open.addressOf(document + WORD, length);
        candidate.wrap(address, length);
        boolean cycleBegins = candidate.templateId() == CycleStartedDecoder.TEMPLATE_ID;
        int before = cycleBegins ? (int) candidate.decode(cycleStarted).previousCrc32c() : lastCrc;
        boolean proven = (cycleBegins || chained) && RecordCrc.compute(before, address, length) == candidate.crc32c();
        // Proven or not, its checksum field is what the record behind it is chained to.
        lastCrc = candidate.crc32c();
        chained = true;
        if (proven) {
            record.wrap(address, length);
            last = candidate.sequence();
        }
        return proven;
    }
}
