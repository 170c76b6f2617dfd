package io.onetape.services.strategy.maker;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuotesTest {
    private final Quotes quotes = new Quotes();

    @ParameterizedTest
    @CsvSource({
        // microprice, best bid, best ask, position, spread, skew: fair, bid, ask
        "100.04, 100.0, 100.1, 0, 0, 0, 100.04, 100, 100.1",
        "100.04, 100.0, 100.1, 0, 0.2, 0, 100.04, 99.9, 100.2",
        "100.05, 100.0, 100.1, 0.02, 1, 0.1, 99.85, 99.3, 100.4",
        "100.05, 100.0, 100.1, -0.02, 1, 0.1, 100.25, 99.7, 100.8",
        "100.05, 100.0, 100.1, -1, 1, 0.1, 110.05, 100, 110.6",
        "100.05, 100.0, 100.1, 1, 1, 0.1, 90.05, 89.5, 100.1",
        "100.5, 100.0, 101.0, 0.05, 0, 0.1, 100, 100, 100.1",
        "0.05, 0.1, 0.2, 0, 1, 0, 0.05, null, 0.6"
    })
    void pricesFollowTheFormulas(
            String micro,
            String bid,
            String ask,
            String position,
            String spread,
            String skew,
            String fair,
            String down,
            String up) {
        update(micro, bid, ask, position, spread, skew);
        assertThat(Fixed8.toString(quotes.fair())).isEqualTo(fair);
        assertThat(Fixed8.toString(quotes.bid())).isEqualTo(down);
        assertThat(Fixed8.toString(quotes.ask())).isEqualTo(up);
    }

    @Test
    void roundingNeverNarrowsTheSpreadAndNoQuoteReachesTheOtherSide() {
        long seed = 11;
        Random random = new Random(seed);
        long tick = Fixed8.ONE / 10;
        for (int i = 0; i < 20_000; i++) {
            long bestBid = (1_000 + random.nextInt(100)) * tick;
            long bestAsk = bestBid + (1 + random.nextInt(5)) * tick;
            long micro = bestBid + (long) (random.nextDouble() * (bestAsk - bestBid));
            long spread = random.nextInt(300_000_000);
            quotes.update(micro, bestBid, bestAsk, random.nextInt(100) - 50, tick, spread, random.nextInt(1000), 7);
            BigDecimal half = BigDecimal.valueOf(spread).divide(BigDecimal.valueOf(2));
            String where = "seed " + seed + " step " + i;
            assertThat(BigDecimal.valueOf(quotes.fair() - quotes.bid()))
                    .as(where)
                    .isGreaterThanOrEqualTo(half);
            assertThat(BigDecimal.valueOf(quotes.ask() - quotes.fair()))
                    .as(where)
                    .isGreaterThanOrEqualTo(half);
            assertThat(quotes.bid()).as(where).isLessThan(bestAsk);
            assertThat(quotes.ask()).as(where).isGreaterThan(bestBid);
            assertThat(quotes.bid() % tick).isZero();
            assertThat(quotes.ask() % tick).isZero();
            BigDecimal floor = BigDecimal.valueOf(quotes.fair())
                    .subtract(half)
                    .divide(BigDecimal.valueOf(tick), 0, RoundingMode.FLOOR)
                    .multiply(BigDecimal.valueOf(tick));
            assertThat(quotes.bid()).as(where).isEqualTo(Math.min(floor.longValueExact(), bestAsk - tick));
        }
    }

    private void update(String micro, String bid, String ask, String position, String spread, String skew) {
        quotes.update(
                Fixed8.parse(micro),
                Fixed8.parse(bid),
                Fixed8.parse(ask),
                Fixed8.parse(position),
                Fixed8.parse("0.1"),
                Fixed8.parse(spread),
                Fixed8.parse(skew),
                Fixed8.parse("0.01"));
    }
}
