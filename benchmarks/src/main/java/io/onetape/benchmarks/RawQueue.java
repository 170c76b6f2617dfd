package io.onetape.benchmarks;

import io.onetape.journal.record.RecordDraft;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;

/** Chronicle Queue as its own documentation uses it, with the roll cycle, block size and source of time of a tape: what the tape is measured against. */
public final class RawQueue implements AutoCloseable {
    private static final int BLOCK_BYTES = 64 << 20;

    private final ChronicleQueue queue;
    private final Bytes<Void> record = Bytes.allocateDirect(4096);
    private long millis = Load.START_NANOS / 1_000_000;

    private RawQueue(Path folder, boolean readOnly) {
        queue = SingleChronicleQueueBuilder.single(folder.toFile())
                .rollCycle(LargeRollCycles.LARGE_HOURLY)
                .blockSize(BLOCK_BYTES)
                .timeProvider(() -> millis)
                .readOnly(readOnly)
                .build();
    }

    static RawQueue forAppending(Path folder) {
        return new RawQueue(folder, false);
    }

    /** Over the files of a tape or an outbox. */
    public static RawQueue forReading(Path folder) {
        return new RawQueue(folder, true);
    }

    ExcerptAppender appender() {
        return queue.createAppender();
    }

    public ExcerptTailer tailer() {
        return queue.createTailer();
    }

    /** What {@link #append} appends. */
    void prepare(RecordDraft draft) {
        record.clear();
        for (int i = 0; i < draft.length(); i++) {
            record.writeByte(draft.buffer().getByte(i));
        }
    }

    void append(ExcerptAppender appender) {
        try (DocumentContext document = appender.writingDocument()) {
            wire(document).bytes().write(record, 0L, record.readRemaining());
        }
    }

    /** Reads the next record's first and last eight bytes, so that it is touched; throws if there is none. */
    public static long read(ExcerptTailer tailer) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                throw new IllegalStateException("expected another record");
            }
            Bytes<?> bytes = wire(document).bytes();
            return bytes.readLong(bytes.readPosition()) ^ bytes.readLong(bytes.readLimit() - Long.BYTES);
        }
    }

    private static Wire wire(DocumentContext document) {
        Wire wire = document.wire();
        if (wire == null) {
            throw new IllegalStateException("expected a document with a wire");
        }
        return wire;
    }

    @Override
    public void close() {
        queue.close();
        record.releaseLast();
    }
}
