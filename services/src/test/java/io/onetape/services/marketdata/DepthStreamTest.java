package io.onetape.services.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.BookStatus;
import io.onetape.journal.schema.Market;
import io.onetape.services.Scenario;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole streams, by the rule of each market. */
final class DepthStreamTest {
    private static final int STREAMS = 8;
    private static final int UPDATES = 60;

    @ParameterizedTest
    @EnumSource(
            value = Market.class,
            names = {"USDM", "COINM", "SPOT"})
    void aWholeStreamGivesTheVenuesBook(Market market) {
        long seed = new Random().nextLong();
        for (int i = 0; i < STREAMS; i++) {
            DepthStream stream = new DepthStream(market, seed + i, UPDATES);
            BookSync sync = play(stream, -1);
            String where = "seed " + (seed + i);
            assertThat(sync.status()).as(where).isEqualTo(BookStatus.VALID);
            assertThat(sync.counters.gaps).as(where).isZero();
            assertThat(sync.counters.dropped).as(where).isEqualTo(stream.firstApplied);
            assertThat(sync.counters.applied).as(where).isEqualTo(UPDATES - stream.firstApplied);
            assertSame(sync.book.bids(), stream.bids, where);
            assertSame(sync.book.asks(), stream.asks, where);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Market.class,
            names = {"USDM", "COINM", "SPOT"})
    void leavingOutOneUpdateIsExactlyOneGapUnlessItIsTheFirstOrTheLast(Market market) {
        long seed = new Random().nextLong();
        for (int i = 0; i < STREAMS; i++) {
            DepthStream stream = new DepthStream(market, seed + i, UPDATES);
            for (int left = 0; left < UPDATES; left++) {
                BookSync sync = play(stream, left);
                String where = "seed " + (seed + i) + " without " + left;
                boolean gap = left > stream.firstApplied && left < UPDATES - 1;
                assertThat(sync.counters.gaps).as(where).isEqualTo(gap ? 1 : 0);
                assertThat(sync.status() == BookStatus.GAP).as(where).isEqualTo(gap);
                assertThat(sync.counters.applied + sync.counters.dropped + sync.kept.size())
                        .as(where)
                        .isEqualTo(UPDATES - 1);
            }
        }
    }

    private static BookSync play(DepthStream stream, int without) {
        MarketData marketData = new MarketData();
        new Scenario(marketData).when(stream.recordsWithout(without).toArray(String[]::new));
        return marketData.book(1).sync;
    }

    private static void assertSame(BookSide fast, NaiveSide slow, String where) {
        assertThat(fast.levels()).as(where).isEqualTo(slow.levels().size());
        int level = 0;
        for (Map.Entry<Long, Long> expected : slow.levels().entrySet()) {
            assertThat(fast.price(level)).as(where).isEqualTo(expected.getKey());
            assertThat(fast.quantity(level++)).as(where).isEqualTo(expected.getValue());
        }
    }
}
