package io.onetape.journal.excerpt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.BufferUtil;

/**
 * The cycle files of a folder as they are now, each mapped once as a whole, read-only, for any number of cursors on any threads. What has been read and checked is walked without further
 * checks, and no record moves: an address is good for as long as this object, or a cursor over it, is held; then the collector unmaps. A file may grow or be cut behind what it holds meanwhile.
 */
public final class MappedCycles {
    /** No mapping is longer than what an int can say. */
    private static final long WINDOW = 1L << 30;

    /** Windows overlap by more than the longest document: each stands in one of them as a whole. */
    private static final long OVERLAP = 2L * CycleFile.MAX_LENGTH;

    private final List<Cycle> cycles = new ArrayList<>();

    /** One file: its windows begin at multiples of {@code length}. */
    record Cycle(Path file, List<MappedByteBuffer> windows, long length, long size) {
        /** To be added to an offset in the file that lies in this window. */
        long shift(int window) {
            return BufferUtil.address(windows.get(window)) - window * length;
        }
    }

    /** Maps the files that there are. Archived ones are unpacked and checked first. */
    public MappedCycles(Path folder) {
        this(folder, WINDOW);
    }

    MappedCycles(Path folder, long window) {
        CycleFiles files = new CycleFiles(folder);
        Optional<Path> file = files.after(Path.of(""));
        while (file.isPresent()) {
            cycles.add(map(file.get(), window));
            file = files.after(file.get());
        }
    }

    List<Cycle> cycles() {
        return cycles;
    }

    private static Cycle map(Path file, long window) {
        try (FileChannel channel = CycleFile.open(file)) {
            List<MappedByteBuffer> windows = new ArrayList<>();
            long size = channel.size();
            for (long from = 0; from < size; from += window) {
                windows.add(channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(size - from, window + OVERLAP)));
            }
            return new Cycle(file, windows, window, size);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }
}
