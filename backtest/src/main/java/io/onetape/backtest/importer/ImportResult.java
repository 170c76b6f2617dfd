package io.onetape.backtest.importer;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The account of an import: {@code lines = records + joined + rejects + the sum of skipped}, always.
 *
 * @param records lines that became a record; InstrumentDefined records come on top
 * @param joined lines that are a further part of the record of a line before
 * @param skipped lines that are no market fact of ours, by reason
 * @param instruments InstrumentDefined records written
 * @param firstRejects the first few rejects, in order
 * @param symbols what was found; of a finished import only
 */
public record ImportResult(
        long lines,
        long records,
        long joined,
        long rejects,
        SortedMap<String, Long> skipped,
        long instruments,
        List<Reject> firstRejects,
        ImportedSymbols symbols) {
    public ImportResult {
        skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
        firstRejects = List.copyOf(firstRejects);
        long accounted = records
                + joined
                + rejects
                + skipped.values().stream().mapToLong(n -> n).sum();
        if (lines != accounted) {
            throw new IllegalStateException("expected " + lines + " lines accounted for, found " + accounted);
        }
    }

    /** The same with what was found. */
    public ImportResult with(ImportedSymbols found) {
        return new ImportResult(lines, records, joined, rejects, skipped, instruments, firstRejects, found);
    }

    /** One line for people: {@code 1536 lines: 1468 records, 0 rejects, 68 skipped (connection 1, event kline 67)}. */
    public String summary() {
        StringJoiner reasons = new StringJoiner(", ", " (", ")").setEmptyValue("");
        long sum = 0;
        for (var reason : skipped.entrySet()) {
            reasons.add(reason.getKey() + " " + reason.getValue());
            sum += reason.getValue();
        }
        String more = joined == 0 ? "" : joined + " joined, ";
        return lines + " lines: " + records + " records, " + more + rejects + " rejects, " + sum + " skipped" + reasons;
    }
}
