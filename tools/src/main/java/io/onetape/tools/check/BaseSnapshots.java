package io.onetape.tools.check;

import io.onetape.journal.reference.Sources;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.ParityCheck;
import io.onetape.replay.Processor;
import io.onetape.replay.Quarantines;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.live.BuildName;
import io.onetape.tools.live.LiveProcessors;
import io.onetape.tools.state.SnapshotsBeside;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Makes the states from which {@code verify --replay} starts when a tape's first cycles are gone: every service is run over them once more, its outputs are
 * compared, those too that are sequenced later, and its state after the first record that stays is kept beside the base. Where that can't be done it is said, and the cycles may go all the same:
 * nothing on them is lost, and the snapshots of the run are later ones to start from.
 */
public final class BaseSnapshots {
    private final TapeFolder tape;
    private final Console console;
    private final Function<String, Optional<Processor>> fresh;

    public BaseSnapshots(TapeFolder tape, Console console) {
        this(tape, console, new LiveProcessors(tape.folder())::find);
    }

    /** With other processors than the build's. */
    BaseSnapshots(TapeFolder tape, Console console, Function<String, Optional<Processor>> fresh) {
        this.tape = tape;
        this.console = console;
        this.fresh = fresh;
    }

    /**
     * For a tape that is about to begin behind {@code base}: returns how many outputs of the records up to there stand behind them, if that can be told. Throws
     * {@link DamagedTapeException} if one of these is damaged; whatever else fails, the services' own code too, is said.
     */
    public OptionalLong make(Base base) {
        String why;
        try {
            return OptionalLong.of(make(base.sequence()));
        } catch (DamagedTapeException e) {
            if (e.sequence() <= base.sequence()) {
                throw e;
            }
            why = String.valueOf(e.getMessage());
        } catch (CommandException | IllegalStateException | UncheckedIOException e) {
            why = String.valueOf(e.getMessage());
        } catch (RuntimeException e) { // of a service or of its state: its type says more than its message
            why = e.toString();
        }
        console.say("no states are kept for the new beginning: " + why
                + "; verify --replay will start from the run's first snapshots");
        return OptionalLong.empty();
    }

    private long make(long base) {
        Sources sources = tape.sources();
        ParityCheck check = new ParityCheck(sources, fresh);
        ReplayStart.of(tape, sources, check);
        check.coverage().forEach(one -> requireFrom(one, base));
        try (TapeReader ahead = tape.reader()) {
            check.honour(Quarantines.ahead(ahead));
        }
        long last = base + 1;
        long pending = 0;
        try (TapeReader reader = tape.reader();
                Progress progress = new Progress(console, "regenerate", last, true)) {
            List<Snapshot> states = List.of();
            while ((reader.number() < last || !check.hasMet(states)) && reader.next()) {
                require(check.accept(reader.record()), reader.number());
                if (reader.number() == base) {
                    pending = check.missing();
                } else if (reader.number() == last) {
                    states = check.snapshots(tape.manifest().tapeId(), BuildName.ofThisProcess());
                }
                progress.at(reader.number());
            }
            if (!check.hasMet(states)) {
                throw new IllegalStateException(
                        "outputs that were on their way at sequence " + last + " are not on the tape");
            }
            states.forEach(new SnapshotsBeside(tape)::keepForBase);
        }
        return pending;
    }

    /** What it would be given begins before the record whose outputs are counted, or the count is not that of the records up to there. */
    private static void requireFrom(ParityCheck.Coverage start, long base) {
        if (start.from() > base + 1) {
            throw new IllegalStateException("the first good snapshot of " + start.service() + " is of sequence "
                    + (start.from() - 1) + ", behind the new beginning at " + (base + 1));
        }
    }

    private static void require(Optional<ParityCheck.Difference> difference, long sequence) {
        difference.ifPresent(found -> {
            throw new IllegalStateException(
                    "the output at sequence " + sequence + ", of " + found.source() + ", is not what this build emits");
        });
    }
}
