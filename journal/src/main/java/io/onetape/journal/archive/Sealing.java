package io.onetape.journal.archive;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.DamagedExcerptException;
import io.onetape.journal.record.RecordCrc;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Seals the finished cycles of a tape that are not sealed yet. A cycle is read and checked record by record first: a damaged one is not sealed, but named. May run
 * beside an appender, whose open cycle is not touched; one run at a time. Killed at any moment it leaves the seals before a cycle or after it. Single-threaded.
 */
public final class Sealing {
    /**
     * What was done.
     *
     * @param before seals that were there
     * @param added new ones, in order
     * @param chain the last chain value, which stands for all
     */
    public record Result(int before, List<Seal> added, String chain) {}

    private final TapeFolder tape;
    private final LongConsumer progress;
    private final RecordView view = new RecordView();

    /** {@code progress} is told the sequence of each record that was read. */
    public Sealing(TapeFolder tape, LongConsumer progress) {
        this.tape = tape;
        this.progress = progress;
    }

    /** Seals; {@code dryRun} only says what would be. */
    public Result run(boolean dryRun) {
        AppenderLock alone = AppenderLock.takeForKeeping(tape.folder());
        try {
            return seal(dryRun);
        } finally {
            alone.close();
        }
    }

    private Result seal(boolean dryRun) {
        Seals seals = Seals.read(tape.folder(), tape.manifest().tapeId());
        requireSeals(seals);
        int before = seals.all().size();
        List<Seal> added = new ArrayList<>();
        for (FinishedCycles.Cycle cycle : FinishedCycles.of(tape).all()) {
            if (cycle.follower().sequence() <= seals.lastSequence() + 1) {
                continue;
            }
            Seal seal = seal(cycle, seals);
            added.add(seal);
            seals = seals.and(seal);
            if (!dryRun) {
                seals.write(tape.folder());
            }
        }
        return new Result(before, added, seals.chain());
    }

    /** A tape of which cycles were moved away has the seals of those. */
    private void requireSeals(Seals seals) {
        tape.base().ifPresent(base -> {
            if (seals.endingAt(base.sequence()).isEmpty()) {
                throw new DamagedTapeException(
                        base.sequence() + 1,
                        "the tape begins behind sequence " + base.sequence() + ", of which there is no seal");
            }
        });
    }

    private Seal seal(FinishedCycles.Cycle cycle, Seals seals) {
        long last = cycle.follower().sequence() - 1;
        try (CycleFile file = new CycleFile(cycle.file())) {
            long sequence = seals.lastSequence();
            int crc = seals.lastCrc32c();
            long firstNanos = 0;
            RecordHash hash = new RecordHash();
            while (sequence < last) {
                if (!next(file, sequence)) {
                    throw new DamagedTapeException(
                            sequence + 1,
                            "expected records up to " + last + " in cycle " + cycle.name() + ", found none");
                }
                if (view.sequence() <= seals.lastSequence()) {
                    continue; // sealed when the tape was closed here before
                }
                check(sequence + 1, crc, file);
                firstNanos = sequence == seals.lastSequence() ? view.recordedAtNanos() : firstNanos;
                hash.add(view);
                crc = view.crc32c();
                sequence++;
                progress.accept(sequence);
            }
            requireEnd(cycle, last, crc);
            return Seal.of(
                    seals.chain(),
                    cycle.name(),
                    seals.lastSequence() + 1,
                    last,
                    firstNanos,
                    view.recordedAtNanos(),
                    seals.lastCrc32c(),
                    crc,
                    hash.finish());
        }
    }

    private boolean next(CycleFile file, long last) {
        try {
            if (file.next() != CycleFile.Step.EXCERPT) {
                return false;
            }
        } catch (DamagedExcerptException e) {
            throw new DamagedTapeException(last + 1, String.valueOf(e.getMessage()));
        }
        if (file.length() < RecordHeader.LENGTH) {
            throw new DamagedTapeException(last + 1, "a record of " + file.length() + " bytes");
        }
        view.wrap(file.address(), file.length());
        return true;
    }

    private void check(long expected, int previousCrc, CycleFile file) {
        if (view.sequence() != expected) {
            throw new DamagedTapeException(expected, "expected sequence " + expected + ", found " + view.sequence());
        }
        if (RecordCrc.compute(previousCrc, file.address(), file.length()) != view.crc32c()) {
            throw new DamagedTapeException(expected, "the checksum does not match");
        }
    }

    private static void requireEnd(FinishedCycles.Cycle cycle, long last, int crc) {
        Optional<Integer> expected = cycle.follower().previousCrc32c();
        if (expected.isPresent() && expected.get() != crc) {
            throw new DamagedTapeException(last, "the manifest names another checksum for the last record");
        }
    }
}
