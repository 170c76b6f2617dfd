package io.onetape.journal.archive;

import io.onetape.journal.excerpt.AppenderLock;
import io.onetape.journal.excerpt.ArchivedCycle;
import io.onetape.journal.excerpt.CycleFile;
import io.onetape.journal.excerpt.CycleFiles;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.excerpt.SealCheck;
import io.onetape.journal.seal.Base;
import io.onetape.journal.seal.GoesOn;
import io.onetape.journal.seal.Seal;
import io.onetape.journal.seal.Seals;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Moves the first cycles of a tape into another folder, which is a tape of its own then, or goes on with the one that earlier cycles were moved to. The tape keeps
 * its seals and gets a {@link Base}: it begins behind what was moved. Only sealed cycles go that are what was sealed, and only those before what every service and
 * reader needs. May run beside an appender and readers; a run that was killed is finished by the next. Single-threaded.
 */
public final class Moving {
    /**
     * What was done.
     *
     * @param moved names of cycles
     * @param base the tape's base now
     * @param held names of cycles that were wanted and are needed
     */
    public record Result(List<String> moved, Optional<Base> base, List<String> held) {}

    private final TapeFolder tape;
    private final Path folder;
    private final Function<Base, OptionalLong> before;

    /**
     * {@code before} is told where the tape will begin, while it still begins where it did, and tells how many outputs of the records that go stand behind them, if it
     * knows; if it throws, nothing is moved.
     */
    public Moving(TapeFolder tape, Function<Base, OptionalLong> before) {
        this.tape = tape;
        this.before = before;
        this.folder = tape.folder();
    }

    /** Moves the cycles whose last seal passes {@code wanted}, up to the first that does not or is needed; {@code dryRun} only says which. */
    public Result run(Path target, RetentionBase needed, Predicate<Seal> wanted, boolean dryRun) {
        AppenderLock alone = AppenderLock.takeForKeeping(folder);
        try {
            return move(target, needed, wanted, dryRun);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move cycles to " + target, e);
        } finally {
            alone.close();
        }
    }

    private Result move(Path target, RetentionBase needed, Predicate<Seal> wanted, boolean dryRun) throws IOException {
        Seals seals = Seals.read(folder, tape.manifest().tapeId());
        Optional<Base> old = tape.base();
        List<Seal> going = new ArrayList<>();
        List<String> held = new ArrayList<>();
        select(seals, needed, wanted, going, held);
        List<Seal> left = leftBehind(seals, old);
        List<Seal> all = new ArrayList<>(left);
        all.addAll(going);
        List<String> names = all.stream().map(Seal::cycle).distinct().toList();
        if (dryRun) {
            return new Result(names, old, held);
        }
        MovedTape moved = new MovedTape(target, tape.manifest());
        if (all.isEmpty()) {
            old.ifPresent(moved::finishBefore);
            return new Result(names, old, held);
        }
        Seal last = all.get(all.size() - 1);
        Base base = going.isEmpty() ? old.orElseThrow() : baseBehind(last);
        moved.requireGoesOnWith(all.get(0), seals);
        GoesOn goesOn = going.isEmpty() ? moved.goesOn(last) : new GoesOn(last.last(), before.apply(base));
        moved.prepare(folder, seals, all.get(0), goesOn);
        base.write(folder); // from here on the cycles before it are not the tape's
        for (String name : names) {
            moved.take(folder, name, seals.of(name));
        }
        moved.finish(last);
        return new Result(names, Optional.of(base), held);
    }

    /** Seals of the cycles that go, names of those that are wanted and needed. */
    private void select(
            Seals seals, RetentionBase needed, Predicate<Seal> wanted, List<Seal> going, List<String> held) {
        for (FinishedCycles.Cycle cycle : FinishedCycles.of(tape).all()) {
            List<Seal> ofCycle = seals.of(cycle.name());
            boolean isSealed = cycle.follower().sequence() <= seals.lastSequence() + 1 && !ofCycle.isEmpty();
            if (cycle.isNewest() || !isSealed || !wanted.test(ofCycle.get(ofCycle.size() - 1))) {
                break;
            }
            if (ofCycle.get(ofCycle.size() - 1).last() < needed.sequence()) {
                requireSealed(cycle, ofCycle);
                going.addAll(ofCycle);
            } else {
                held.add(cycle.name());
            }
        }
    }

    private Base baseBehind(Seal last) {
        List<Path> files = new CycleFiles(folder).all();
        Path next = files.stream()
                .filter(file -> FinishedCycles.nameOf(file).compareTo(last.cycle()) > 0)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected a cycle behind " + last.cycle()));
        return new Base(last.last(), last.lastCrc32c(), FinishedCycles.nameOf(next), last.chain());
    }

    /** Cycles before the base whose files are still here: a run was killed. */
    private List<Seal> leftBehind(Seals seals, Optional<Base> base) {
        long end = base.map(Base::sequence).orElse(0L);
        return seals.all().stream()
                .filter(seal -> seal.last() <= end)
                .filter(seal -> {
                    Path file = folder.resolve(seal.cycle() + RollCycle.SUFFIX);
                    return Files.exists(file) || Files.exists(ArchivedCycle.archiveOf(file));
                })
                .toList();
    }

    private static void requireSealed(FinishedCycles.Cycle cycle, List<Seal> seals) {
        Optional<String> found = Optional.empty();
        if (Files.exists(cycle.file())) {
            try (CycleFile file = new CycleFile(cycle.file())) {
                found = SealCheck.difference(file, seals, true);
            }
        }
        Path archive = ArchivedCycle.archiveOf(cycle.file());
        if (found.isEmpty() && Files.exists(archive)) {
            found = ArchivedCycle.difference(archive, seals);
        }
        found.ifPresent(what -> {
            throw new DamagedTapeException(
                    seals.get(0).first(), "cycle " + cycle.name() + " is not what was sealed: " + what);
        });
    }
}
