package io.onetape.replay.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.replay.Host;
import io.onetape.replay.ParityCheck;
import io.onetape.replay.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A parity check that goes on from a state at which outputs are on their way: all outputs are sequenced {@value #LATE} facts after what led to them. */
final class ParityFromSnapshotTest {
    private static final int FACTS = 80;
    private static final int LATE = 10;
    private static final long CUT = 60;

    private final MemoryTape tape = new MemoryTape(77, RollCycle.DAY);
    private int outputs;

    @BeforeEach
    void aTapeWhoseOutputsComeLate() {
        TapeWriter writer = tape.writer();
        int spread = writer.define(SourceKind.PROCESSOR, Spread.NAME, Facts.START);
        int feed = writer.define(SourceKind.OUTSIDE, Facts.SOURCE, Facts.START);
        ExpandableArrayBuffer queue = new ExpandableArrayBuffer();
        int[] end = {0};
        Host host = new Host(new Spread(0), spread, (draft, nanos) -> {
            queue.putInt(end[0], draft.length());
            queue.putBytes(end[0] + Integer.BYTES, draft.buffer(), 0, draft.length());
            end[0] += Integer.BYTES + draft.length();
        });
        Facts facts = new Facts();
        try (TapeReader reader = tape.reader()) {
            int begin = 0;
            for (int number = 1; number <= FACTS; number++) {
                RecordDraft fact = facts.fact(number, feed);
                writer.append(fact.buffer(), fact.length(), feed, Facts.nanos(number));
                while (reader.next()) {
                    host.deliver(reader.record());
                }
                while (number % LATE == 0 && begin < end[0]) {
                    int length = queue.getInt(begin);
                    ExpandableArrayBuffer output = new ExpandableArrayBuffer(length);
                    output.putBytes(0, queue, begin + Integer.BYTES, length);
                    writer.append(output, length, spread, Facts.nanos(number));
                    begin += Integer.BYTES + length;
                    outputs++;
                }
            }
        }
    }

    @Test
    void whatWasOnItsWayIsNotComparedAndAllThatFollowsIs() {
        ParityCheck whole = check(0);
        run(whole, 0, CUT, sequence -> true);
        List<Snapshot> states = whole.snapshots(77, "test");
        assertThat(states).hasSize(1);
        assertThat(states.get(0).met()).isLessThan(states.get(0).emitted());
        assertThat(whole.hasMet(states)).isFalse();
        assertThat(run(whole, CUT, Long.MAX_VALUE, sequence -> true)).isEmpty();
        assertThat(whole.hasMet(states)).isTrue();

        ParityCheck rest = check(0);
        rest.startFrom(states.get(0));
        assertThat(run(rest, 0, Long.MAX_VALUE, sequence -> true)).isEmpty();
        ParityCheck.Coverage coverage = rest.coverage().get(0);
        assertThat(coverage.notCompared()).isEqualTo(states.get(0).emitted());
        assertThat(rest.compared()).isPositive().isEqualTo(outputs - coverage.notCompared());
        assertThat(rest.missing()).isEqualTo(whole.missing());
    }

    @Test
    void aProcessorThatGoesAnotherWayBehindTheStateIsFound() {
        ParityCheck whole = check(0);
        run(whole, 0, CUT, sequence -> true);
        ParityCheck rest = check(FACTS - 20);
        rest.startFrom(whole.snapshots(77, "test").get(0));

        Optional<ParityCheck.Difference> found = run(rest, CUT, Long.MAX_VALUE, sequence -> true);

        assertThat(found.orElseThrow().sequence()).isGreaterThan(CUT);
        assertThat(found.orElseThrow().source()).isEqualTo(Spread.NAME);
    }

    @Test
    void ofWhatWasOnItsWayNothingMayLack() {
        ParityCheck whole = check(0);
        run(whole, 0, CUT, sequence -> true);
        Snapshot state = whole.snapshots(77, "test").get(0);
        ParityCheck rest = check(0);
        rest.startFrom(state);

        Optional<ParityCheck.Difference> found = run(rest, CUT, Long.MAX_VALUE, number -> number != state.met() + 1);

        assertThat(found.orElseThrow().found().view().sourceSequence()).isEqualTo(state.met() + 2);
    }

    private ParityCheck check(long fault) {
        return new ParityCheck(tape.sources(), name -> Optional.of(new Spread(fault)));
    }

    /** Records behind {@code from} up to {@code to}, but for outputs whose number does not pass. */
    private Optional<ParityCheck.Difference> run(ParityCheck check, long from, long to, LongPredicate numbers) {
        int spread = tape.sources().byName(Spread.NAME).orElseThrow().number();
        try (TapeReader reader = tape.reader()) {
            reader.seek(from + 1);
            while (reader.number() < to && reader.next()) {
                boolean passes = reader.record().source() != spread
                        || numbers.test(reader.record().sourceSequence());
                Optional<ParityCheck.Difference> found = passes ? check.accept(reader.record()) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
