package io.onetape.services.strategy.momentum;

import static io.onetape.services.strategy.KindScenario.ended;
import static io.onetape.services.strategy.KindScenario.fill;
import static io.onetape.services.strategy.KindScenario.set;
import static io.onetape.services.strategy.KindScenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.strategy.KindScenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MomentumTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final KindScenario kind =
            KindScenario.of("momentum", "fast=2", "slow=4", "threshold=0.002", "takeProfit=0.02", "stop=0.01");
    private final Scenario scenario = kind.scenario;

    @Test
    void aRisingMarketIsBoughtAtTheBestBidAsMaker() {
        calm();
        // mid 101.05: fast 100.05 + 2/3, slow 100.05 + 2/5, and the trend is the difference in parts of the slow one
        kind.top(SECOND, "101", "101.1");
        scenario.thenEmitted(
                "Signal strategy=k1 name=trend value=0.66368 fairPrice=100.71666667 position=0",
                "OrderRequested k1-1 side=BUY price=101 quantity=0.01 orderType=LIMIT timeInForce=GTX reduceOnly=NO"
                        + " pricing=AS_GIVEN");
    }

    @Test
    void aFallingMarketIsSold() {
        calm();
        kind.top(SECOND, "99", "99.1");
        scenario.thenEmitted("Signal name=trend", "OrderRequested k1-1 side=SELL price=99.1");
    }

    @Test
    void nothingIsDoneBeforeTheSlowAverageIsKnownNorAfterALongPause() {
        kind.top(SECOND, "100", "100.1").top(SECOND, "101", "101.1").top(SECOND, "102", "102.1");
        scenario.thenNothing();
        calm();
        kind.top(SECOND.multipliedBy(6), "110", "110.1");
        scenario.thenNothing();
    }

    @Test
    void anInvalidBookMeansNoOrder() {
        calm();
        scenario.later(SECOND)
                .when(text(1, "101", "101.1").replace("VALID", "GAP"))
                .thenNothing();
        kind.top(Duration.ofMillis(1), "101", "101.1");
        scenario.thenEmitted("Signal", "OrderRequested k1-1");
        scenario.when(text(1, "101", "101.1").replace("VALID", "STALE")).thenEmitted("Signal", "CancelRequested k1-1");
    }

    @Test
    void anEntryThatTheMarketLeavesBehindFollowsItAfterTheInterval() {
        entered();
        kind.top(Duration.ofMillis(50), "101.1", "101.2");
        scenario.thenNothing();
        kind.top(Duration.ofMillis(60), "101.2", "101.3");
        scenario.thenEmitted("Signal", "CancelRequested k1-1");
        scenario.when(ended(1, "BUY", "CANCELED")).thenEmitted("Signal", "OrderRequested k1-2 price=101.2");
    }

    @Test
    void anEntryThatWaitsTooLongIsCancelledEvenInSilence() {
        entered();
        scenario.later(Duration.ofSeconds(5)).when("Tick").thenEmitted("Signal", "CancelRequested k1-1");
        scenario.when(ended(1, "BUY", "CANCELED")).thenNothing();
        scenario.later(SECOND).when("Tick").thenEmitted("Signal", "OrderRequested k1-2");
    }

    @Test
    void whatIsBoughtIsOfferedAtTheTakeProfit() {
        entered();
        scenario.when(fill(1, "BUY", "101", "0.01"))
                .thenEmitted(
                        "Signal position=0.01",
                        "OrderRequested k1-2 side=SELL price=103.1 quantity=0.01 timeInForce=GTX reduceOnly=NO");
        kind.top(Duration.ofMillis(500), "103", "103.1");
        scenario.when(fill(2, "SELL", "103.1", "0.01"));
        assertThat(scenario.emitted("OrderRequested")).isEmpty(); // the next entry waits for its cooldown
    }

    @Test
    void theStopTakesWhatItGetsUntilItIsFlat() {
        holding();
        scenario.when(text(1, "99.9", "100")).thenEmitted("Signal", "CancelRequested k1-2");
        scenario.when(ended(2, "SELL", "CANCELED"))
                .thenEmitted(
                        "Signal",
                        "OrderRequested k1-3 side=SELL price=99.9 quantity=0.01 orderType=LIMIT timeInForce=IOC");
        scenario.given(text(1, "101", "101.1")); // what has been decided holds
        scenario.when(fill(3, "SELL", "99.9", "0.004"), ended(3, "SELL", "EXPIRED"))
                .thenNothing();
        scenario.later(Duration.ofMillis(100))
                .when("Tick")
                .thenEmitted("Signal", "OrderRequested k1-4 side=SELL price=101 quantity=0.006 timeInForce=IOC");
    }

    @Test
    void anOldPositionGoesAsMakerAndThenAsTaker() {
        scenario.given(set("maxHold=3s"), set("maxPosition=0.010"));
        holding();
        scenario.later(Duration.ofSeconds(3)).when("Tick").thenEmitted("Signal", "CancelRequested k1-2");
        scenario.when(ended(2, "SELL", "CANCELED"))
                .thenEmitted("Signal", "OrderRequested k1-3 side=SELL price=101.1 timeInForce=GTX");
        scenario.later(Duration.ofSeconds(2)).when("Tick").thenEmitted("Signal", "CancelRequested k1-3");
        scenario.when(ended(3, "SELL", "CANCELED"))
                .thenEmitted("Signal", "OrderRequested k1-4 side=SELL price=101 timeInForce=IOC");
    }

    @Test
    void aTrendThatIsGoneEndsThePosition() {
        scenario.given(set("maxPosition=0.010"));
        holding();
        kind.top(SECOND, "100.8", "100.9").top(SECOND, "100.6", "100.7").top(SECOND, "100.4", "100.5");
        assertThat(scenario.emitted("CancelRequested"))
                .extracting(cancel -> cancel.get("intent"))
                .containsExactly("2");
    }

    @Test
    void noEntryGoesBeyondTheMaximumPosition() {
        holding();
        scenario.later(SECOND).when(text(1, "102", "102.1"));
        assertThat(scenario.emitted("OrderRequested")).hasSize(1); // 0.01 more, to 0.02
        scenario.given(fill(3, "BUY", "102", "0.01"));
        kind.top(SECOND.multipliedBy(2), "103", "103.1");
        kind.top(SECOND, "103", "103.1");
        assertThat(scenario.emitted("OrderRequested"))
                .noneMatch(order -> order.get("side").equals("BUY"));
    }

    @Test
    void anEntryMayBePricedByExecutionOrTakeAtOnce() {
        scenario.given(set("entry=best"));
        calm();
        kind.top(SECOND, "101", "101.1");
        scenario.thenEmitted("Signal", "OrderRequested k1-1 price=null pricing=BEST urgentAfterNanos=2000000000");
        scenario.given(set("entry=taker"));
        scenario.when(ended(1, "BUY", "EXPIRED"))
                .thenEmitted("Signal", "OrderRequested k1-2 price=101.1 timeInForce=IOC");
    }

    @Test
    void aHaltTakesEverythingBackAndReduceOnlyLeavesTheWayOut() {
        holding();
        scenario.when("TradingHalted reason=REQUESTED state=REDUCE_ONLY").thenNothing();
        scenario.when("TradingHalted reason=REQUESTED state=HALTED").thenEmitted("Signal", "CancelRequested k1-2");
        scenario.when(ended(2, "SELL", "CANCELED")).thenNothing();
        scenario.later(Duration.ofMillis(100))
                .when("TradingHalted reason=REQUESTED state=REDUCE_ONLY")
                .thenEmitted("Signal", "OrderRequested k1-3 side=SELL price=103.1");
    }

    @Test
    void aPositionFoundAtTheStartCountsAsEnteredAtTheMid() {
        holding();
        scenario.given(set("enabled=false"), set("enabled=true"));
        scenario.when(text(1, "110", "110.1")).thenNothing(); // the take profit of before has not ended yet
        scenario.when(ended(2, "SELL", "CANCELED"))
                .thenEmitted("Signal", "OrderRequested k1-3 side=SELL price=112.3"); // 110.05 and 2 %
    }

    @Test
    void aRefusedOrderIsTriedAgainAfterAPause() {
        entered();
        scenario.when(ended(1, "BUY", "REJECTED").replace("REQUESTED", "NOTIONAL_LIMIT"))
                .thenNothing();
        scenario.later(Duration.ofMillis(999)).when("Tick").thenNothing();
        scenario.when("Tick").thenEmitted("Signal", "OrderRequested k1-2");
    }

    @Test
    void settingsThatDoNotFitAreRefused() {
        scenario.when(set("fast=4"), set("quantity=0.0105"), set("maxPosition=0.001"));
        assertThat(scenario.emitted())
                .map(alert -> alert.get("detail"))
                .containsExactly(
                        "k1: fast: expected less than slow, 4, found '4'; the former value holds",
                        "k1: quantity: expected a multiple of the lot 0.001, found '0.0105'; the former value holds",
                        "k1: maxPosition: expected at least the quantity 0.01, found '0.001'; the former value holds");
    }

    private void calm() {
        for (int i = 0; i < 12; i++) {
            kind.top(SECOND, "100", "100.1");
        }
        scenario.given();
    }

    private void entered() {
        calm();
        kind.top(SECOND, "101", "101.1");
        scenario.given();
    }

    private void holding() {
        entered();
        scenario.given(fill(1, "BUY", "101", "0.01"));
    }
}
