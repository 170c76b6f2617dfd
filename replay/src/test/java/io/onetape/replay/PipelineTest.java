package io.onetape.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.ConfigSetEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.sequencer.SequencingException;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.TapeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One JVM, one tape, two processors that answer each other; and the check that a tape is what its processors emit. */
final class PipelineTest {
    private static final long NOW = 1_723_161_598_000_000_000L;

    private final MemoryTape tape = new MemoryTape(7, RollCycle.HOUR);
    private final int clock = tape.writer().define(SourceKind.OUTSIDE, "clock", NOW);
    private final List<RecordCopy> observed = new ArrayList<>();
    private final Pipeline pipeline = new Pipeline(
            tape,
            tape.writer(),
            List.of(new Countdown("one", "a"), new Countdown("two", "b")),
            NOW,
            record -> observed.add(new RecordCopy(record)));
    private final RecordDraft draft = new RecordDraft();

    @Test
    void outputsQueueUpFirstInFirstOutAndAFactRunsToQuiescence() {
        fact(1, 3);
        fact(2, 1);
        assertThat(keys())
                .containsExactly(
                        "a", "b", // of the tick
                        "aa", "ab", "ba", "bb", // of those two, in their order
                        "aaa", "aab", "aba", "abb", "baa", "bab", "bba", "bbb", "a",
                        "b"); // of the next tick, after all that
        assertThat(observed).hasSize((int) tape.writer().lastSequence());
    }

    @Test
    void causeAndCorrelationNameTheRecordBeforeAndTheFactBehindAll() {
        fact(1, 3);
        Map<Long, String> keys = new HashMap<>();
        long correlation = 0;
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                RecordView record = reader.record();
                if (record.source() == clock) {
                    correlation = record.sequence();
                    assertThat(record.causedBy()).isZero();
                    keys.put(record.sequence(), "");
                } else if (record.templateId() == ConfigSetDecoder.TEMPLATE_ID) {
                    String key = record.decode(new ConfigSetDecoder()).key();
                    assertThat(keys.get(record.causedBy())).isEqualTo(key.substring(0, key.length() - 1));
                    keys.put(record.sequence(), key);
                    assertThat(record.recordedAtNanos()).isEqualTo(NOW + 1);
                }
                if (record.source() >= clock && correlation > 0) {
                    assertThat(record.correlation()).isEqualTo(correlation);
                }
            }
        }
        assertThat(keys).hasSize(15);
    }

    @Test
    void aFactThatIsThereAlreadyIsDropped() {
        fact(1, 2);
        long last = tape.writer().lastSequence();
        fact(1, 2);
        assertThat(tape.writer().lastSequence()).isEqualTo(last);
        assertThatThrownBy(() -> fact(3, 1)).isInstanceOf(SequencingException.class);
    }

    @Test
    void theSameProcessorsFindNoDifference() {
        fact(1, 3);
        fact(2, 2);
        ParityCheck check = check("a", "b");
        assertThat(run(check)).isEmpty();
        assertThat(check.compared()).isEqualTo(14 + 6);
        assertThat(check.missing()).isZero();
        assertThat(check.unknown()).isEmpty();
    }

    @Test
    void anotherOutputIsNamedWithBothRecords() {
        fact(1, 3);
        ParityCheck.Difference difference = run(check("a", "c")).orElseThrow();
        assertThat(difference.source()).isEqualTo("two");
        assertThat(difference.sequence()).isEqualTo(tape.writer().lastSequence() - 12); // the first output of "two"
        assertThat(key(difference.found())).isEqualTo("b");
        assertThat(key(difference.expected().orElseThrow())).isEqualTo("c");
    }

    @Test
    void anOutputThatTheProcessorDoesNotEmitIsNamed() {
        fact(1, 1);
        int one = tape.writer().sources().byName("one").orElseThrow().number();
        draft.begin(new ConfigSetEncoder(), 0).key("a").value("1");
        draft.source(one, 2).cause(tape.writer().lastSequence(), tape.writer().lastSequence());
        long planted = tape.writer().append(draft.buffer(), draft.length(), one, NOW);
        ParityCheck.Difference difference = run(check("a", "b")).orElseThrow();
        assertThat(difference.sequence()).isEqualTo(planted);
        assertThat(difference.expected()).isEmpty();
    }

    @Test
    void outputsThatTheTapeDoesNotHaveAreCounted() {
        fact(1, 3);
        ParityCheck check = check("a", "b");
        try (TapeReader reader = tape.reader()) {
            while (reader.next() && reader.number() < tape.writer().lastSequence() - 8) {
                assertThat(check.accept(reader.record())).isEmpty();
            }
        }
        assertThat(check.missing()).isPositive();
    }

    @Test
    void aProcessorThatNobodyKnowsIsListed() {
        fact(1, 2);
        ParityCheck check = new ParityCheck(
                tape.sources(), name -> name.equals("one") ? Optional.of(new Countdown("one", "a")) : Optional.empty());
        assertThat(run(check)).isEmpty();
        assertThat(check.unknown()).containsExactly("two");
        assertThat(check.compared()).isEqualTo(3);
    }

    private void fact(long number, long depth) {
        draft.begin(new TickEncoder(), 0).wallNanos(depth);
        draft.source(clock, number);
        pipeline.accept(draft, NOW + number);
    }

    private ParityCheck check(String one, String two) {
        return new ParityCheck(
                tape.sources(), name -> Optional.of(new Countdown(name, name.equals("one") ? one : two)));
    }

    private Optional<ParityCheck.Difference> run(ParityCheck check) {
        try (TapeReader reader = tape.reader()) {
            Optional<ParityCheck.Difference> difference = Optional.empty();
            while (difference.isEmpty() && reader.next()) {
                difference = check.accept(reader.record());
            }
            return difference;
        }
    }

    private List<String> keys() {
        return observed.stream()
                .filter(copy -> copy.view().templateId() == ConfigSetDecoder.TEMPLATE_ID)
                .map(PipelineTest::key)
                .toList();
    }

    private static String key(RecordCopy copy) {
        return copy.view().decode(new ConfigSetDecoder()).key();
    }
}
