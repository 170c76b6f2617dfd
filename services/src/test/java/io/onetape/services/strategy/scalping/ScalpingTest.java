package io.onetape.services.strategy.scalping;

import static io.onetape.services.strategy.KindScenario.ended;
import static io.onetape.services.strategy.KindScenario.fill;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.strategy.KindScenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ScalpingTest {
    private final KindScenario kind =
            KindScenario.of("scalping", "imbalance=0.5", "maxSpread=2", "takeProfit=2", "stop=3", "maxHold=10s");
    private final Scenario scenario = kind.scenario;

    @Test
    void theHeavierSideIsJoined() {
        scenario.when(top("100", "100.1", "0.5"))
                .thenEmitted(
                        "Signal strategy=k1 name=imbalance value=0.5 fairPrice=100.07",
                        "OrderRequested k1-1 side=BUY price=100 quantity=0.01 timeInForce=GTX");
    }

    @Test
    void aHeavyOfferIsJoinedToo() {
        scenario.when(top("100", "100.1", "-0.6")).thenEmitted("Signal", "OrderRequested k1-1 side=SELL price=100.1");
    }

    @Test
    void aBookThatIsEvenOrWideOrInvalidIsLeftAlone() {
        scenario.when(
                        top("100", "100.1", "0.4"),
                        top("100", "100.3", "0.9"),
                        top("100", "100.1", "0.9").replace("VALID", "GAP"),
                        top("100", "100.1", "null"),
                        top("100", "100", "0.9"))
                .thenNothing();
    }

    @Test
    void anEntryIsTakenBackWhenTheImbalanceOrTheBookIsGone() {
        scenario.given(top("100", "100.1", "0.9"));
        scenario.when(top("100", "100.1", "0.1")).thenEmitted("Signal value=0.1", "CancelRequested k1-1");
        scenario.given(ended(1, "BUY", "CANCELED"));
        scenario.later(Duration.ofMillis(100)).given(top("100", "100.1", "0.9"));
        scenario.when(top("100", "100.1", "0.9").replace("VALID", "STALE"))
                .thenEmitted("Signal", "CancelRequested k1-2");
    }

    @Test
    void whatIsBoughtIsOfferedTwoTicksUp() {
        scenario.given(top("100", "100.1", "0.9"));
        scenario.when(fill(1, "BUY", "100", "0.004"))
                .thenEmitted("Signal", "OrderRequested k1-2 side=SELL price=100.2 quantity=0.004 timeInForce=GTX");
        scenario.later(Duration.ofMillis(150))
                .when(fill(1, "BUY", "100", "0.006"))
                .thenEmitted("Signal", "CancelRequested k1-2");
        scenario.when(ended(2, "SELL", "CANCELED"))
                .thenEmitted("Signal", "OrderRequested k1-3 side=SELL price=100.2 quantity=0.01");
    }

    @Test
    void theTakeProfitNeverReachesTheOtherSide() {
        scenario.given(top("100", "100.1", "0.9"), top("101", "101.1", "0.9"));
        scenario.when(fill(1, "BUY", "100", "0.01")).thenEmitted("Signal", "OrderRequested k1-2 price=101.1");
    }

    @Test
    void threeTicksAgainstItAreTheStop() {
        holding();
        scenario.when(top("99.7", "99.8", "0")).thenEmitted("Signal", "CancelRequested k1-2");
        scenario.when(ended(2, "SELL", "CANCELED"))
                .thenEmitted("Signal", "OrderRequested k1-3 side=SELL price=99.7 timeInForce=IOC");
    }

    @Test
    void anImbalanceThatHasTurnedEndsThePositionAsMaker() {
        holding();
        scenario.later(Duration.ofMillis(200))
                .when(top("100", "100.1", "-0.5"))
                .thenEmitted("Signal value=-0.5", "CancelRequested k1-2");
        scenario.when(ended(2, "SELL", "CANCELED"))
                .thenEmitted("Signal", "OrderRequested k1-3 side=SELL price=100.1 timeInForce=GTX");
    }

    @Test
    void tenSecondsAreEnough() {
        holding();
        scenario.later(Duration.ofSeconds(10)).when("Tick").thenEmitted("Signal", "CancelRequested k1-2");
    }

    @Test
    void noEntryGoesBeyondTheMaximumPosition() {
        holding();
        scenario.later(Duration.ofSeconds(2)).when(top("100", "100.1", "0.9"));
        assertThat(scenario.emitted("OrderRequested")).hasSize(1);
        scenario.given(fill(3, "BUY", "100", "0.01"));
        scenario.later(Duration.ofSeconds(2)).when(top("100", "100.1", "0.9"));
        assertThat(scenario.emitted("OrderRequested")).isEmpty();
    }

    private void holding() {
        scenario.given(top("100", "100.1", "0.9"), fill(1, "BUY", "100", "0.01"));
        scenario.given(top("100", "100.1", "0"));
    }

    private static String top(String bid, String ask, String imbalance) {
        return "BookTop instrument=1 status=VALID microprice=100.07 bid=" + bid + " ask=" + ask + " imbalance="
                + imbalance;
    }
}
