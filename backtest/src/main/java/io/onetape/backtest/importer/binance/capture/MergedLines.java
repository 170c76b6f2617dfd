package io.onetape.backtest.importer.binance.capture;

import io.onetape.backtest.importer.ImportRequest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * All lines of a request in one order: those of the recordings as they stand, and before each the lines of the snapshot files that were received at its
 * stamp or earlier, by stamp, at equal stamps by the order in which the files were named. A line without a stamp stays behind the line in front of it.
 * Single-threaded.
 */
public final class MergedLines implements Closeable {
    private final LineSource recordings;
    private final List<LineSource> snapshots = new ArrayList<>(); // each stands on a line
    private boolean recordingsEnded;
    private LineSource current;
    private boolean begun;

    /** {@code read} hears of each piece of the files how many bytes it has. */
    public MergedLines(ImportRequest request, LongConsumer read) throws IOException {
        recordings = new LineSource(request.files(), read);
        current = recordings;
        for (Path file : request.snapshotFiles()) {
            snapshots.add(new LineSource(List.of(file), read));
        }
    }

    /** Moves to the next line of all; false after the last. */
    public boolean next() throws IOException {
        if (!begun) {
            begun = true;
            recordingsEnded = !recordings.next();
            for (LineSource snapshot : List.copyOf(snapshots)) {
                advance(snapshot);
            }
        } else if (current == recordings) {
            recordingsEnded = !recordings.next();
        } else {
            advance(current);
        }
        return choose();
    }

    /** The source that stands on the line. */
    public LineSource current() {
        return current;
    }

    @Override
    public void close() throws IOException {
        for (LineSource snapshot : snapshots) {
            snapshot.close();
        }
        recordings.close();
    }

    private void advance(LineSource snapshot) throws IOException {
        if (!snapshot.next()) {
            snapshots.remove(snapshot);
        }
    }

    private boolean choose() {
        LineSource chosen = recordings;
        long before = recordingsEnded ? Long.MAX_VALUE : recordings.orderNanos();
        for (LineSource snapshot : snapshots) {
            boolean earlier = snapshot.orderNanos() < before;
            if (earlier || (snapshot.orderNanos() == before && chosen == recordings)) {
                chosen = snapshot;
                before = snapshot.orderNanos();
            }
        }
        current = chosen;
        return chosen != recordings || !recordingsEnded;
    }
}
