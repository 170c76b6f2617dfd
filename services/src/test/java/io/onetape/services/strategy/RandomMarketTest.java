package io.onetape.services.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.Emitted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind, in a market that knows no mercy: its own position limit, nothing quoted on a book that is not valid, and restored copies that go on alike. */
final class RandomMarketTest {
    private static final int STEPS = 2_500;
    private static final long MAXIMUM = Fixed8.parse("0.025");

    @ParameterizedTest
    @CsvSource({
        "market-maker, spread=0.2",
        "momentum, fast=2 slow=4 threshold=0.0005 takeProfit=0.003 stop=0.004 maxHold=20s cooldown=0s",
        "momentum, fast=2 slow=4 threshold=0.0005 entry=taker maxHold=5s cooldown=0s",
        "meanreversion, window=8 entryDeviations=1 exitDeviations=0.2 maxHold=20s cooldown=0s",
        "scalping, imbalance=0.3 stop=3 maxHold=3s cooldown=0s",
        "arbitrage, symbol2=ETHUSDT ratio=2 window=8 entryDeviations=1 exitDeviations=0.2 maxHold=20s cooldown=0s"
    })
    void limitsHoldAndARestoredCopyGoesOnAlike(String kind, String settings) {
        for (long seed = 1; seed <= 3; seed++) {
            String run = "seed " + seed + " of " + kind;
            List<String> all =
                    new ArrayList<>(List.of("type=" + kind, "symbol=BTCUSDT", "quantity=0.010", "maxPosition=0.025"));
            all.addAll(List.of(settings.split(" ")));
            all.add("enabled=true");
            RandomMarket market = new RandomMarket(seed, false);
            RandomMarket restored = new RandomMarket(seed, true);
            market.start(all);
            restored.start(all);
            for (int step = 0; step < STEPS; step++) {
                List<Emitted> now = market.step();
                check(market, now, run + " step " + step);
                assertThat(restored.step())
                        .as(run + " step " + step)
                        .map(Object::toString)
                        .isEqualTo(now.stream().map(Object::toString).toList());
            }
            assertThat(market.fills).as(run).isGreaterThan(40);
        }
    }

    private static void check(RandomMarket market, List<Emitted> now, String where) {
        long ratio = 2;
        for (int instrument = 1; instrument <= 2; instrument++) {
            long buys = market.positions[instrument];
            long sells = market.positions[instrument];
            for (RandomMarket.Order order : market.open.values()) {
                if (order.instrument == instrument) {
                    buys += order.buy ? order.leaves : 0;
                    sells -= order.buy ? 0 : order.leaves;
                }
            }
            assertThat(Math.max(buys, -sells))
                    .as(where)
                    .isLessThanOrEqualTo(instrument == 1 ? MAXIMUM : ratio * MAXIMUM);
        }
        for (Emitted record : now) {
            if (record.name().equals("OrderRequested")) {
                assertThat(market.valid[record.view().instrument()]).as(where).isTrue();
            }
        }
    }
}
