package io.onetape.journal.tape;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.QueueSink;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.MessageHeaderEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * The records of one source, in its own folder, on their way to the sequencer: appended to by that source alone, numbered by its own dense sourceSequence,
 * chained as a tape is. Single-threaded.
 */
public final class OutboxFolder implements AutoCloseable {
    private final ChainedSink sink;
    private final RollCycle roll;
    private final AppenderLock lock;
    private long number;
    private long nanos = Long.MIN_VALUE;

    private OutboxFolder(ChainedSink sink, RollCycle roll, AppenderLock lock) {
        this.sink = sink;
        this.roll = roll;
        this.lock = lock;
    }

    /** Opens an outbox for appending, or begins it: after its last record, which is read and checked. */
    public static OutboxFolder open(Path folder, RollCycle roll) {
        boolean exists = Files.exists(folder.resolve(Manifest.FILE));
        if (!exists) {
            TapeFolder.create(folder);
        }
        AppenderLock lock = AppenderLock.take(folder);
        boolean done = false;
        try {
            if (!Files.exists(folder.resolve(Manifest.FILE))) {
                new Manifest(0, Numbering.SOURCE_SEQUENCE, roll, MessageHeaderEncoder.SCHEMA_VERSION, Optional.empty())
                        .write(folder);
            }
            OutboxTail.cutLost(folder);
            UnfinishedTail.retireUnborn(folder, Numbering.SOURCE_SEQUENCE);
            RollCycle written = Manifest.read(folder).roll();
            OutboxFolder outbox = open(folder, written, lock);
            done = true;
            return outbox;
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    /** The last number in a folder, whoever appends to it; that of its base if it holds no record, 0 if there is no outbox. */
    public static long lastNumber(Path folder) {
        if (!Files.exists(folder.resolve(Manifest.FILE))) {
            return 0;
        }
        try (TapeReader reader = TapeReader.ofFolder(folder, Numbering.SOURCE_SEQUENCE)) {
            reader.seekLast();
            return reader.number();
        }
    }

    private static OutboxFolder open(Path folder, RollCycle roll, AppenderLock lock) {
        long last = 0;
        long nanos = Long.MIN_VALUE;
        int crc = 0;
        Optional<TimeIndex.Place> place;
        try (TapeReader reader = TapeReader.ofFolder(folder, Numbering.SOURCE_SEQUENCE)) {
            if (reader.seekLast()) {
                nanos = reader.record().recordedAtNanos();
            }
            last = reader.number(); // of an outbox that lost all behind its base, the base's
            crc = reader.crc32c();
            place = reader.place();
        }
        UnfinishedTail.clear(folder, place);
        int openCycle = UnfinishedTail.openCycle(folder, roll, place);
        TimeIndexWriter index = new TimeIndexWriter(folder, roll); // opens nothing before the first record
        QueueSink queue = new QueueSink(folder, roll, FreeSpace.DEFAULT);
        place.ifPresent(at -> queue.goesOnBehind(at.file(), at.documentOffset()));
        ChainedSink sink = new ChainedSink(queue, index, true);
        OutboxFolder outbox = new OutboxFolder(sink, roll, lock);
        outbox.number = last;
        outbox.nanos = openCycle == Integer.MIN_VALUE ? nanos : Math.max(nanos, roll.startNanos(openCycle));
        sink.resume(crc);
        return outbox;
    }

    /** The last number in the outbox, 0 if it is empty. */
    public long lastNumber() {
        return number;
    }

    /** Appends a record whose sourceSequence is the next number. */
    public void append(RecordDraft draft, long atNanos) {
        append(draft.buffer(), draft.length(), draft.sourceSequence(), atNanos);
    }

    /** Appends a record whose sourceSequence is the next number, at its own time. */
    public void append(RecordView record) {
        append(record.buffer(), record.length(), record.sourceSequence(), record.recordedAtNanos());
    }

    private void append(DirectBuffer record, int length, long sourceSequence, long atNanos) {
        if (sourceSequence != number + 1) {
            throw new IllegalStateException(
                    "expected source sequence " + (number + 1) + " for the outbox, found " + sourceSequence);
        }
        long time = Math.max(nanos, atNanos);
        sink.begin(record, length, time).putLong(RecordHeader.SEQUENCE, 0);
        sink.commit(number + 1, time, roll.cycleOf(time));
        nanos = time;
        number++;
    }

    /** Forces what was appended to the disk. */
    public void sync() {
        sink.sync();
    }

    @Override
    public void close() {
        try {
            sink.close();
        } finally {
            lock.close();
        }
    }
}
