package io.onetape.backtest.run.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.TradePrintDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExchangeFeedTest {
    @Test
    void factsComeWhenTheyHappened() {
        Prints prints = Prints.at(100, 90, 101, 80, 102, 85, 103, 102);
        assertThat(tradesOf(prints)).containsExactly(2L, 3L, 1L, 4L);
    }

    @Test
    void atOneTimeTheLowerInstrumentComesFirstAndThenTheTapesOrder() {
        Prints prints = new Prints();
        prints.add(2, 100, 90);
        prints.add(1, 101, 90);
        prints.add(2, 102, 90);
        prints.add(1, 103, 90);
        assertThat(tradesOf(prints)).containsExactly(2L, 4L, 1L, 3L);
    }

    @Test
    void withoutATimeOfTheExchangeAFactCountsFromItsLocalTime() {
        Prints prints = Prints.at(100, -1, 101, 99, 110, 100, 111, 111);
        assertThat(tradesOf(prints)).containsExactly(2L, 1L, 3L, 4L);
    }

    /** Snapshots have no time; what follows them happened before they were received. */
    @Test
    void ordersWithoutATimeComeBeforeTheNextOneOfTheirInstrumentThatHasOne() {
        Prints prints = new Prints();
        prints.order(1, 100, 40);
        prints.order(1, 101, -1);
        prints.order(2, 102, -1);
        prints.order(1, 103, -1);
        prints.add(2, 104, 60);
        prints.order(1, 105, 50);
        prints.order(1, 106, 55);
        prints.order(2, 107, 104);
        assertThat(sequencesOf(prints)).containsExactly(1L, 2L, 4L, 6L, 7L, 5L, 3L, 8L);
    }

    @Test
    void whereNoOrderHasATimeAllCountFromTheirLocalTime() {
        Prints prints = new Prints();
        prints.order(1, 100, -1);
        prints.order(1, 101, -1);
        prints.add(1, 102, 90);
        prints.order(1, 103, -1);
        assertThat(sequencesOf(prints)).containsExactly(3L, 1L, 2L, 4L);
    }

    @Test
    void theOrdersOfAnInstrumentKeepTheirOrderWhateverHasATime() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            Prints prints = new Prints();
            long local = 1_000;
            long[] happened = {0, 0, 0, 0};
            List<List<Long>> received = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (long sequence = 1; sequence <= 200; sequence++) {
                local += random.nextInt(4);
                int instrument = random.nextInt(3);
                happened[instrument] = Math.max(happened[instrument], local - random.nextInt(50));
                boolean isTimed = sequence > 195 || random.nextInt(3) > 0; // at the end nothing waits for its next one
                prints.order(1 + instrument, local, isTimed ? happened[instrument] : -1);
                received.get(instrument).add(sequence);
            }
            List<Long> all = sequencesOf(prints);
            for (List<Long> one : received) {
                assertThat(all.stream().filter(one::contains).toList())
                        .as("seed " + seed)
                        .isEqualTo(one);
            }
        }
    }

    private static List<Long> sequencesOf(Prints prints) {
        List<Long> numbers = new ArrayList<>();
        try (ExchangeFeed feed = new ExchangeFeed(prints.scan(), 0, true)) {
            for (; feed.hasNext(); feed.remove()) {
                if (feed.instrument() > 0) {
                    numbers.add(feed.record().sourceSequence());
                }
            }
        }
        return numbers;
    }

    @Test
    void anyOrderComesOutSorted() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            Prints prints = new Prints();
            List<long[]> expected = new ArrayList<>();
            long local = 1_000;
            for (long trade = 1; trade <= 200; trade++) {
                local += random.nextInt(4);
                int instrument = 1 + random.nextInt(2);
                long exchange = local - random.nextInt(50);
                prints.add(instrument, local, exchange);
                expected.add(new long[] {exchange, instrument, trade});
            }
            expected.sort(Comparator.<long[]>comparingLong(each -> each[0])
                    .thenComparingLong(each -> each[1])
                    .thenComparingLong(each -> each[2]));
            assertThat(tradesOf(prints))
                    .as("seed " + seed)
                    .containsExactlyElementsOf(
                            expected.stream().map(each -> each[2]).toList());
        }
    }

    private static List<Long> tradesOf(Prints prints) {
        List<Long> trades = new ArrayList<>();
        long before = Long.MIN_VALUE;
        try (ExchangeFeed feed = new ExchangeFeed(prints.scan(), 0, true)) {
            while (feed.hasNext()) {
                assertThat(feed.nanos()).isGreaterThanOrEqualTo(before);
                before = feed.nanos();
                RecordView record = feed.record();
                if (record.templateId() == TradePrintDecoder.TEMPLATE_ID) {
                    trades.add(record.decode(new TradePrintDecoder()).tradeId());
                }
                feed.remove();
            }
        }
        return trades;
    }
}
