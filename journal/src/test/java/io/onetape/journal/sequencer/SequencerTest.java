package io.onetape.journal.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.TapeReader;
import org.junit.jupiter.api.Test;

final class SequencerTest {
    private static final long NOW = 1_723_161_598_000_000_000L;

    private final MemoryTape tape = new MemoryTape(7, RollCycle.HOUR);
    private final Sequencer sequencer = new Sequencer(tape.writer());
    private final int clock = tape.writer().define(SourceKind.OUTSIDE, "clock", NOW);
    private final int other = tape.writer().define(SourceKind.OUTSIDE, "other", NOW);
    private final RecordDraft draft = new RecordDraft();

    @Test
    void eachSourceCountsForItself() {
        assertThat(sequence(clock, 1, 0)).isEqualTo(5);
        assertThat(sequence(other, 1, 0)).isEqualTo(6);
        assertThat(sequence(clock, 2, 0)).isEqualTo(7);
    }

    @Test
    void whatIsOnTheTapeIsDropped() {
        sequence(clock, 1, 0);
        sequence(clock, 2, 0);
        assertThat(sequence(clock, 1, 0)).isZero();
        assertThat(sequence(clock, 2, 0)).isZero();
        assertThat(tape.writer().lastSequence()).isEqualTo(6);
    }

    @Test
    void aGapInASourcesNumbersIsRefused() {
        sequence(clock, 1, 0);
        assertThatThrownBy(() -> sequence(clock, 3, 0))
                .isInstanceOf(SequencingException.class)
                .hasMessageContaining("source clock: expected number 2, found 3");
        assertThat(tape.writer().lastSequence()).isEqualTo(5);
    }

    @Test
    void aCauseThatComesLaterIsRefused() {
        for (long cause : new long[] {5, 6, Long.MAX_VALUE, -1}) {
            assertThatThrownBy(() -> sequence(clock, 1, cause))
                    .isInstanceOf(SequencingException.class)
                    .hasMessageContaining("expected a cause and a correlation below sequence 5, found " + cause);
        }
        assertThat(sequence(clock, 1, 4)).isEqualTo(5);
    }

    @Test
    void aSourceThatTheTapeDoesNotKnowIsRefused() {
        for (int source : new int[] {0, 1, 4, 1023, 1024, 65_535}) {
            assertThatThrownBy(() -> sequence(source, 1, 0))
                    .isInstanceOf(SequencingException.class)
                    .hasMessageContaining("found number " + source);
        }
    }

    @Test
    void bytesThatAreNoRecordAreRefused() {
        begin(clock, 1, 0);
        assertThatThrownBy(() -> sequencer.sequence(draft.buffer(), RecordHeader.LENGTH - 1, clock, NOW))
                .isInstanceOf(SequencingException.class);
        assertThatThrownBy(() -> sequencer.sequence(draft.buffer(), RecordHeader.MAX_RECORD_LENGTH + 1, clock, NOW))
                .isInstanceOf(SequencingException.class);
        draft.buffer().putShort(RecordHeader.SCHEMA, (short) 1);
        assertThatThrownBy(() -> sequencer.sequence(draft, NOW)).isInstanceOf(SequencingException.class);
    }

    @Test
    void timeNeverGoesBack() {
        begin(clock, 1, 0);
        sequencer.sequence(draft, NOW + 100);
        begin(clock, 2, 0);
        sequencer.sequence(draft, NOW + 50);
        try (TapeReader reader = tape.reader()) {
            reader.seek(6);
            assertThat(reader.next()).isTrue();
            assertThat(reader.record().recordedAtNanos()).isEqualTo(NOW + 100);
        }
    }

    private long sequence(int source, long number, long cause) {
        begin(source, number, cause);
        return sequencer.sequence(draft, NOW);
    }

    private void begin(int source, long number, long cause) {
        draft.begin(new TickEncoder(), 0).wallNanos(number);
        draft.source(source, number).cause(cause, cause);
    }
}
