package io.onetape.backtest.run.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.QuoteUpdateEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.schema.TickEncoder;
import io.onetape.journal.tape.MemoryTape;
import io.onetape.journal.tape.TapeReader;
import org.junit.jupiter.api.Test;

final class UnreadRunsTest {
    private final MemoryTape tape = new MemoryTape(1, RollCycle.DAY);
    private final RecordDraft draft = new RecordDraft();
    private final UnreadRuns runs = new UnreadRuns();
    private TapeReader reader = tape.checked().reader();

    /** Records 4 and on: {@code q} a quote, {@code Q} one of another source, {@code t} a tick. */
    private void given(String facts) {
        int one = tape.writer().define(SourceKind.OUTSIDE, "one", 1); // 1 to 3: the cycle, the sequencer, this source
        int other = facts.contains("Q") ? tape.writer().define(SourceKind.OUTSIDE, "other", 1) : 0;
        for (int i = 0; i < facts.length(); i++) {
            char fact = facts.charAt(i);
            int source = fact == 'Q' ? other : one;
            if (fact == 't') {
                draft.begin(new TickEncoder(), 0);
            } else {
                draft.begin(new QuoteUpdateEncoder(), 1);
            }
            draft.source(source, tape.writer().sources().last(source) + 1);
            long nanos = 10 * (tape.writer().lastSequence() + 1);
            tape.writer().append(draft.buffer(), draft.length(), source, nanos);
        }
        reader = tape.checked().reader();
    }

    private void passOverTo(long number) {
        while (reader.number() < number && reader.next()) {
            runs.add(reader);
        }
    }

    @Test
    void neighbouringQuotesAreOneRun() {
        given("qqqtqq");
        passOverTo(9);
        assertThat(runs.comeTo(3)).isFalse();
        assertThat(runs.comeTo(4)).isTrue();
        assertThat(runs.last()).isEqualTo(6);
        assertThat(runs.lastNanos()).isEqualTo(60);
        assertThat(runs.comeTo(6)).as("in the midst of it").isTrue();
        assertThat(runs.comeTo(7)).as("a tick").isFalse();
        assertThat(runs.comeTo(8)).isTrue();
        assertThat(runs.last()).isEqualTo(9);
        assertThat(runs.comeTo(10)).isFalse();
    }

    @Test
    void aReaderGoesBehindARun() {
        given("qqqtqq");
        passOverTo(9);
        assertThat(runs.comeTo(4)).isTrue();
        TapeReader behind = tape.checked().reader();
        behind.skipTo(runs.place(), runs.last());
        assertThat(behind.number()).isEqualTo(6);
        assertThat(behind.next()).isTrue();
        assertThat(behind.record().sequence()).isEqualTo(7);
    }

    @Test
    void aRunGrowsAlsoAfterSomebodyHasGoneBehindItsBeginning() {
        given("qqqq");
        passOverTo(5);
        assertThat(runs.comeTo(5)).isTrue();
        assertThat(runs.last()).isEqualTo(5);
        passOverTo(7);
        assertThat(runs.comeTo(6)).isTrue();
        assertThat(runs.last()).isEqualTo(7);
    }

    @Test
    void eachSourceHasRunsOfItsOwn() {
        given("qQQ"); // the other source is record 4
        passOverTo(7);
        assertThat(runs.comeTo(5)).isTrue();
        assertThat(runs.last()).isEqualTo(5);
        int source = runs.source();
        assertThat(runs.comeTo(6)).isTrue();
        assertThat(runs.last()).isEqualTo(7);
        assertThat(runs.source()).isNotEqualTo(source);
    }

    @Test
    void whatIsBeyondItsBoundIsLookedAtOneByOne() {
        given("qt".repeat(UnreadRuns.MOST) + "qt");
        passOverTo(Long.MAX_VALUE);
        long last = 4 + 2L * UnreadRuns.MOST - 2;
        assertThat(runs.comeTo(4)).isTrue();
        assertThat(runs.comeTo(last)).isTrue();
        assertThat(runs.comeTo(last + 2)).isFalse();
    }
}
