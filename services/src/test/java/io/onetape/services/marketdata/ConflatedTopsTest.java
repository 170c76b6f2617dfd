package io.onetape.services.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ConflatedTopsTest {
    private static final int INSTRUMENTS = 5;

    /** BookTops of several instruments, and the depth between them. */
    private static List<Emitted> tape(Random random, int updates) {
        Scenario scenario = new Scenario(new MarketData());
        for (int i = 1; i <= INSTRUMENTS; i++) {
            scenario.when(
                    "InstrumentDefined instrument=" + i + " market=USDM contract=LINEAR symbol=S" + i,
                    "DepthSnapshot instrument=" + i + " lastUpdateId=10 bids=100/1 asks=200/1");
        }
        int[] last = new int[INSTRUMENTS + 1];
        java.util.Arrays.fill(last, 10);
        for (int i = 0; i < updates; i++) {
            int of = 1 + random.nextInt(INSTRUMENTS);
            int id = ++last[of];
            scenario.when("DepthUpdate instrument=" + of + " firstUpdateId=" + id + " lastUpdateId=" + id
                    + " previousUpdateId=" + (id - 1) + " bids=100/" + (1 + id) + " asks=");
        }
        return scenario.records();
    }

    private static boolean isTop(Emitted record) {
        return record.view().templateId() == BookTopDecoder.TEMPLATE_ID;
    }

    @Test
    void whoKeepsUpMissesNothing() {
        ConflatedTops tops = new ConflatedTops();
        List<Long> given = new ArrayList<>();
        List<Emitted> tape = tape(new Random(1), 50);
        for (Emitted record : tape) {
            tops.offer(record.view());
            tops.drain(top -> given.add(top.sequence()));
        }
        assertThat(given)
                .isEqualTo(tape.stream()
                        .filter(ConflatedTopsTest::isTop)
                        .map(record -> record.view().sequence())
                        .toList());
        assertThat(tops.skipped()).isZero();
    }

    @Test
    void whoIsBehindGetsTheNewestOfEachInstrumentInTheOrderOfTheTape() {
        ConflatedTops tops = new ConflatedTops();
        List<Emitted> tape = tape(new Random(2), 200);
        Map<Integer, Long> newest = new HashMap<>();
        Map<Integer, Long> count = new HashMap<>();
        tape.stream().filter(ConflatedTopsTest::isTop).map(Emitted::view).forEach(top -> {
            newest.put(top.instrument(), top.sequence());
            count.merge(top.instrument(), 1L, Long::sum);
        });
        tape.forEach(record -> tops.offer(record.view()));
        List<Long> given = new ArrayList<>();
        assertThat(tops.drain(top -> given.add(top.sequence()))).isEqualTo(INSTRUMENTS);
        assertThat(given).isSorted().containsExactlyInAnyOrderElementsOf(newest.values());
        count.forEach((instrument, all) -> assertThat(tops.skipped(instrument)).isEqualTo(all - 1));
        assertThat(tops.drain(top -> given.add(top.sequence()))).isZero();
    }

    @Test
    void atAnyPaceNothingIsReorderedAndEverythingIsGivenOrCounted() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ConflatedTops tops = new ConflatedTops();
        List<Emitted> tape = tape(random, 1_000);
        List<Long> sequences = new ArrayList<>();
        Map<Integer, Long> lastGiven = new HashMap<>();
        Map<Integer, Long> newest = new HashMap<>();
        for (Emitted record : tape) {
            tops.offer(record.view());
            if (isTop(record)) {
                newest.put(record.view().instrument(), record.view().sequence());
            }
            if (random.nextInt(10) == 0) {
                tops.drain(top -> take(top, sequences, lastGiven));
                assertThat(lastGiven).as("seed " + seed).isEqualTo(newest);
            }
        }
        tops.drain(top -> take(top, sequences, lastGiven));
        assertThat(sequences).as("seed " + seed).isSorted().doesNotHaveDuplicates();
        assertThat(sequences.size() + tops.skipped())
                .as("seed " + seed)
                .isEqualTo(tape.stream().filter(ConflatedTopsTest::isTop).count());
        assertThat(tops.skipped()).as("seed " + seed).isPositive();
    }

    @Test
    void whatWasGivenIsOverAlthoughItsTakerFails() {
        ConflatedTops tops = new ConflatedTops();
        tape(new Random(3), 20).forEach(record -> tops.offer(record.view()));
        int[] calls = new int[1];
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> tops.drain(top -> {
                    calls[0]++;
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThat(tops.drain(top -> {})).isEqualTo(INSTRUMENTS - calls[0]);
    }

    private static void take(RecordView top, List<Long> sequences, Map<Integer, Long> lastGiven) {
        sequences.add(top.sequence());
        lastGiven.put(top.instrument(), top.sequence());
    }
}
