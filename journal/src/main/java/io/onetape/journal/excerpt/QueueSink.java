package io.onetape.journal.excerpt;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.queue.rollcycles.TestRollCycles;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.chronicle.wire.Wire;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to a Chronicle Queue, whose cycle follows the records' own time and not the wall clock. The caller holds the folder's {@link AppenderLock} and has
 * retired an unborn file. Before it enters another file, or another mebibyte of one, it asks for free space: a full disk would tear an excerpt without a word. The
 * space that the queue keeps behind the end of a file is cut off when the file is finished: a copy or a look then takes as long as the records ask for.
 */
public final class QueueSink implements ExcerptSink {
    /**
     * Bytes that the queue maps at a time; a quarter more overlaps, far more than an excerpt may have. The queue allocates 900 bytes for each: with blocks of 4 MiB
     * that would be a tenth of a byte for each record of 420.
     */
    private static final int BLOCK_BYTES = 64 << 20;

    /** What stays behind a file's end: a reader that is there looks at the next length word. */
    private static final long MARGIN_BYTES = 64 << 10;

    private static final long TIMEOUT_MILLIS = 500;
    private static final int SPACE_CHECK_SHIFT = 20;
    private static final Logger LOG = LoggerFactory.getLogger(QueueSink.class);

    private final File folder;
    private final RollCycle roll;
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final FreeSpace space;
    private final FolderSync disk;
    private @Nullable DocumentContext document;
    private @Nullable Bytes<?> bytes;
    private long nanos;
    private long offset;
    private long writtenNanos;
    private long writtenOffset;
    private long fileEndNanos = Long.MIN_VALUE;
    private long spaceCheckedAt = -1;
    private int length;

    public QueueSink(Path folder, RollCycle roll, FreeSpace space) {
        this.folder = folder.toFile();
        this.roll = roll;
        this.space = space;
        this.disk = new FolderSync(folder);
        space.require(this.folder);
        queue = SingleChronicleQueueBuilder.single(this.folder)
                .rollCycle(chronicle(roll))
                .blockSize(BLOCK_BYTES)
                .timeProvider(() -> nanos / 1_000_000)
                .timeoutMS(TIMEOUT_MILLIS)
                .build();
        appender = queue.createAppender();
    }

    /** Where the last excerpt of an earlier life stands: the room that this one takes behind it is given back like that of its own. */
    public void goesOnBehind(Path file, long documentOffset) {
        int cycle = roll.cycleOf(file);
        writtenNanos = roll.startNanos(cycle);
        writtenOffset = documentOffset;
        fileEndNanos = roll.startNanos(cycle + 1);
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
        offset = position - Integer.BYTES;
        length = excerptLength;
        boolean newFile = atNanos >= fileEndNanos;
        if (newFile || position >>> SPACE_CHECK_SHIFT != spaceCheckedAt) {
            try {
                if (newFile && writtenOffset > 0) {
                    cut(fileOf(writtenNanos), writtenOffset);
                }
                space.require(folder);
            } catch (RuntimeException e) {
                rollback();
                throw e;
            }
            spaceCheckedAt = position >>> SPACE_CHECK_SHIFT;
            fileEndNanos = roll.startNanos(roll.cycleOf(atNanos) + 1);
        }
        return target.addressForWrite(position);
    }

    @Override
    public void commit() {
        open(bytes).writeSkip(length);
        open(document).close();
        writtenNanos = nanos;
        writtenOffset = offset;
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
        disk.sync(); // the appender's own does not wait for the disk
    }

    @Override
    public void close() {
        try {
            appender.close();
        } finally {
            queue.close();
        }
        if (writtenOffset > 0) {
            cut(fileOf(writtenNanos), writtenOffset);
        }
    }

    private Path fileOf(long cycleNanos) {
        return folder.toPath().resolve(roll.name(roll.cycleOf(cycleNanos)) + RollCycle.SUFFIX);
    }

    /** Cuts off the room that a file has behind its end, if it is still there: one that was archived has none. A document begins at {@code from}. */
    private static void cut(Path file, long from) {
        try (CycleFile written = new CycleFile(file)) {
            written.moveTo(from);
            CycleFile.Step step = written.next();
            while (step == CycleFile.Step.EXCERPT) {
                step = written.next(); // the queue's own index may stand behind the last excerpt
            }
            if (step == CycleFile.Step.NOT_READY) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(written.nextOffset() + MARGIN_BYTES);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} was archived meanwhile", file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot cut " + file, e);
        }
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
