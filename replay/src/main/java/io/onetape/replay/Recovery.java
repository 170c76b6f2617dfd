package io.onetape.replay;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.replay.snapshot.BadSnapshotException;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.replay.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses what a service starts from: its newest snapshot that is whole and belongs to the tape and to the outbox, else the tape's beginning. Snapshots are
 * caches, so a bad one is passed over, and said to be.
 */
final class Recovery {
    private final TapeFolder tape;
    private final String service;
    private final ServicePlace place;
    private final long firstInOutbox;
    private final long lastInOutbox;
    private final List<String> notes = new ArrayList<>();

    Recovery(TapeFolder tape, String service, ServicePlace place, long firstInOutbox, long lastInOutbox) {
        this.tape = tape;
        this.service = service;
        this.place = place;
        this.firstInOutbox = firstInOutbox;
        this.lastInOutbox = lastInOutbox;
    }

    /** The snapshot to start from; throws {@link BuildChangedException} if the newest good one is not for this build to go on from. */
    Optional<Snapshot> choose() {
        Optional<Snapshot> chosen = newestGood();
        if (chosen.isEmpty() && tape.base().isPresent()) {
            throw new BadSnapshotException(
                    service + ": the tape's beginning was moved away; expected a good snapshot of "
                            + service + " to start from, found none: " + notes
                            + ". Put the moved cycles back, or restore a backup with its snapshots");
        }
        return chosen;
    }

    private Optional<Snapshot> newestGood() {
        if (place.snapshots().isEmpty()) {
            return Optional.empty();
        }
        for (Path file : place.snapshots().get().newestFirst()) {
            try {
                Snapshot snapshot = SnapshotFolder.read(file);
                requireFits(snapshot);
                requireBuild(snapshot);
                return Optional.of(snapshot);
            } catch (BadSnapshotException e) {
                notes.add(file + " is not used: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Why newer snapshots than the chosen one were passed over. */
    List<String> notes() {
        return notes;
    }

    private void requireFits(Snapshot snapshot) {
        snapshot.requireOf(tape, service);
        if (snapshot.emitted() > lastInOutbox) {
            throw new BadSnapshotException("expected an outbox up to number " + snapshot.emitted()
                    + ", found one that ends at " + lastInOutbox);
        }
        if (snapshot.met() + 1 < firstInOutbox) {
            throw new BadSnapshotException("expected an outbox from number " + (snapshot.met() + 1)
                    + " on, found one that begins with " + firstInOutbox);
        }
    }

    private void requireBuild(Snapshot snapshot) {
        boolean sameBuild = snapshot.build().equals(place.build());
        if (!sameBuild && !(snapshot.clean() && snapshot.emitted() == lastInOutbox)) {
            throw new BuildChangedException(
                    service + " ran with build " + snapshot.build()
                            + " and was not stopped cleanly; expected that build, found " + place.build()
                            + ". Run the former build and stop it; or `tape state reset` to rebuild with this one, which stops where an output differs");
        }
    }
}
