package io.onetape.tools.state;

import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.Processor;
import io.onetape.replay.Quarantines;
import io.onetape.replay.StateAt;
import io.onetape.replay.snapshot.Snapshot;
import io.onetape.tools.console.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings processors to a position of a tape: each from the newest good snapshot of this build that stands beside the tape and not behind the position, the others
 * together from the tape's beginning.
 */
final class StatesAt {
    private final StoredTape tape;
    private final boolean useSnapshots;
    private long sequence;

    StatesAt(StoredTape tape, boolean useSnapshots) {
        this.tape = tape;
        this.useSnapshots = useSnapshots;
    }

    /** Fresh processors; returns the sequence that they are at then: {@code last}, or the tape's last. */
    long run(List<Processor> fresh, long last) {
        List<Processor> others = new ArrayList<>();
        for (Processor processor : fresh) {
            Optional<Snapshot> start = useSnapshots ? newest(processor.name(), last) : Optional.empty();
            if (start.isPresent()) {
                run(StateAt.from(start.get(), processor), last);
            } else {
                others.add(processor);
            }
        }
        if (!others.isEmpty()) {
            run(new StateAt(others), last);
        }
        return sequence;
    }

    private void run(StateAt state, long last) {
        try (TapeReader ahead = behind(state)) {
            state.honour(Quarantines.ahead(ahead));
        }
        try (TapeReader reader = behind(state)) {
            sequence = state.run(reader, last).sequence();
        }
    }

    private TapeReader behind(StateAt state) {
        TapeReader reader = state.readerOf(tape);
        if (state.sequence() == 0 && reader.number() > 0) {
            reader.close();
            throw CommandException.notFound(
                    "the tape's beginning was moved away, and no snapshot of this build stands beside what is left before that position",
                    "tape state show --at end, or a later position");
        }
        return reader;
    }

    private Optional<Snapshot> newest(String service, long last) {
        return tape instanceof TapeFolder local ? new SnapshotsBeside(local).newest(service, last) : Optional.empty();
    }
}
