package io.onetape.backtest.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.account.Account;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A thousand small random markets, each backtested by both simulators: they must agree on everything that our side hears, and on the money. A single market again:
 * {@code -Donetape.market=SEED -Donetape.events=N} with what the failure names. More of them: {@code -Donetape.markets=N}.
 */
class RandomMarketsTest {
    private static final int MARKETS = Integer.getInteger("onetape.markets", 1_000);
    private static final int EVENTS = Integer.getInteger("onetape.events", 80);
    private static final int LONG_MARKETS = 2_000;
    private static final int LONG_EVENTS = 500;
    private static final int PER_THOUSAND = 400; // facts that are answered

    @Test
    void bothSimulatorsAgreeOnEverythingThatIsHeard() {
        Long one = Long.getLong("onetape.market");
        if (one != null) {
            compare(one, EVENTS, new Hits());
            return;
        }
        compareAll(MARKETS, EVENTS);
    }

    @Tag("long")
    @Test
    void bothSimulatorsAgreeOnLongMarkets() {
        compareAll(LONG_MARKETS, LONG_EVENTS);
    }

    private static void compareAll(int markets, int events) {
        Hits hits = new Hits();
        long seed = new SplittableRandom().nextLong() >>> 1;
        System.out.println("seeds " + seed + " to " + (seed + markets - 1));
        for (int market = 0; market < markets; market++) {
            compare(seed + market, events, hits);
        }
        assertThat(hits.counts)
                .as("how often each rule was hit, from seed " + seed)
                .allSatisfy((rule, count) -> assertThat(count).as(rule.name()).isPositive());
    }

    private static void compare(long seed, int events, Hits hits) {
        SplittableRandom random = new SplittableRandom(seed);
        int instruments = 1 + random.nextInt(2);
        RandomMarket market = new RandomMarket(random.split(), instruments, events);
        Comparison.compare(
                market.recorded().tape(),
                RandomSettings.of(random, market.beganNanos()),
                List.of(new RandomStrategy(random.nextLong(), traded(instruments), PER_THOUSAND), new Account()),
                hits,
                "-Donetape.market=" + seed + " -Donetape.events=" + events);
    }

    private static List<RandomStrategy.Traded> traded(int instruments) {
        return IntStream.rangeClosed(1, instruments)
                .mapToObj(instrument -> new RandomStrategy.Traded(
                        instrument, RandomMarket.MIDDLE, RandomMarket.TICK, RandomMarket.LOT, Fixed8.ONE / 2))
                .toList();
    }
}
