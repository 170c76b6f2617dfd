package io.onetape.journal.sequencer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How far a service has come, in a small mapped file that other processes read: the sequence that it has consumed through, and the last number that it had
 * emitted by then. After a kill it says what was true before. One writer.
 */
public final class Progress implements AutoCloseable {
    private static final int CONSUMED = 0;
    private static final int EMITTED = 64; // a cache line of its own
    private static final int BYTES = 128;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;

    private Progress(MappedByteBuffer mapped) {
        this.mapped = mapped;
        this.buffer = new UnsafeBuffer(mapped);
    }

    /** Opens the file, or creates it. */
    public static Progress open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the folder of " + file, e);
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Progress(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }

    /** Everything up to {@code sequence} is consumed, and what follows from it has numbers up to {@code emitted}. */
    public void publish(long sequence, long emitted) {
        buffer.putLongOrdered(EMITTED, emitted);
        buffer.putLongOrdered(CONSUMED, sequence);
    }

    /** Read this before {@link #emitted}: what is emitted is then at least what follows from it. */
    public long consumed() {
        return buffer.getLongVolatile(CONSUMED);
    }

    public long emitted() {
        return buffer.getLongVolatile(EMITTED);
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
