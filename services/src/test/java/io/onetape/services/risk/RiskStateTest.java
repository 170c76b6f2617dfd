package io.onetape.services.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Risk that is restored from its state goes on exactly as the original, whatever has come before. */
final class RiskStateTest {
    private static final String[] SIDES = {"BOTH", "BOTH", "LONG", "SHORT"};
    private static final String[] STRATEGIES = {"mm1-", "arb-"};

    private int intent;

    @Test
    void restoredRiskGoesOnAsIfNothingHadBeen() {
        Set<String> names = new TreeSet<>();
        for (long seed = 1; seed <= 5; seed++) {
            run(seed, names);
        }
        assertThat(names).contains("RiskBreached", "TradingHalted", "TradingResumed", "CancelRequested", "AlertRaised");
    }

    private void run(long seed, Set<String> names) {
        Random random = new Random(seed);
        intent = 0;
        Risk risk = new Risk();
        Scenario scenario = new Scenario(risk);
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR symbol=BTCUSDT quoteAsset=USDT",
                "ConfigSet key=account.initialMarginRate value=0.01",
                "ConfigSet key=risk.maximumRejectionsPerMinute value=20");
        for (int step = 0; step < 600; step++) {
            String fact = fact(random);
            Duration pause = Duration.ofMillis(1 + random.nextInt(step % 50 == 49 ? 90_000_000 : 300));
            Risk restored = risk;
            if (step % 17 == 0) {
                restored = StateCopy.copy(risk, new Risk());
                assertThat(StateCopy.text(restored))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(StateCopy.text(risk));
            }
            scenario.given().later(pause).when(fact);
            if (restored != risk) {
                Scenario other = new Scenario(restored);
                other.later(Duration.ofNanos(scenario.nowNanos() - other.nowNanos()))
                        .when(fact);
                assertThat(texts(other))
                        .as("seed %d step %d after %s", seed, step, fact)
                        .isEqualTo(texts(scenario));
            }
        }
        scenario.records().forEach(record -> names.add(record.name()));
    }

    private static List<String> texts(Scenario scenario) {
        return scenario.emitted().stream()
                .map(record -> record.toString().replaceAll(" at \\d+", ""))
                .toList();
    }

    private String fact(Random random) {
        String about = " instrument=" + (1 + random.nextInt(2));
        String order = STRATEGIES[random.nextInt(2)] + (random.nextInt(3) > 0 ? ++intent : Math.max(1, intent - 3));
        String side = " side=" + (random.nextBoolean() ? "BUY" : "SELL") + " positionSide=" + SIDES[random.nextInt(4)];
        String price = " price=" + (95 + random.nextInt(10));
        return switch (random.nextInt(12)) {
            case 0 -> "MarkPriceUpdate mark=" + (90 + random.nextInt(20)) + about;
            case 1 -> "AccountChanged equity=" + (500 + random.nextInt(1000)) + " dailyDrawdown=" + random.nextInt(60);
            case 2 -> limits(random);
            case 3 -> "OperatorCommand who=ann why=test what=" + (random.nextInt(4) == 0 ? "halt" : "resume");
            case 4 -> "ReconciliationFinished differences=" + (random.nextInt(4) == 0 ? 1 : 0);
            case 5 -> "Correction position=1 cash=-100" + about;
            case 6 -> "SimulationConfigured capital=" + random.nextInt(5);
            case 7 ->
                "OrderChanged " + order + about + side + price
                        + " quantity=3 leaves=2 previous=PENDING_SUBMIT reason=VENUE state="
                        + (random.nextBoolean() ? "SUBMITTED" : "REJECTED");
            case 8 -> "Fill " + order + about + side + price + " quantity=1 fee=0.1";
            default ->
                "OrderRequested " + order + about + side + price
                        + " orderType=LIMIT timeInForce=GTC reduceOnly=NO quantity=2";
        };
    }

    private static String limits(Random random) {
        String becomes =
                " onBreach=" + (random.nextBoolean() ? "NORMAL" : random.nextBoolean() ? "REDUCE_ONLY" : "HALTED");
        String drawdown = " maximumDailyDrawdown=" + (10 + random.nextInt(50));
        return switch (random.nextInt(3)) {
            case 0 ->
                "RiskLimitsSet scope=INSTRUMENT maximumPosition=200 maximumNotional=100000 maximumOpenOrders=100 maximumOrdersPerSecond=3"
                        + becomes;
            case 1 -> "RiskLimitsSet scope=STRATEGY strategy=mm1 maximumOrdersPerSecond=2" + drawdown + becomes;
            default -> "RiskLimitsSet scope=ACCOUNT maximumLeverage=8 minimumMarginRatio=2" + drawdown + becomes;
        };
    }
}
