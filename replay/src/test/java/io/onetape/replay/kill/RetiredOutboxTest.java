package io.onetape.replay.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.archive.OutboxRetirement;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.seal.Base;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.sequencer.SequencerAgent;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.DivergenceException;
import io.onetape.replay.ServiceLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts after outboxes have lost their first cycles: from snapshots and from the tape's beginning. Cycles of a second, six or seven facts each. */
final class RetiredOutboxTest {
    private static final int FACTS = 40;
    private static final RollCycle ROLL = RollCycle.SECOND;

    @TempDir
    Path folder;

    @BeforeEach
    void aRunOfSomeCycles() {
        feed(FACTS);
        run(new Spread(0), false);
    }

    @Test
    void atEachStepOfARetirementEveryoneStartsAgainAndGoesOn() {
        int fed = FACTS;
        int steps = 0;
        for (long through = 1; through < last(Spread.NAME); through += 3) {
            List<String> taken = retire(Spread.NAME, through);
            taken.addAll(retire(Facts.SOURCE, Math.min(through, last(Facts.SOURCE) - 1)));
            if (!taken.isEmpty()) {
                long before = lastSequence();
                run(new Spread(0), false); // from the tape's beginning
                assertThat(lastSequence()).as("nothing is emitted twice").isEqualTo(before);
                feed(++fed);
                run(new Spread(0), false);
                assertThat(lastSequence()).isGreaterThan(before);
                steps++;
            }
        }
        assertThat(steps).isGreaterThan(3);
        assertThat(first(Spread.NAME)).isGreaterThan(1);
        assertThat(first(Facts.SOURCE)).isGreaterThan(1);
    }

    @Test
    void aRetirementThatWasKilledInTheMiddleIsFinishedByTheNext() throws IOException {
        List<String> taken = retire(Spread.NAME, last(Spread.NAME) - 1);
        assertThat(taken).hasSizeGreaterThan(1);
        Path outbox = Parts.outbox(folder, Spread.NAME);
        for (String cycle : taken.subList(1, taken.size())) { // the base is written and one file is gone
            String name = cycle + RollCycle.SUFFIX;
            Files.move(outbox.resolve("trash").resolve(name + ".0"), outbox.resolve(name));
        }
        long before = lastSequence();
        run(new Spread(0), false);
        assertThat(lastSequence()).isEqualTo(before);
        assertThat(retire(Spread.NAME, last(Spread.NAME) - 1)).isEqualTo(taken.subList(1, taken.size()));
        run(new Spread(0), false);
        assertThat(lastSequence()).isEqualTo(before);
    }

    @Test
    void aServiceThatStartsFromASnapshotNeedsNothingBeforeIt() {
        run(new Spread(0), true);
        retire(Spread.NAME, last(Spread.NAME) - 1);
        feed(FACTS + 10);
        run(new Spread(0), true);
        long before = lastSequence();
        run(new Spread(0), false);
        assertThat(lastSequence()).isEqualTo(before);
    }

    @Test
    void aSnapshotThatNeedsWhatIsGoneIsPassedOver() throws IOException {
        run(new Spread(0), true);
        Path snapshots = folder.resolve("snapshots-" + Spread.NAME);
        Path old = Files.createDirectory(folder.resolve("old"));
        try (var files = Files.list(snapshots)) {
            for (Path file : files.toList()) {
                Files.move(file, old.resolve(file.getFileName()));
            }
        }
        feed(FACTS + 20);
        run(new Spread(0), false);
        retire(Spread.NAME, last(Spread.NAME) - 1);
        try (var files = Files.list(old)) {
            for (Path file : files.toList()) {
                Files.move(file, snapshots.resolve(file.getFileName()));
            }
        }
        try (Progress progress = Progress.open(folder.resolve("progress"));
                ServiceLoop loop = loop(new Spread(0), progress)) {
            assertThat(loop.start()).isEmpty();
            assertThat(loop.notes()).anyMatch(note -> note.contains("expected an outbox from number "));
        }
        run(new Spread(0), false);
    }

    @Test
    void whatIsNotInTheOutboxAnyMoreIsComparedWithTheTape() {
        retire(Spread.NAME, last(Spread.NAME) - 1);
        assertThatThrownBy(() -> run(new Spread(5), false))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining(Spread.NAME + " does not emit now what it emitted then");
    }

    @Test
    void theNewestCycleStaysAndWhatIsAboveTheNumberToo() {
        retire(Spread.NAME, Long.MAX_VALUE);
        long first = first(Spread.NAME);
        assertThat(first).isGreaterThan(1).isLessThanOrEqualTo(last(Spread.NAME));
        Base base = Base.read(Parts.outbox(folder, Spread.NAME)).orElseThrow();
        assertThat(base.sequence()).isEqualTo(first - 1);
        assertThat(retire(Facts.SOURCE, 1)).isEmpty();
        assertThat(first(Facts.SOURCE)).isEqualTo(1);
    }

    private List<String> retire(String source, long through) {
        return new ArrayList<>(new OutboxRetirement(Parts.outbox(folder, source)).run(through));
    }

    private long first(String source) {
        try (TapeReader reader = TapeReader.ofFolder(Parts.outbox(folder, source), Numbering.SOURCE_SEQUENCE)) {
            assertThat(reader.next()).isTrue();
            return reader.number();
        }
    }

    private long last(String source) {
        try (OutboxFolder outbox = OutboxFolder.open(Parts.outbox(folder, source), ROLL)) {
            return outbox.lastNumber();
        }
    }

    private void feed(int count) {
        Facts facts = new Facts();
        try (OutboxFolder outbox = OutboxFolder.open(Parts.outbox(folder, Facts.SOURCE), ROLL)) {
            for (long number = outbox.lastNumber() + 1; number <= count; number++) {
                outbox.append(facts.fact(number, 0), Facts.nanos(number));
            }
        }
    }

    /** Sequencer and one service in turn, until nothing is left to do; at the end a snapshot, or none. */
    private void run(Spread spread, boolean snapshot) {
        try (Progress progress = Progress.open(folder.resolve("progress"));
                SequencerAgent agent = Parts.ofOneService(folder, ROLL);
                ServiceLoop loop = loop(spread, progress)) {
            Parts.untilIdle(() -> agent.doWork() + loop.doWork());
            assertThat(!snapshot || loop.snapshot(true).isPresent()).isTrue();
        }
    }

    private ServiceLoop loop(Spread spread, Progress progress) {
        return new ServiceLoop(
                spread, TapeFolder.open(Parts.tape(folder)), Parts.place(folder, Spread.NAME, ROLL), progress);
    }

    private long lastSequence() {
        try (TapeReader reader = TapeFolder.open(Parts.tape(folder)).reader()) {
            reader.seekLast();
            return reader.number();
        }
    }
}
