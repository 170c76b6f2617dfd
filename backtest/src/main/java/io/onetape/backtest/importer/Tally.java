package io.onetape.backtest.importer;

import io.onetape.backtest.importer.line.LineReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what became of every line and keeps the rejected ones. Single-threaded; closing finishes the reject file. */
public final class Tally implements Closeable {
    private static final int REJECTS_SHOWN = 10;
    private static final int REASONS = 100;

    private final boolean strict;
    private final Optional<RejectFile> rejectFile;
    private final Map<String, long[]> skipped = new HashMap<>(); // sorted when it is read
    private final List<Reject> firstRejects = new ArrayList<>();
    private long lines;
    private long records;
    private long joined;
    private long rejects;
    private long instruments;

    /** Nothing counted yet; {@code rejectFile} is where rejected lines are kept, if anywhere. */
    public Tally(boolean strict, Optional<Path> rejectFile) throws IOException {
        this.strict = strict;
        this.rejectFile = rejectFile.isPresent() ? Optional.of(new RejectFile(rejectFile.get())) : Optional.empty();
    }

    /** The line became a record. */
    public void record() {
        lines++;
        records++;
    }

    /** So many lines are further parts of a record. */
    public void joined(int more) {
        lines += more;
        joined += more;
    }

    /** An InstrumentDefined was written, besides what became of the line. */
    public void instrument() {
        instruments++;
    }

    /** The line is no market fact of ours. Reasons beyond the first hundred different ones count as "other". */
    public void skip(String reason) {
        skip(reason, 1);
    }

    /** So many lines are no market fact of ours. */
    public void skip(String reason, int more) {
        lines += more;
        long[] count = skipped.get(reason);
        if (count == null) {
            String name = skipped.size() < REASONS ? reason : "other";
            count = skipped.computeIfAbsent(name, n -> new long[1]);
        }
        count[0] += more;
    }

    /**
     * The line is not what it should be.
     *
     * @throws RejectedLineException if the import is strict
     */
    public void reject(LineReader line, String reason) throws IOException {
        lines++;
        rejects++;
        Reject reject = new Reject(line.file().toString(), line.number(), reason);
        if (firstRejects.size() < REJECTS_SHOWN) {
            firstRejects.add(reject);
        }
        if (rejectFile.isPresent()) {
            rejectFile.get().write(reject, line.bytes(), line.from(), line.to());
        }
        if (strict) {
            throw new RejectedLineException(reject, result());
        }
    }

    public ImportResult result() {
        TreeMap<String, Long> sorted = new TreeMap<>();
        skipped.forEach((reason, count) -> sorted.put(reason, count[0]));
        return new ImportResult(
                lines, records, joined, rejects, sorted, instruments, firstRejects, ImportedSymbols.NONE);
    }

    @Override
    public void close() throws IOException {
        if (rejectFile.isPresent()) {
            rejectFile.get().close();
        }
    }
}
