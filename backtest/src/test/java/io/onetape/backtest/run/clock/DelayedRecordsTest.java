package io.onetape.backtest.run.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.schema.TickDecoder;
import io.onetape.journal.schema.TickEncoder;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DelayedRecordsTest {
    private final DelayedRecords delayed = new DelayedRecords();
    private final RecordDraft draft = new RecordDraft();

    @Test
    void noneOvertakesAnother() {
        add(1, 50);
        add(2, 40);
        assertThat(delayed.nanos()).isEqualTo(50);
        delayed.remove();
        assertThat(delayed.nanos()).isEqualTo(50);
        assertThat(number()).isEqualTo(2);
        assertThat(delayed.instrument()).isEqualTo(2);
    }

    @Test
    void theyComeOutAsTheyWentInHoweverManyAreUnderWay() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        ArrayDeque<Long> expected = new ArrayDeque<>();
        long number = 0;
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(step < 10_000 ? 3 : 2) > 0) {
                number++;
                add(number, number);
                expected.add(number);
            } else if (!expected.isEmpty()) {
                assertThat(number()).as("seed " + seed).isEqualTo(expected.remove());
                delayed.remove();
            }
        }
        while (!expected.isEmpty()) {
            assertThat(number()).as("seed " + seed).isEqualTo(expected.remove());
            delayed.remove();
        }
        assertThat(delayed.isEmpty()).isTrue();
    }

    private void add(long number, long dueNanos) {
        draft.begin(new TickEncoder(), (int) number).wallNanos(number);
        delayed.add(draft, dueNanos);
    }

    private long number() {
        return delayed.record().decode(new TickDecoder()).wallNanos();
    }
}
