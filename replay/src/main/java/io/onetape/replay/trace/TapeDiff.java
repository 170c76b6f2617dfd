package io.onetape.replay.trace;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.tape.TapeReader;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Compares two tapes record by record, from each record's byte 4 on: the checksums differ where anything before did. A CycleStarted names its own tape, so that
 * name does not count. Or compares derived records only: type, instrument, source's name and body, wherever they stand. Single-threaded; one use.
 */
public final class TapeDiff {
    /**
     * The first difference. Empty is a record that only the other tape has.
     *
     * @param compared equal records before it
     */
    public record Difference(long compared, Optional<RecordCopy> left, Optional<RecordCopy> right) {}

    private static final int CYCLE_NAME_BYTES = 12; // tapeId and previousCrc32c

    private final boolean derivedOnly;
    private final Sources leftSources = new Sources();
    private final Sources rightSources = new Sources();
    private long compared;

    public TapeDiff(boolean derivedOnly) {
        this.derivedOnly = derivedOnly;
    }

    /** Reads both to the first difference or to their ends; {@code progress} is told the left sequence. */
    public Optional<Difference> run(TapeReader left, TapeReader right, LongConsumer progress) {
        while (true) {
            boolean hasLeft = next(left, leftSources);
            boolean hasRight = next(right, rightSources);
            if (!hasLeft && !hasRight) {
                return Optional.empty();
            }
            if (!hasLeft || !hasRight || !isEqual(left.record(), right.record())) {
                return Optional.of(new Difference(compared, copy(hasLeft, left), copy(hasRight, right)));
            }
            compared++;
            progress.accept(left.number());
        }
    }

    /** Equal records so far. */
    public long compared() {
        return compared;
    }

    private boolean next(TapeReader reader, Sources sources) {
        while (reader.next()) {
            RecordView record = reader.record();
            sources.apply(record);
            if (!derivedOnly || sources.isDerived(record.source())) {
                return true;
            }
        }
        return false;
    }

    private boolean isEqual(RecordView left, RecordView right) {
        if (derivedOnly) {
            return left.templateId() == right.templateId()
                    && left.instrument() == right.instrument()
                    && name(leftSources, left).equals(name(rightSources, right))
                    && left.hasSameBytesFrom(right, RecordHeader.LENGTH);
        }
        if (left.templateId() == CycleStartedDecoder.TEMPLATE_ID && right.templateId() == left.templateId()) {
            return left.hasSameBytes(right, RecordHeader.BLOCK_LENGTH, RecordHeader.LENGTH)
                    && left.hasSameBytesFrom(right, RecordHeader.LENGTH + CYCLE_NAME_BYTES);
        }
        return left.hasSameBytesFrom(right, RecordHeader.BLOCK_LENGTH);
    }

    private static String name(Sources sources, RecordView record) {
        return sources.find(record.source()).map(source -> source.name()).orElse("");
    }

    private static Optional<RecordCopy> copy(boolean present, TapeReader reader) {
        return present ? Optional.of(new RecordCopy(reader.record())) : Optional.empty();
    }
}
