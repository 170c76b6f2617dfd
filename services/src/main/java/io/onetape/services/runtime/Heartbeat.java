package io.onetape.services.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** How often a process has turned its parts, in a mapped file that its supervisor reads. One writer. */
final class Heartbeat implements AutoCloseable {
    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;

    private Heartbeat(MappedByteBuffer mapped) {
        this.mapped = mapped;
        this.buffer = new UnsafeBuffer(mapped);
    }

    /** Opens the file of a process, or creates it. */
    static Heartbeat open(RunPaths paths, String process) {
        Path file = paths.control().resolve(process + ".beat");
        try {
            Files.createDirectories(paths.control());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return new Heartbeat(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }

    void beat() {
        buffer.putLongOrdered(0, buffer.getLong(0) + 1);
    }

    long beats() {
        return buffer.getLongVolatile(0);
    }

    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
