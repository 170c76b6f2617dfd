package io.onetape.replay.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.BusyException;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.sequencer.Progress;
import io.onetape.journal.sequencer.SequencerAgent;
import io.onetape.journal.sequencer.SequencingException;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.DivergenceException;
import io.onetape.replay.ServiceLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services and sequencer that start over a tape and outboxes that do not fit together. All on one thread, but for the one that is told to go away. */
final class ServiceRecoveryTest {
    private static final int FACTS = 60;
    private static final RollCycle ROLL = RollCycle.HOUR;

    @TempDir
    Path folder;

    @BeforeEach
    void aRunOfSixtyFacts() {
        feed(FACTS, 0);
        run(new Spread(0));
    }

    @Test
    void aServiceThatStartsAgainEmitsNothingTwice() throws IOException {
        long last = lastSequence();
        run(new Spread(0));
        assertThat(lastSequence()).isEqualTo(last);

        deleteOutbox(Spread.NAME); // regenerated, before the sequencer comes
        serve(new Spread(0));
        run(new Spread(0));
        assertThat(lastSequence()).isEqualTo(last);
    }

    @Test
    void aProcessorThatDivergesFromItsOutboxIsStoppedAtTheCause() {
        long cause = firstOf(record -> isFromFact(record, 20), RecordView::causedBy);
        assertThatThrownBy(() -> run(new Spread(20)))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("divergence at sequence " + cause + ": " + Spread.NAME)
                .asInstanceOf(InstanceOfAssertFactories.type(DivergenceException.class))
                .returns(cause, DivergenceException::sequence);
    }

    @Test
    void aProcessorThatDivergesFromTheTapeIsStoppedAtTheRecord() throws IOException {
        deleteOutbox(Spread.NAME);
        long record = firstOf(found -> isFromFact(found, 20), RecordView::sequence);
        assertThatThrownBy(() -> serve(new Spread(20)))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("divergence at sequence " + record + ": " + Spread.NAME);
    }

    @Test
    void aProcessorThatThrowsLeavesNothingOfTheRecordInItsOutbox() throws IOException {
        deleteOutbox(Spread.NAME);
        long cause = firstOf(record -> isFromFact(record, 20), RecordView::causedBy);
        long emitted = firstOf(record -> record.causedBy() == cause, RecordView::sourceSequence) - 1;
        assertThatThrownBy(() -> serve(new Spread(-20))).hasMessage("fact 20");
        try (OutboxFolder outbox = OutboxFolder.open(Parts.outbox(folder, Spread.NAME), ROLL)) {
            assertThat(outbox.lastNumber()).isEqualTo(emitted);
        }
        serve(new Spread(0)); // mended
    }

    @Test
    void anOutboxThatIsShorterThanTheTapeIsRefused() throws IOException {
        deleteOutbox(Facts.SOURCE);
        feed(FACTS - 1, 0);
        assertThatThrownBy(this::sequence)
                .isInstanceOf(SequencingException.class)
                .hasMessageContaining("the outbox of feed ends before number " + FACTS);
    }

    @Test
    void twoDifferentRecordsUnderOneNumberAreRefused() throws IOException {
        deleteOutbox(Facts.SOURCE);
        feed(FACTS, 1);
        assertThatThrownBy(this::sequence)
                .isInstanceOf(SequencingException.class)
                .hasMessageContaining("source feed gave two different records the number " + FACTS);
    }

    @Test
    void anotherProcessThatAppendsIsNamed() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (Processes processes = new Processes(other, ROLL)) {
            processes.start(Parts.SEQUENCER);
            while (!Files.exists(Parts.tape(other).resolve(Manifest.FILE))) {
                processes.requireAllAlive();
                LockSupport.parkNanos(1_000_000);
            }
            assertThatThrownBy(() -> TapeFolder.append(Parts.tape(other)).close())
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("is being written by pid " + processes.pid(Parts.SEQUENCER));
            assertThat(TapeFolder.open(Parts.tape(other)).isBusy()).isTrue();
            processes.requireAllAlive();
            processes.kill(Parts.SEQUENCER);
            assertThat(TapeFolder.open(Parts.tape(other)).isBusy()).isFalse();
            TapeFolder.append(Parts.tape(other)).close();
        }
    }

    private void feed(int count, long difference) {
        Facts facts = new Facts();
        RecordDraft other = new RecordDraft();
        try (OutboxFolder outbox = OutboxFolder.open(Parts.outbox(folder, Facts.SOURCE), ROLL)) {
            for (long number = outbox.lastNumber() + 1; number <= count; number++) {
                if (difference == 0) {
                    outbox.append(facts.fact(number, 0), Facts.nanos(number));
                } else {
                    other.begin(new TickEncoder(), 0).wallNanos(number + difference);
                    outbox.append(other.source(0, number), Facts.nanos(number));
                }
            }
        }
    }

    /** Sequencer and one service in turn, until nothing is left to do. */
    private void run(Spread spread) {
        try (Progress progress = Progress.open(folder.resolve("progress"));
                SequencerAgent agent = Parts.ofOneService(folder, ROLL);
                ServiceLoop loop = new ServiceLoop(
                        spread,
                        TapeFolder.open(Parts.tape(folder)),
                        Parts.place(folder, Spread.NAME, ROLL),
                        progress)) {
            Parts.untilIdle(() -> agent.doWork() + loop.doWork());
            assertThat(loop.consumed()).isEqualTo(progress.consumed());
        }
    }

    /** The service alone. */
    private void serve(Spread spread) {
        try (Progress progress = Progress.open(folder.resolve("progress"));
                ServiceLoop loop = new ServiceLoop(
                        spread,
                        TapeFolder.open(Parts.tape(folder)),
                        Parts.place(folder, Spread.NAME, ROLL),
                        progress)) {
            while (loop.consumed() < lastSequence()) {
                loop.doWork();
            }
        }
    }

    private void sequence() {
        try (SequencerAgent agent = Parts.ofOneService(folder, ROLL)) {
            Parts.untilIdle(agent::doWork);
        }
    }

    private long lastSequence() {
        try (TapeReader reader = TapeFolder.open(Parts.tape(folder)).reader()) {
            reader.seekLast();
            return reader.number();
        }
    }

    private static boolean isFromFact(RecordView record, long fact) {
        if (record.templateId() != ConfigSetDecoder.TEMPLATE_ID) {
            return false;
        }
        ConfigSetDecoder decoder = record.decode(new ConfigSetDecoder());
        return !decoder.key().isEmpty() && Long.parseLong(decoder.value().split(" ", 2)[0]) >= fact;
    }

    private long firstOf(Predicate<RecordView> wanted, ToLongFunction<RecordView> of) {
        try (TapeReader reader = TapeFolder.open(Parts.tape(folder)).reader()) {
            while (reader.next()) {
                if (wanted.test(reader.record())) {
                    return of.applyAsLong(reader.record());
                }
            }
        }
        throw new AssertionError("no such record");
    }

    private void deleteOutbox(String source) throws IOException {
        try (var files = Files.walk(Parts.outbox(folder, source))) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
