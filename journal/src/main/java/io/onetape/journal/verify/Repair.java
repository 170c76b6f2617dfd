package io.onetape.journal.verify;

import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.schema.Flag;
import io.onetape.journal.schema.SourceDefinedDecoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TapeRepairedEncoder;
import io.onetape.journal.schema.TombstoneEncoder;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Path;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/**
 * Makes a new tape of what can be read of a damaged one; the damaged one is not touched. The new tape has an id of its own and begins with TapeRepaired. It holds
 * the records before the damage, or, with quarantine, all that can be proven, and a Tombstone at each sequence that can't. Sequences move by the one record that
 * is added, and causes and correlations with them. Single-threaded; one use.
 */
public final class Repair {
    /**
     * What was done.
     *
     * @param kept records of the damaged tape that are on the new one
     * @param lost records that could not be read, or without quarantine 0: how much was behind the damage is not known
     */
    public record Result(long firstDamaged, long kept, long lost, long newTapeId) {}

    /** Sequences before this one are housekeeping that every tape begins with. */
    private static final long FIRST_MOVED = 3;

    private final Path damaged;
    private final Path target;
    private final boolean quarantine;
    private final RecordDraft draft = new RecordDraft();
    private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer(4096);
    private long kept;
    private long lost;
    private long housekeepingKept;
    private boolean cycleStartedWasRead;

    public Repair(Path damaged, Path target, boolean quarantine) {
        this.damaged = damaged;
        this.target = target;
        this.quarantine = quarantine;
    }

    /** Writes the new tape; {@code found} is what the verification of the damaged one said. */
    public Result run(Verification.Damage found) {
        TapeFolder source = TapeFolder.ofRemains(damaged);
        long newTapeId =
                source.manifest().tapeId() * 0x9E3779B97F4A7C15L + found.sequence(); // another one, and always the same
        try (TapeWriter writer =
                        TapeFolder.create(target, newTapeId, source.manifest().roll());
                TapeReader reader = source.reader()) {
            copyPrefix(reader, writer, source, found);
            if (quarantine) {
                salvage(writer, source, found);
            }
            if (writer.lastSequence() == 0) {
                begin(writer, source, found, startOfFirstFile(source));
            }
        }
        return new Result(found.sequence(), kept, lost, newTapeId);
    }

    private void salvage(TapeWriter writer, TapeFolder source, Verification.Damage found) {
        try (SalvageReader salvage = new SalvageReader(damaged, found.sequence())) {
            while (salvage.next()) {
                if (writer.lastSequence() == 0) {
                    begin(writer, source, found, startBefore(salvage.record(), source));
                }
                bury(writer, salvage.record());
                put(writer, salvage.record());
            }
        }
        lost += FIRST_MOVED - 1 - housekeepingKept;
    }

    private void copyPrefix(TapeReader reader, TapeWriter writer, TapeFolder source, Verification.Damage found) {
        try {
            while (reader.number() < found.sequence() - 1 && reader.next()) {
                if (writer.lastSequence() == 0) {
                    begin(writer, source, found, reader.record().recordedAtNanos());
                }
                put(writer, reader.record());
            }
        } catch (DamagedTapeException e) {
            throw new IllegalStateException("expected a good prefix up to sequence " + found.sequence(), e);
        }
    }

    /** When a tape begins whose first readable record is this one: no cycle starts between them but the one that the record itself may start. */
    private static long startBefore(RecordView first, TapeFolder source) {
        RollCycle roll = source.manifest().roll();
        long start = roll.startNanos(roll.cycleOf(first.recordedAtNanos()));
        boolean earlierCyclesAreLost = first.templateId() == CycleStartedDecoder.TEMPLATE_ID && first.sequence() > 1;
        return earlierCyclesAreLost ? start - 1 : start;
    }

    /** When a tape began of which nothing can be read. */
    private long startOfFirstFile(TapeFolder source) {
        RollCycle roll = source.manifest().roll();
        List<Path> files = new CycleFiles(damaged).all();
        return files.isEmpty() ? 0 : roll.startNanos(roll.cycleOf(files.get(0)));
    }

    private void begin(TapeWriter writer, TapeFolder source, Verification.Damage found, long nanos) {
        writer.define(SourceKind.SEQUENCER, "sequencer", nanos); // CycleStarted and SourceDefined
        draft.begin(new TapeRepairedEncoder(), 0)
                .originalTapeId(source.manifest().tapeId())
                .firstDamaged(found.sequence())
                .lost(TapeRepairedEncoder.lostNullValue())
                .quarantine(quarantine ? Flag.YES : Flag.NO)
                .reason(found.found());
        append(writer, nanos);
    }

    /** Fills the sequences up to that of the next record that can be proven. */
    private void bury(TapeWriter writer, RecordView next) {
        long first = writer.lastSequence(); // the next one of the damaged tape, because sequences have moved by one
        long end = next.sequence();
        boolean cycleStarts = next.templateId() == CycleStartedDecoder.TEMPLATE_ID;
        if (!cycleStarts && writer.startsCycleAt(next.recordedAtNanos())) {
            end--; // the writer puts a CycleStarted of its own where the damaged tape's was
            lost += cycleStartedWasRead ? 0 : 1;
        }
        cycleStartedWasRead = cycleStarts;
        for (long gone = first; gone < end; gone++) {
            draft.begin(new TombstoneEncoder(), 0).originalSequence(gone).reason("could not be read");
            append(writer, writer.lastNanos());
            lost++;
        }
    }

    private void append(TapeWriter writer, long nanos) {
        draft.source(Source.SEQUENCER, writer.sources().last(Source.SEQUENCER) + 1);
        writer.append(draft.buffer(), draft.length(), Source.SEQUENCER, nanos);
    }

    private void put(TapeWriter writer, RecordView record) {
        kept++;
        housekeepingKept += record.sequence() < FIRST_MOVED ? 1 : 0;
        boolean writtenByWriter = record.templateId() == CycleStartedDecoder.TEMPLATE_ID
                || (record.templateId() == SourceDefinedDecoder.TEMPLATE_ID && record.sequence() < FIRST_MOVED);
        if (writtenByWriter) {
            learn(writer, record);
            return;
        }
        int length = record.length();
        copy.putBytes(0, record.buffer(), 0, length);
        copy.putLong(RecordHeader.CAUSED_BY, moved(record.causedBy()));
        copy.putLong(RecordHeader.CORRELATION, moved(record.correlation()));
        if (record.source() == Source.SEQUENCER) {
            copy.putLong(RecordHeader.SOURCE_SEQUENCE, writer.sources().last(Source.SEQUENCER) + 1);
        }
        long sequence = writer.append(copy, length, record.source(), record.recordedAtNanos());
        if (sequence != moved(record.sequence())) {
            throw new IllegalStateException(
                    "expected sequence " + moved(record.sequence()) + " on the repaired tape, found " + sequence);
        }
    }

    /** What the record defines holds, also where the record that defined it first is lost; the sequencer's own numbers are those of the new tape. */
    private static void learn(TapeWriter writer, RecordView record) {
        Sources sources = writer.sources();
        long number = sources.last(Source.SEQUENCER);
        long sequence = sources.lastSequence(Source.SEQUENCER);
        sources.apply(record);
        sources.met(Source.SEQUENCER, number, sequence);
        writer.instruments().apply(record);
    }

    private static long moved(long sequence) {
        return sequence < FIRST_MOVED ? sequence : sequence + 1;
    }
}
