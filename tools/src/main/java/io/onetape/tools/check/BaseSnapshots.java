package io.onetape.tools.check;

import io.onetape.journal.reference.Sources;
import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.ParityCheck;
import io.onetape.replay.Quarantines;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.live.BuildName;
import io.onetape.tools.live.LiveProcessors;
import io.onetape.tools.state.SnapshotsBeside;
import java.util.List;
import java.util.Optional;

/**
 * Makes the states from which {@code verify --replay} starts when a tape's first cycles are gone: every service is run over them once more, its outputs are
 * compared, those too that are sequenced later, and its state after the first record that stays is kept beside the base. Where that can't be done it is said, and the cycles may go all the same:
 * nothing on them is lost, and the snapshots of the run are later ones to start from.
 */
public final class BaseSnapshots {
    private final TapeFolder tape;
    private final Console console;

    public BaseSnapshots(TapeFolder tape, Console console) {
        this.tape = tape;
        this.console = console;
    }

    /** For a tape that is about to begin behind {@code base}. */
    public void make(Base base) {
        make(base.sequence() + 1)
                .ifPresent(why -> console.say("no states are kept for the new beginning: " + why
                        + "; verify --replay will start from the run's first snapshots"));
    }

    /** Returns why it could not be done. */
    private Optional<String> make(long last) {
        Sources sources = tape.sources();
        ParityCheck check = new ParityCheck(sources, new LiveProcessors(tape.folder())::find);
        try {
            ReplayStart.of(tape, sources, check);
        } catch (CommandException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        try (TapeReader ahead = tape.reader()) {
            check.honour(Quarantines.ahead(ahead));
        }
        try (TapeReader reader = tape.reader();
                Progress progress = new Progress(console, "regenerate", last, true)) {
            List<Snapshot> states = List.of();
            while ((reader.number() < last || !check.hasMet(states)) && reader.next()) {
                Optional<ParityCheck.Difference> difference = check.accept(reader.record());
                if (difference.isPresent()) {
                    return Optional.of("the output at sequence " + reader.number() + ", of "
                            + difference.get().source() + ", is not what this build emits");
                }
                if (reader.number() == last) {
                    states = check.snapshots(tape.manifest().tapeId(), BuildName.ofThisProcess());
                }
                progress.at(reader.number());
            }
            states.forEach(new SnapshotsBeside(tape)::keepForBase);
        }
        return Optional.empty();
    }
}
