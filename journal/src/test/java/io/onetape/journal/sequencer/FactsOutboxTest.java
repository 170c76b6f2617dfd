package io.onetape.journal.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.ServiceStartedEncoder;
import io.onetape.journal.schema.ServiceStoppedEncoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyChangedEncoder;
import io.onetape.journal.schema.StrategyMode;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process's facts that speak of records which a tape has lost: here it ends at sequence 8. */
final class FactsOutboxTest {
    private static final long START = 1_723_161_600_000_000_000L;
    private static final long LAST = 8;

    @TempDir
    Path temp;

    private Path box;
    private TapeFolder tape;
    private final RecordDraft draft = new RecordDraft();

    @BeforeEach
    void tape() {
        box = temp.resolve("outbox");
        try (TapeWriter writer = TapeFolder.create(temp.resolve("tape"), 7, RollCycle.HOUR)) {
            assertThat(writer.lastSequence()).isZero();
        }
        tape = TapeFolder.open(temp.resolve("tape"));
    }

    @Test
    void whatSpeaksOfLostRecordsIsSetAsideWithWhatFollows() {
        say(this::started, 3);
        say(this::stopped, LAST);
        say(this::alert, 0);
        say(this::stopped, LAST + 1);
        say(this::alert, 0);

        assertThat(fit()).containsExactly("outbox core: set aside 2 records that speak of lost ones");
        assertThat(OutboxFolder.lastNumber(box)).isEqualTo(3);
        assertThat(box.resolve("trash")).isNotEmptyDirectory();
        assertThat(fit()).isEmpty();
        say(this::stopped, LAST);
        assertThat(OutboxFolder.lastNumber(box)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "stopped", "quarantined"})
    void eachKindOfFactThatSpeaksOfARecordIsLookedAt(String kind) {
        say(this::alert, 0);
        say(
                switch (kind) {
                    case "started" -> this::started;
                    case "stopped" -> this::stopped;
                    default -> this::quarantined;
                },
                LAST + 1);
        assertThat(fit()).hasSize(1);
        assertThat(OutboxFolder.lastNumber(box)).isEqualTo(1);
    }

    @Test
    void anOutboxThatItsProcessHoldsIsLeftToIt() {
        say(this::stopped, LAST + 1);
        try (OutboxFolder held = OutboxFolder.open(box, RollCycle.HOUR)) {
            assertThat(fit()).isEmpty();
            assertThat(held.lastNumber()).isEqualTo(1);
        }
        assertThat(fit()).hasSize(1);
        assertThat(OutboxFolder.lastNumber(box)).isZero();
    }

    private List<String> fit() {
        return FactsOutbox.fit(box, "core", tape, new Sources(), LAST);
    }

    private void say(ObjLongConsumer<RecordDraft> fact, long sequence) {
        fact.accept(draft, sequence);
        try (OutboxFolder outbox = OutboxFolder.open(box, RollCycle.HOUR)) {
            long number = outbox.lastNumber() + 1;
            draft.source(0, number);
            outbox.append(draft, START + number);
        }
    }

    private void started(RecordDraft fact, long sequence) {
        fact.begin(new ServiceStartedEncoder(), 0)
                .resumesAfter(sequence)
                .service("risk")
                .build("b")
                .configurationHash("")
                .snapshotHash("");
    }

    private void stopped(RecordDraft fact, long sequence) {
        fact.begin(new ServiceStoppedEncoder(), 0)
                .consumedThrough(sequence)
                .service("risk")
                .stateHash("00");
    }

    private void quarantined(RecordDraft fact, long sequence) {
        fact.begin(new StrategyChangedEncoder(), 0)
                .fromSequence(sequence)
                .change(StrategyChange.QUARANTINED)
                .mode(StrategyMode.NULL_VAL)
                .hash("")
                .detail("hung");
    }

    private void alert(RecordDraft fact, long sequence) {
        fact.begin(new AlertRaisedEncoder(), 0)
                .severity(Severity.CRITICAL)
                .name("n")
                .detail("at " + sequence);
    }
}
