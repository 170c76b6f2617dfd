package io.onetape.journal.archive;

import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.DamagedExcerptException;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.excerpt.SealCheck;
import io.onetape.journal.record.RecordCrc;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.DamagedSealsException;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.TapeFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Compares a tape with its seals: every sealed cycle that is kept, the file itself and what was archived of it, the chain of the seals, and that the record behind
 * the last seal is chained to it. Whoever can write the folder can make a tape and seals that fit: only a chain value that was noted elsewhere shows that. May run
 * beside an appender. Single-threaded.
 */
public final class SealVerification {
    /**
     * The verdict.
     *
     * @param sealed seals, of moved cycles too
     * @param verified seals whose records were read
     * @param unsealed names of finished cycles with records that no seal covers
     * @param chain the last chain value
     * @param difference the first cycle that differs
     */
    public record Result(
            int sealed, int verified, List<String> unsealed, String chain, Optional<Difference> difference) {}

    /** The first cycle that differs, empty if that cannot be said, and what was found. */
    public record Difference(String cycle, String found) {}

    private final TapeFolder tape;
    private final LongConsumer progress;
    private final RecordView view = new RecordView();

    /** {@code progress} is told the last sequence of each seal that was verified. */
    public SealVerification(TapeFolder tape, LongConsumer progress) {
        this.tape = tape;
        this.progress = progress;
    }

    /** Reads everything that is sealed; {@code expectedChain} is a chain value that must be among the seals', if it is not empty. */
    public Result run(String expectedChain) {
        Seals seals;
        Optional<Base> base;
        try {
            seals = Seals.read(tape.folder(), tape.manifest().tapeId());
            base = tape.base();
        } catch (DamagedSealsException e) {
            Difference found = new Difference(e.cycle(), String.valueOf(e.getMessage()));
            return new Result(0, 0, List.of(), "", Optional.of(found));
        }
        int verified = 0;
        Optional<Difference> difference = baseDiffers(seals, base);
        long from = base.map(Base::sequence).orElse(0L);
        List<Seal> all = seals.all();
        for (int i = 0; i < all.size() && difference.isEmpty(); i++) {
            Seal seal = all.get(i);
            boolean lastOfCycle = i + 1 == all.size() || !all.get(i + 1).cycle().equals(seal.cycle());
            if (seal.first() > from && lastOfCycle) {
                List<Seal> ofCycle = seals.of(seal.cycle());
                difference = cycleDiffers(ofCycle, i + 1 < all.size());
                verified += difference.isEmpty() ? ofCycle.size() : 0;
                progress.accept(seal.last());
            }
        }
        if (difference.isEmpty()) {
            difference = endDiffers(seals);
        }
        if (difference.isEmpty()) {
            difference = chainDiffers(seals, expectedChain);
        }
        List<String> unsealed = difference.isEmpty() ? unsealed(seals) : List.of();
        return new Result(all.size(), verified, unsealed, seals.chain(), difference);
    }

    private static Optional<Difference> baseDiffers(Seals seals, Optional<Base> base) {
        if (base.isEmpty()) {
            return Optional.empty();
        }
        Base begins = base.get();
        Optional<Seal> last = seals.endingAt(begins.sequence());
        boolean same = last.isPresent()
                && last.get().chain().equals(begins.chain())
                && last.get().lastCrc32c() == begins.crc32c();
        return same
                ? Optional.empty()
                : Optional.of(new Difference(
                        begins.cycle(),
                        "the tape begins behind sequence " + begins.sequence()
                                + ", and no seal ends there with that checksum and chain value"));
    }

    private Optional<Difference> cycleDiffers(List<Seal> seals, boolean whole) {
        String cycle = seals.get(0).cycle();
        Path file = tape.folder().resolve(cycle + RollCycle.SUFFIX);
        Path archive = ArchivedCycle.archiveOf(file);
        boolean isKept = Files.exists(file);
        boolean isArchived = Files.exists(archive);
        if (!isKept && !isArchived) {
            return Optional.of(new Difference(cycle, "the cycle is gone; expected " + file + " or " + archive));
        }
        Optional<String> found = Optional.empty();
        if (isKept) {
            try (CycleFile open = new CycleFile(file)) {
                found = SealCheck.difference(open, seals, whole);
            }
        }
        if (isArchived && found.isEmpty()) {
            found = ArchivedCycle.difference(archive, seals);
        }
        return found.map(what -> new Difference(cycle, what));
    }

    /** The first record that is not sealed must be chained to the last that is. */
    private Optional<Difference> endDiffers(Seals seals) {
        if (seals.all().isEmpty()) {
            return Optional.empty();
        }
        Seal last = seals.all().get(seals.all().size() - 1);
        for (Path path : new CycleFiles(tape.folder()).all()) {
            if (FinishedCycles.nameOf(path).compareTo(last.cycle()) < 0) {
                continue;
            }
            try (CycleFile file = new CycleFile(path)) {
                if (nextBehind(last.last(), file)) {
                    return isChained(last, file)
                            ? Optional.empty()
                            : Optional.of(new Difference(
                                    last.cycle(),
                                    "the tape's next record is not chained to sequence " + last.last()
                                            + ", which was sealed last"));
                }
            } catch (DamagedExcerptException e) {
                return Optional.of(new Difference(FinishedCycles.nameOf(path), String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }

    /** Goes to the first record whose sequence is not at or before {@code sequence}. */
    private boolean nextBehind(long sequence, CycleFile file) {
        while (file.next() == CycleFile.Step.EXCERPT && file.length() >= RecordHeader.LENGTH) {
            if (view.wrap(file.address(), file.length()).sequence() > sequence) {
                return true;
            }
        }
        return false;
    }

    private boolean isChained(Seal last, CycleFile file) {
        return view.sequence() == last.last() + 1
                && RecordCrc.compute(last.lastCrc32c(), file.address(), file.length()) == view.crc32c();
    }

    private static Optional<Difference> chainDiffers(Seals seals, String expected) {
        boolean found = expected.isEmpty()
                || seals.all().stream().anyMatch(seal -> seal.chain().equals(expected));
        return found
                ? Optional.empty()
                : Optional.of(new Difference(
                        "",
                        "expected a seal with the chain value " + expected + ", found none of "
                                + seals.all().size()));
    }

    private List<String> unsealed(Seals seals) {
        return FinishedCycles.of(tape).all().stream()
                .filter(cycle -> cycle.follower().sequence() > seals.lastSequence() + 1)
                .map(FinishedCycles.Cycle::name)
                .toList();
    }
}
