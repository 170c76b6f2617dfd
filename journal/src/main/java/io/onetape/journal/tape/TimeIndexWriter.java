package io.onetape.journal.tape;

import io.onetape.journal.excerpt.RollCycle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.jspecify.annotations.Nullable;

/**
 * Notes where every 256th record stands, one small file a cycle: number, time and offset, 24 bytes an entry, zeros behind the last. The files are a cache:
 * {@link TimeIndex} checks what it takes from them, and does without. Single-threaded.
 */
final class TimeIndexWriter implements AutoCloseable {
    /** Folder beside the cycle files. */
    static final String FOLDER = "index";

    static final String SUFFIX = ".idx";
    static final int ENTRY_BYTES = 24;

    private static final int RECORDS_PER_ENTRY = 256;
    private static final int MAP_BYTES = 4096 * ENTRY_BYTES;

    private final Path folder;
    private final RollCycle roll;
    private @Nullable FileChannel channel;
    private @Nullable MappedByteBuffer mapped;
    private long mapStart;
    private int at;
    private int cycle = Integer.MIN_VALUE;
    private int untilEntry;

    TimeIndexWriter(Path queueFolder, RollCycle roll) {
        this.folder = queueFolder.resolve(FOLDER);
        this.roll = roll;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder, e);
        }
    }

    /** A record was appended. */
    void appended(long number, long nanos, int recordCycle, long documentOffset) {
        if (recordCycle != cycle) {
            open(recordCycle);
        }
        if (--untilEntry > 0) {
            return;
        }
        untilEntry = RECORDS_PER_ENTRY;
        MappedByteBuffer buffer = at < MAP_BYTES ? mapped : null;
        if (buffer == null) {
            buffer = mapNext();
        }
        buffer.putLong(at + 16, documentOffset);
        buffer.putLong(at + 8, nanos);
        buffer.putLong(at, number); // last: an entry is there when its number is
        at += ENTRY_BYTES;
    }

    @Override
    public void close() {
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        unmap();
        try {
            open.truncate(mapStart + at);
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the index of " + roll.name(cycle), e);
        }
        channel = null;
    }

    private void open(int newCycle) {
        close();
        cycle = newCycle;
        untilEntry = 0;
        Path file = folder.resolve(roll.name(newCycle) + SUFFIX);
        try {
            FileChannel opened = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = opened;
            // What an earlier writer left is kept up to its last whole map: entries after a kill are zeros from
            // somewhere on.
            mapStart = TimeIndex.usedBytes(opened);
            at = MAP_BYTES;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
        mapStart -= MAP_BYTES;
    }

    private MappedByteBuffer mapNext() {
        unmap();
        mapStart += at;
        FileChannel open = channel;
        if (open == null) {
            throw new IllegalStateException("no index is open");
        }
        try {
            MappedByteBuffer buffer = open.map(FileChannel.MapMode.READ_WRITE, mapStart, MAP_BYTES);
            buffer.order(ByteOrder.LITTLE_ENDIAN);
            mapped = buffer;
            at = 0;
            return buffer;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot extend the index of " + roll.name(cycle), e);
        }
    }

    private void unmap() {
        MappedByteBuffer old = mapped;
        if (old != null) {
            mapped = null;
            IoUtil.unmap(old);
        }
    }
}
