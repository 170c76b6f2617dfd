package io.onetape.journal.tape;

import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.QueueSink;
import io.onetape.journal.record.RecordCrc;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.nio.file.Path;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a copy of a tape or an outbox into a folder that holds none: records as they stand, with their numbers, times and checksums. Each must follow the one
 * before and be chained to it. Single-threaded.
 */
public final class VerbatimWriter implements AutoCloseable {
    private final Path folder;
    private final Manifest manifest;
    private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
    private @Nullable QueueSink sink;
    private @Nullable TimeIndexWriter index;
    private long number;
    private int crc;

    /** Goes on behind a record with this number and checksum, which is elsewhere; 0 and 0 if there is none. */
    public VerbatimWriter(Path folder, Manifest manifest, long number, int crc32c) {
        this.folder = folder;
        this.manifest = manifest;
        this.number = number;
        this.crc = crc32c;
    }

    /** Appends a record; throws {@link DamagedTapeException} if it is not the next one. */
    public void append(RecordView record) {
        int length = record.length();
        long found = manifest.numbering().of(record);
        if (found != number + 1) {
            throw new DamagedTapeException(
                    number + 1,
                    "expected " + manifest.numbering().fieldName() + " " + (number + 1) + ", found " + found);
        }
        if (RecordCrc.compute(crc, record.buffer().addressOffset(), length) != record.crc32c()) {
            throw new DamagedTapeException(number + 1, "the checksum does not match");
        }
        long nanos = record.recordedAtNanos();
        QueueSink to = open();
        target.wrap(to.begin(length, nanos), length);
        target.putBytes(0, record.buffer(), 0, length);
        to.commit();
        TimeIndexWriter notes = index;
        if (notes != null) {
            notes.appended(found, nanos, manifest.roll().cycleOf(nanos), to.documentOffset());
        }
        number = found;
        crc = record.buffer().getInt(RecordHeader.CRC32C);
    }

    /** The last record's number. */
    public long number() {
        return number;
    }

    /** The last record's checksum. */
    public int crc32c() {
        return crc;
    }

    /** Forces everything to the disk and writes the manifest, which makes the folder a tape, closed cleanly, or an outbox. */
    public void finish() {
        QueueSink to = sink;
        if (to != null) {
            to.sync();
        }
        close();
        boolean noted = manifest.numbering() == Numbering.SEQUENCE;
        manifest.withEnd(noted ? Optional.of(new Manifest.End(number, crc)) : Optional.empty())
                .write(folder);
    }

    @Override
    public void close() {
        QueueSink to = sink;
        sink = null;
        if (to != null) {
            to.close();
        }
        TimeIndexWriter notes = index;
        index = null;
        if (notes != null) {
            notes.close();
        }
    }

    private QueueSink open() {
        QueueSink open = sink;
        if (open == null) {
            open = new QueueSink(folder, manifest.roll(), FreeSpace.DEFAULT);
            sink = open;
            index = new TimeIndexWriter(folder, manifest.roll());
        }
        return open;
    }
}
