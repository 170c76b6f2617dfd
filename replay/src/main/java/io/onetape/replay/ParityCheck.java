package io.onetape.replay;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.ServiceStartedDecoder;
import io.onetape.journal.schema.ServiceStoppedDecoder;
import io.onetape.journal.schema.SourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final List<Host> hosts = new ArrayList<>();
    private final @Nullable PendingOutputs[] pending = new PendingOutputs[Source.MAX_SOURCES];
    private final SortedSet<String> unknown = new TreeSet<>();
    private final ServiceStoppedDecoder stopped = new ServiceStoppedDecoder();
    private final ServiceStartedDecoder started = new ServiceStartedDecoder();
    private final Map<String, Long> stoppedAt = new HashMap<>(); // looked up, never iterated
    private long compared;

    /**
     * For a tape with these sources; {@code processors} makes a fresh processor by its source's name, or knows none of that name. Processors run in the order in
     * which the tape defined them.
     */
    public ParityCheck(Sources sources, Function<String, Optional<Processor>> processors) {
        for (Source source : sources.all()) {
            if (source.kind() != SourceKind.PROCESSOR) {
                continue;
            }
            Optional<Processor> processor = processors.apply(source.name());
            if (processor.isEmpty()) {
                unknown.add(source.name());
                continue;
            }
            PendingOutputs outputs = new PendingOutputs();
            pending[source.number()] = outputs;
            hosts.add(new Host(processor.get(), source.number(), outputs));
        }
    }

    /** Parts of processors that failed on this tape, and stay as they were put then. */
    public void honour(Quarantines quarantines) {
        hosts.forEach(host -> host.honour(quarantines.copy()));
    }

    /** Takes the next record of the tape, from the first on; a difference ends the check. */
    public Optional<Difference> accept(RecordView record) {
        PendingOutputs expected = pending[record.source()];
        if (expected != null) {
            compared++;
            if (!expected.matches(record)) {
                return Optional.of(new Difference(
                        record.sequence(), nameOf(record.source()), new RecordCopy(record), expected.first()));
            }
            expected.remove();
        }
        for (int i = 0; i < hosts.size(); i++) {
            hosts.get(i).deliver(record);
        }
        lifeOf(record);
        return Optional.empty();
    }

    /** A service that was stopped says through which record it has consumed: what would follow from later ones it has never emitted. */
    private void lifeOf(RecordView record) {
        if (record.templateId() == ServiceStoppedDecoder.TEMPLATE_ID) {
            record.decode(stopped);
            long consumedThrough = stopped.consumedThrough();
            stoppedAt.put(stopped.service(), consumedThrough);
        } else if (record.templateId() == ServiceStartedDecoder.TEMPLATE_ID) {
            stoppedAt.remove(record.decode(started).service());
        }
    }

    /**
     * Outputs that the processors emit and the tape does not have. Those of records that a stopped service had not consumed are none; after a kill, those of its
     * last records are no defect.
     */
    public long missing() {
        long missing = 0;
        for (Host host : hosts) {
            PendingOutputs outputs = pending[host.source()];
            long through = stoppedAt.getOrDefault(host.processor().name(), Long.MAX_VALUE);
            missing += outputs == null ? 0 : outputs.countCausedThrough(through);
        }
        return missing;
    }

    /** Derived records that were compared. */
    public long compared() {
        return compared;
    }

    /** Names of processors on the tape that nobody knows here: their records were not checked. */
    public SortedSet<String> unknown() {
        return unknown;
    }

    private String nameOf(int source) {
        return hosts.stream()
                .filter(host -> host.source() == source)
                .map(host -> host.processor().name())
                .findFirst()
                .orElse("?");
    }
}
