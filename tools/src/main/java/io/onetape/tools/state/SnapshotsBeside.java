package io.onetape.tools.state;

import io.onetape.journal.seal.Base;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import io.onetape.services.runtime.RunPaths;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.ExitCode;
import io.onetape.tools.console.Shell;
import io.onetape.tools.live.BuildName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The snapshots that stand beside a tape, where its run keeps them, and what of them its services can be run from. */
public final class SnapshotsBeside {
    private static final int OLD_AND_NEW = 2;

    private final TapeFolder tape;
    private final RunPaths run;

    public SnapshotsBeside(TapeFolder tape) {
        this.tape = tape;
        Path folder = tape.folder().toAbsolutePath().normalize();
        Path around = folder.getParent();
        this.run = new RunPaths(around == null ? folder : around);
    }

    /** All files of a service, whether good or not. */
    List<Path> newestFirst(String service) {
        return folder(service).newestFirst();
    }

    /** The newest good one of this build that is not behind {@code last}. */
    Optional<Snapshot> newest(String service, long last) {
        return folder(service).newestGood(tape, service, BuildName.ofThisProcess(), last);
    }

    /** From where a service can be run over the most of what is left of a tape whose first cycles were moved away: the state that was made for that, or a later one. */
    public Optional<Snapshot> first(String service) {
        return ofBase(service).firstGood(tape, service).or(() -> folder(service).firstGood(tape, service));
    }

    /** Keeps a state for a beginning that the tape is about to get, beside that for the present one; one that a move has left which failed goes. */
    public void keepForBase(Snapshot snapshot) {
        SnapshotFolder folder = ofBase(snapshot.service());
        long present = folder.firstGood(tape, snapshot.service())
                .map(Snapshot::sequence)
                .orElse(-1L);
        for (Path file : folder.newestFirst()) {
            long sequence = SnapshotFolder.sequenceOf(file);
            if (sequence != present && sequence != snapshot.sequence()) {
                remove(file);
            }
        }
        folder.write(snapshot);
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    /** The refusal where there is none. */
    public CommandException none(String service) {
        return new CommandException(
                ExitCode.REFUSED,
                "the tape's records up to sequence "
                        + tape.base().map(Base::sequence).orElse(0L)
                        + " were moved away; expected a good snapshot of " + service
                        + " behind it, found none in " + tape.folder().resolve(Base.SNAPSHOTS) + " and in "
                        + run.snapshots(service),
                "put the moved cycles back and remove the file base, or restore a backup with its snapshots;"
                        + " tape verify " + Shell.word(tape.folder()) + " checks the records alone");
    }

    private SnapshotFolder ofBase(String service) {
        return new SnapshotFolder(tape.folder().resolve(Base.SNAPSHOTS).resolve(service), OLD_AND_NEW);
    }

    private SnapshotFolder folder(String service) {
        return new SnapshotFolder(run.snapshots(service), 1);
    }
}
