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
