package io.onetape.backtest.importer.row;

import io.onetape.backtest.importer.Tally;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** The messages of several files by their times; at equal times the file that was named first comes first. A file is open while it is due. Single-threaded. */
final class MergedRows implements Closeable {
    private final List<RowSource> sources = new ArrayList<>();
    private int current = -1;

    /** {@code read} hears of each piece of the files how many bytes it has. */
    MergedRows(List<Path> files, RowFormats formats, LongConsumer read) throws IOException {
        for (Path file : files) {
            sources.add(new RowSource(file, formats, read));
        }
    }

    /** Moves to the next message of all; false after the last. */
    boolean next(Tally tally) throws IOException {
        if (current >= 0) {
            advance(current, tally);
        }
        while (!sources.isEmpty()) {
            current = earliest();
            if (sources.get(current).isOpen()) {
                return true;
            }
            advance(current, tally);
        }
        return false;
    }

    RowSource current() {
        return sources.get(current);
    }

    @Override
    public void close() throws IOException {
        for (RowSource source : sources) {
            source.close();
        }
    }

    private void advance(int index, Tally tally) throws IOException {
        RowSource source = sources.get(index);
        if (!source.next(tally)) {
            source.close();
            sources.remove(index);
        }
    }

    private int earliest() {
        int found = 0;
        for (int i = 1; i < sources.size(); i++) {
            if (sources.get(i).orderNanos() < sources.get(found).orderNanos()) {
                found = i;
            }
        }
        return found;
    }
}
