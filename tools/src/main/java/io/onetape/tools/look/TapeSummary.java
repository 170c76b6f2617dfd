package io.onetape.tools.look;

import io.onetape.journal.layout.Schema;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.detail.FeedLatency;
import io.onetape.tools.select.TapeEnd;
import io.onetape.tools.select.TapeEnds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a tape holds: its ends, and, if it was scanned, its records by type and its clocks. Single-threaded. */
final class TapeSummary {
    private final long[] byTemplate = new long[1 << 16];
    private final Instruments instruments = new Instruments();
    private final Sources sources = new Sources();
    private final ClockStatistics clock = new ClockStatistics();
    private long firstSequence;
    private long firstNanos;
    private long lastSequence;
    private long lastNanos;
    private long bytes;
    private boolean scanned;

    /** Of {@code tape}; if it has more than {@code scanLimit} records, of its first record and its newest cycle, which opens with all that was defined before. */
    static TapeSummary of(TapeFolder tape, long scanLimit, Console console) {
        TapeSummary summary = new TapeSummary();
        TapeEnds ends = TapeEnds.of(tape);
        summary.lastSequence = ends.lastSequence();
        summary.lastNanos = ends.lastNanos();
        summary.scanned = ends.lastSequence() <= scanLimit;
        try (TapeReader reader = tape.reader();
                Progress progress = new Progress(console, "info", ends.lastSequence(), true)) {
            if (summary.scanned) {
                summary.scan(reader, progress);
            } else {
                summary.readNewestCycle(reader, ends, progress);
            }
            new TapeEnd(tape).require(reader);
        }
        return summary;
    }

    private void scan(TapeReader reader, Progress progress) {
        FeedLatency latency = new FeedLatency();
        while (reader.next()) {
            RecordView record = reader.record();
            first(record);
            define(record);
            byTemplate[record.templateId()]++;
            bytes += record.length();
            clock.add(latency.of(record));
            progress.at(reader.number());
        }
    }

    private void readNewestCycle(TapeReader reader, TapeEnds ends, Progress progress) {
        if (ends.damage().isPresent()) {
            throw ends.damage().get();
        }
        if (reader.next()) {
            first(reader.record());
        }
        reader.seekLastCycle();
        while (reader.next()) {
            define(reader.record());
            progress.at(reader.number());
        }
    }

    private void first(RecordView record) {
        if (firstSequence == 0) {
            firstSequence = record.sequence();
            firstNanos = record.recordedAtNanos();
        }
    }

    private void define(RecordView record) {
        sources.apply(record);
        instruments.apply(record);
        lastSequence = record.sequence();
        lastNanos = record.recordedAtNanos();
    }

    /** True if all records were looked at. */
    boolean isScanned() {
        return scanned;
    }

    long records() {
        return lastSequence == 0 ? 0 : lastSequence - firstSequence + 1;
    }

    long firstSequence() {
        return firstSequence;
    }

    long lastSequence() {
        return lastSequence;
    }

    long firstNanos() {
        return firstNanos;
    }

    long lastNanos() {
        return lastNanos;
    }

    /** Bytes of all records, headers included. */
    long bytes() {
        return bytes;
    }

    ClockStatistics clock() {
        return clock;
    }

    /** The shortest names that tell the instruments from each other, by id. */
    List<String> instruments() {
        List<Instrument> all = instruments.all();
        return all.stream().map(one -> one.nameAmong(all)).toList();
    }

    /** Names of those whose tick and lot size are inferred from a recording. */
    List<String> inferred() {
        return instruments.all().stream()
                .filter(Instrument::inferred)
                .map(one -> one.nameAmong(instruments.all()))
                .toList();
    }

    Sources sources() {
        return sources;
    }

    /** Records by the type's name, sorted by it. */
    Map<String, Long> byType() {
        Map<String, Long> byType = new TreeMap<>();
        for (int template = 0; template < byTemplate.length; template++) {
            if (byTemplate[template] > 0) {
                byType.put(Schema.tape().nameOf(template), byTemplate[template]);
            }
        }
        return byType;
    }
}
