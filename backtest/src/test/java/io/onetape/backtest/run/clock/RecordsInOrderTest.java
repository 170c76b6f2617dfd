package io.onetape.backtest.run.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.RepeatedTest;

final class RecordsInOrderTest {
    private record Added(long nanos, int instrument, long sequence) {}

    /** Types that are late by different spans, and records out of the order of their type. */
    @RepeatedTest(5)
    void theFirstOfAllTypesIsNext() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        PriorityQueue<Added> naive = new PriorityQueue<>(Comparator.comparingLong(Added::nanos)
                .thenComparingInt(Added::instrument)
                .thenComparingLong(Added::sequence));
        RecordsInOrder fast = new RecordsInOrder();
        for (int sequence = 1; sequence <= 20_000; sequence++) {
            int template = 11 + random.nextInt(4);
            Added added =
                    new Added(sequence / 4 - template * 10L - random.nextInt(20), 1 + random.nextInt(2), sequence);
            naive.add(added);
            fast.add(record(template, added, 64 + random.nextInt(200)), added.nanos);
            for (int more = random.nextInt(20) == 0 ? 30 : random.nextInt(2); more > 0 && !naive.isEmpty(); more--) {
                removeFirst(fast, naive, seed);
            }
            assertThat(fast.isEmpty()).as("seed %d", seed).isEqualTo(naive.isEmpty());
        }
        while (!naive.isEmpty()) {
            removeFirst(fast, naive, seed);
        }
        assertThat(fast.isEmpty()).as("seed %d", seed).isTrue();
    }

    private static void removeFirst(RecordsInOrder fast, PriorityQueue<Added> naive, long seed) {
        Added expected = naive.remove();
        RecordView first = fast.firstRecord();
        assertThat(new Added(fast.firstNanos(), fast.firstInstrument(), first.sequence()))
                .as("seed %d", seed)
                .isEqualTo(expected);
        assertThat(first.buffer().getByte(first.length() - 1))
                .as("seed %d", seed)
                .isEqualTo((byte) expected.sequence);
        fast.removeFirst();
    }

    private static RecordView record(int template, Added added, int length) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[length]);
        bytes.putShort(RecordHeader.TEMPLATE_ID, (short) template);
        bytes.putInt(RecordHeader.INSTRUMENT, added.instrument);
        bytes.putLong(RecordHeader.SEQUENCE, added.sequence);
        bytes.putByte(length - 1, (byte) added.sequence);
        return new RecordView().wrap(bytes, 0, length);
    }
}
