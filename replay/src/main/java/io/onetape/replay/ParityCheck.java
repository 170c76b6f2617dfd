package io.onetape.replay;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.SourceKind;
import io.onetape.replay.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the processors of a tape over its records again and compares what they emit with what they emitted then, byte for byte but for sequence, time and
 * checksum, which the sequencer gave. Facts are taken as they are. Single-threaded; one use.
 */
public final class ParityCheck {
    /**
     * The first record that is not what its processor emits now.
     *
     * @param found the record on the tape
     * @param expected the record that the processor emits now; empty if it emits none
     */
    public record Difference(long sequence, String source, RecordCopy found, Optional<RecordCopy> expected) {}

    /**
     * From where a processor was regenerated.
     *
     * @param from the first record that it was given
     * @param notCompared outputs of it that were met and had been emitted before that
     */
    public record Coverage(String service, long from, long notCompared) {}

    private final List<CheckedProcessor> processors = new ArrayList<>();
    private final @Nullable CheckedProcessor[] bySource = new CheckedProcessor[Source.MAX_SOURCES];
    private final SortedSet<String> unknown = new TreeSet<>();
    private final ServiceLives lives = new ServiceLives();
    private long first;
    private long last;
    private int lastCrc32c;

    /**
     * For a tape with these sources; {@code processors} makes a fresh processor by its source's name, or knows none of that name. Processors run in the order in
     * which the tape defined them.
     */
    public ParityCheck(Sources sources, Function<String, Optional<Processor>> fresh) {
        for (Source source : sources.all()) {
            if (source.kind() != SourceKind.PROCESSOR) {
                continue;
            }
            Optional<Processor> processor = fresh.apply(source.name());
            if (processor.isEmpty()) {
                unknown.add(source.name());
                continue;
            }
            CheckedProcessor checked = new CheckedProcessor(processor.get(), source.number());
            bySource[source.number()] = checked;
            processors.add(checked);
        }
    }

    /** Names of the processors that run, in their order. */
    public List<String> services() {
        return processors.stream().map(CheckedProcessor::name).toList();
    }

    /** Before the first record: a processor goes on from this snapshot of it, and takes the records behind that. */
    public void startFrom(Snapshot snapshot) {
        processors.stream()
                .filter(one -> one.name().equals(snapshot.service()))
                .forEach(one -> one.startFrom(snapshot));
    }

    /** Before the first record: a processor does not run, and its outputs are taken as they are. */
    public void leaveOut(String service) {
        processors.removeIf(one -> one.name().equals(service));
        for (int i = 0; i < bySource.length; i++) {
            CheckedProcessor checked = bySource[i];
            if (checked != null && checked.name().equals(service)) {
                bySource[i] = null;
            }
        }
    }

    /** Parts of processors that failed on this tape, and stay as they were put then. */
    public void honour(Quarantines quarantines) {
        processors.forEach(one -> one.honour(quarantines));
    }

    /** Takes the next record of the tape, from its first on; a difference ends the check. */
    public Optional<Difference> accept(RecordView record) {
        if (first == 0) {
            first = record.sequence();
        }
        CheckedProcessor own = bySource[record.source()];
        if (own != null && !own.meets(record)) {
            return Optional.of(new Difference(record.sequence(), own.name(), new RecordCopy(record), own.next()));
        }
        for (int i = 0; i < processors.size(); i++) {
            processors.get(i).deliver(record);
        }
        lives.accept(record);
        last = record.sequence();
        lastCrc32c = record.crc32c();
        return Optional.empty();
    }

    /** The states after the last record; none of a processor that was started behind it. */
    public List<Snapshot> snapshots(long tapeId, String build) {
        return processors.stream()
                .filter(one -> one.start() <= last)
                .map(one -> one.snapshot(tapeId, build, last, lastCrc32c))
                .toList();
    }

    /** True once everything that had been emitted when these states were taken has been met, and so compared. */
    public boolean hasMet(List<Snapshot> states) {
        return states.stream()
                .allMatch(state -> processors.stream()
                        .filter(one -> one.name().equals(state.service()))
                        .allMatch(one -> one.met() >= state.emitted()));
    }

    /**
     * Outputs that the processors emit and the tape does not have. Those of records that a stopped service had not consumed are none; after a kill, those of its
     * last records are no defect.
     */
    public long missing() {
        long missing = 0;
        for (CheckedProcessor one : processors) {
            missing += one.missing(lives.consumedThrough(one.name()));
        }
        return missing;
    }

    /** Derived records that were compared. */
    public long compared() {
        return processors.stream().mapToLong(CheckedProcessor::compared).sum();
    }

    /** Of each processor that runs, from where. */
    public List<Coverage> coverage() {
        return processors.stream()
                .map(one -> new Coverage(one.name(), Math.max(first, one.start() + 1), one.notCompared()))
                .toList();
    }

    /** Names of processors on the tape that nobody knows here: their records were not checked. */
    public SortedSet<String> unknown() {
        return unknown;
    }
}
