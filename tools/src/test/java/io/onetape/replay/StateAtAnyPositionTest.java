package io.onetape.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.snapshot.SnapshotFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The state of each service at a hundred positions, as the live service had it there, from the tape's beginning and from snapshots. */
final class StateAtAnyPositionTest {
    private static final int POSITIONS = 100;

    /** From where a state is rebuilt. */
    enum Start {
        BEGINNING,
        SNAPSHOT
    }

    @TempDir
    Path folder;

    private final NavigableSet<Long> positions = new TreeSet<>();
    private final Map<String, String> live = new TreeMap<>();

    @ParameterizedTest
    @EnumSource(Start.class)
    void isWhatTheLiveServiceHad(Start start) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        List<RecordCopy> facts = LiveFacts.of(3, 2_000_000_000L);
        long records = LockstepRun.lines(LockstepRun.inOneJvm(facts, LockstepRun.processors()))
                .size();
        new SplittableRandom(seed).longs(POSITIONS, 1, records + 1).forEach(positions::add);

        runLive(facts);

        assertThat(live).hasSize(positions.size() * LockstepRun.processors().size());
        TapeFolder tape = TapeFolder.open(folder.resolve("tape"));
        for (Processor service : LockstepRun.processors()) {
            for (long position : positions) {
                assertThat(rebuilt(tape, service.name(), position, start))
                        .as(service.name() + " at " + position)
                        .isEqualTo(live.get(service.name() + position));
            }
        }
    }

    private void runLive(List<RecordCopy> facts) throws Exception {
        LockstepRun[] running = new LockstepRun[1];
        LockstepRun.Killer watcher = (service, consumed, written) -> {
            if (positions.contains(consumed)) {
                Processor processor = running[0].loop(service).processor();
                live.put(service + consumed, StateAt.hash(StateAt.json(processor)));
            }
            return false;
        };
        try (LockstepRun run = new LockstepRun(folder, watcher, 50, Tamper.NOTHING)) {
            running[0] = run;
            run.keepSnapshots(1_000);
            run.feed(facts);
            run.run();
        }
    }

    private String rebuilt(TapeFolder tape, String service, long position, Start start) {
        Processor fresh = LockstepRun.processors().stream()
                .filter(processor -> processor.name().equals(service))
                .findFirst()
                .orElseThrow();
        StateAt state = start == Start.BEGINNING
                ? new StateAt(List.of(fresh))
                : new SnapshotFolder(folder.resolve("snapshots").resolve(service), 1)
                        .newestFirst().stream()
                                .filter(file -> SnapshotFolder.sequenceOf(file) <= position)
                                .findFirst()
                                .map(file -> StateAt.from(SnapshotFolder.read(file), fresh))
                                .orElseGet(() -> new StateAt(List.of(fresh)));
        try (TapeReader reader = tape.reader()) {
            reader.seek(state.sequence() + 1);
            assertThat(state.run(reader, position).sequence()).isEqualTo(position);
        }
        return StateAt.hash(StateAt.json(fresh));
    }
}
