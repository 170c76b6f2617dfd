package io.onetape.journal.excerpt;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.queue.rollcycles.TestRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a Chronicle Queue, whose cycle follows the records' own time and not the wall clock. The caller holds the folder's {@link AppenderLock} and has
 * retired an unborn file. Before it enters another file, or another mebibyte of one, it asks for free space: a full disk would tear an excerpt without a word.
 */
public final class QueueSink implements ExcerptSink {
    /** Bytes that the queue maps at a time; a quarter more overlaps, which bounds an excerpt. */
    private static final int BLOCK_BYTES = 4 << 20;

    private static final long TIMEOUT_MILLIS = 500;
    private static final int SPACE_CHECK_SHIFT = 20;

    private final Path folder;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final FreeSpace space;
    private @Nullable DocumentContext document;
    private @Nullable Bytes<?> bytes;
    private long nanos;
    private long offset;
    private long spaceCheckedAt = -1;
    private int length;

    public QueueSink(Path folder, RollCycle roll, FreeSpace space) {
        this.folder = folder;
        this.space = space;
        space.require(folder);
        queue = SingleChronicleQueueBuilder.single(folder.toFile())
                .rollCycle(chronicle(roll))
                .blockSize(BLOCK_BYTES)
                .timeProvider(() -> nanos / 1_000_000)
                .timeoutMS(TIMEOUT_MILLIS)
                .build();
        appender = queue.createAppender();
    }

    @Override
    public long begin(int excerptLength, long atNanos) {
        if (excerptLength > CycleFile.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "expected a record of at most " + CycleFile.MAX_LENGTH + " bytes, found " + excerptLength);
        }
        nanos = atNanos;
        DocumentContext context = appender.writingDocument();
        document = context;
        Wire wire = context.wire();
        if (wire == null) {
            throw new IllegalStateException("the queue gave a document without a wire");
        }
        Bytes<?> target = wire.bytes();
        bytes = target;
        long position = target.writePosition();
        boolean newFile = position <= offset;
        offset = position - Integer.BYTES;
        length = excerptLength;
        if (newFile || position >>> SPACE_CHECK_SHIFT != spaceCheckedAt) {
            checkSpace(position >>> SPACE_CHECK_SHIFT);
        }
        return target.addressForWrite(position);
    }

    @Override
    public void commit() {
        open(bytes).writeSkip(length);
        open(document).close();
    }

    @Override
    public void rollback() {
        DocumentContext context = open(document);
        context.rollbackOnClose();
        context.close();
    }

    @Override
    public long documentOffset() {
        return offset;
    }

    @Override
    public void sync() {
        appender.sync();
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }

    private void checkSpace(long mebibyte) {
        spaceCheckedAt = -1; // asked again by the next record, should this one not fit
        try {
            space.require(folder);
        } catch (RuntimeException e) {
            rollback();
            throw e;
        }
        spaceCheckedAt = mebibyte;
    }

    private static <T> T open(@Nullable T begun) {
        if (begun == null) {
            throw new IllegalStateException("begin first");
        }
        return begun;
    }

    private static net.openhft.chronicle.queue.RollCycle chronicle(RollCycle roll) {
        return switch (roll) {
            case SECOND -> TestRollCycles.TEST_SECONDLY;
            case HOUR -> LargeRollCycles.LARGE_HOURLY;
            case DAY -> LargeRollCycles.LARGE_DAILY;
        };
    }
}
