package io.onetape.services.strategy.arbitrage;

import static io.onetape.services.strategy.KindScenario.ended;
import static io.onetape.services.strategy.KindScenario.fill;
import static io.onetape.services.strategy.KindScenario.set;
import static io.onetape.services.strategy.KindScenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.strategy.KindScenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One of BTCUSDT against two of ETHUSDT: the spread is -0.05 and 0.05 in turn, its mean 0, a deviation 0.05. */
final class ArbitrageTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    private final KindScenario kind = KindScenario.of(
            "arbitrage",
            "symbol2=ETHUSDT",
            "ratio=2",
            "window=10",
            "entryDeviations=3",
            "exitDeviations=1",
            "stopDeviations=20");
    private final Scenario scenario = kind.scenario;

    @Test
    void aSpreadBelowItsBandIsBoughtWithTheFirstInstrumentAsMaker() {
        swinging();
        kind.top(MILLI, "99.8", "99.9");
        scenario.thenEmitted(
                "Signal instrument=1 strategy=k1 name=spread value=0.5 fairPrice=100",
                "OrderRequested k1-1 instrument=1 side=BUY price=99.8 quantity=0.01 timeInForce=GTX");
    }

    @Test
    void aSpreadAboveItIsSoldAlsoIfItWasTheSecondThatMoved() {
        swinging();
        scenario.when(text(2, "49.8", "49.9")).thenEmitted("Signal", "OrderRequested k1-1 instrument=1 side=SELL");
    }

    @Test
    void whatTheFirstHasGotTheSecondFollowsAsTaker() {
        entered();
        scenario.when(fill(1, "BUY", "99.8", "0.004"))
                .thenEmitted("OrderRequested k1-2 instrument=2 side=SELL price=49.9 quantity=0.008 orderType=LIMIT"
                        + " timeInForce=IOC reduceOnly=NO");
        scenario.when(fill(1, "BUY", "99.8", "0.006")).thenNothing(); // one hedge at a time
        scenario.when(hedged(2, "SELL", "0.005")).thenNothing();
        scenario.later(Duration.ofMillis(100))
                .when(hedgeEnded(2, "EXPIRED"))
                .thenEmitted("OrderRequested k1-3 instrument=2 side=SELL quantity=0.015");
        scenario.given(hedged(3, "SELL", "0.015"), hedgeEnded(3, "FILLED"));
        scenario.later(Duration.ofSeconds(1)).when("Tick");
        assertThat(scenario.emitted("OrderRequested"))
                .noneMatch(order -> order.get("instrument").equals("2"));
    }

    @Test
    void anInvalidBookOfEitherMeansNoEntry() {
        swinging();
        scenario.given(text(2, "49.9", "50.1").replace("VALID", "GAP"));
        kind.top(MILLI, "99", "99.1");
        scenario.thenNothing();
        scenario.when(text(2, "49.9", "50.1")).thenEmitted("Signal", "OrderRequested k1-1");
        scenario.when(text(2, "49.9", "50.1").replace("VALID", "STALE")).thenEmitted("Signal", "CancelRequested k1-1");
    }

    @Test
    void aHedgeWaitsForItsBook() {
        entered();
        scenario.given(text(2, "49.9", "50.1").replace("VALID", "GAP"));
        scenario.when(fill(1, "BUY", "99.8", "0.01")).thenNothing();
        scenario.when(text(2, "49.9", "50.1"))
                .thenEmitted("Signal instrument=1", "OrderRequested k1-2 instrument=2 side=SELL quantity=0.02");
    }

    @Test
    void nothingMoreIsEnteredWhileTheHedgeIsRefused() {
        entered();
        scenario.given(fill(1, "BUY", "99.8", "0.004"));
        scenario.when(hedgeEnded(2, "REJECTED").replace("REQUESTED", "NOTIONAL_LIMIT"))
                .thenEmitted("Signal", "CancelRequested k1-1");
        scenario.later(Duration.ofSeconds(1)).when("Tick").thenEmitted("OrderRequested k1-3 instrument=2 side=SELL");
    }

    @Test
    void whenTheSpreadIsBackTheFirstGoesAsMakerAndTheSecondFollows() {
        holding();
        kind.top(MILLI, "99.9", "100");
        scenario.thenEmitted("Signal", "OrderRequested k1-3 instrument=1 side=SELL price=100 timeInForce=GTX");
        scenario.later(Duration.ofMillis(200))
                .when(fill(3, "SELL", "100", "0.01"))
                .thenEmitted(
                        "Signal", "OrderRequested k1-4 instrument=2 side=BUY price=50.1 quantity=0.02 timeInForce=IOC");
    }

    @Test
    void aSpreadThatRunsAwayIsLeftAtOnce() {
        holding();
        kind.top(MILLI, "98.9", "99");
        scenario.thenEmitted("Signal", "OrderRequested k1-3 instrument=1 side=SELL price=98.9 timeInForce=IOC");
    }

    @Test
    void noEntryGoesBeyondTheMaximumPosition() {
        scenario.given(set("maxPosition=0.015"));
        holding();
        kind.top(Duration.ofSeconds(2), "99.7", "99.8");
        assertThat(scenario.emitted("OrderRequested")).isEmpty();
    }

    @Test
    void ordersOfATimeBeforeTheStartAreCancelledOnBothLegs() {
        entered();
        scenario.given(fill(1, "BUY", "99.8", "0.004"), set("enabled=false"), set("enabled=true"));
        scenario.given(
                "OrderChanged k1-1 instrument=1 previous=SUBMITTED state=SUBMITTED reason=UNKNOWN_ORDER",
                "OrderChanged k1-2 instrument=2 previous=SUBMITTED state=SUBMITTED reason=UNKNOWN_ORDER");
        scenario.later(Duration.ofSeconds(2)).when(text(1, "99.8", "99.9"), text(2, "49.9", "50.1"));
        assertThat(scenario.emitted("CancelRequested"))
                .map(cancel -> cancel.get("instrument"))
                .containsExactlyInAnyOrder("1", "2");
        scenario.when(ended(1, "BUY", "CANCELED"), hedgeEnded(2, "CANCELED"));
        assertThat(scenario.emitted("OrderRequested"))
                .singleElement()
                .satisfies(order -> assertThat(order.get("quantity")).isEqualTo("0.008"));
    }

    @Test
    void deviationsMustBeInTheirOrder() {
        scenario.when(set("stopDeviations=3"));
        assertThat(scenario.emitted().get(0).get("detail"))
                .isEqualTo("k1: expected exitDeviations < entryDeviations < stopDeviations, found '1', '3', '3';"
                        + " the former value holds");
    }

    private void swinging() {
        scenario.given(text(2, "49.9", "50.1"));
        for (int i = 0; i < 10; i++) {
            kind.top(Duration.ofSeconds(1), i % 2 == 0 ? "99.9" : "100", i % 2 == 0 ? "100" : "100.1");
        }
        scenario.given();
    }

    private void entered() {
        swinging();
        kind.top(MILLI, "99.8", "99.9");
        scenario.given();
    }

    private void holding() {
        entered();
        scenario.given(fill(1, "BUY", "99.8", "0.01"), hedged(2, "SELL", "0.02"), hedgeEnded(2, "FILLED"));
    }

    private static String hedged(int intent, String side, String quantity) {
        return fill(intent, side, "49.9", quantity).replace("instrument=1", "instrument=2");
    }

    private static String hedgeEnded(int intent, String state) {
        return ended(intent, "SELL", state).replace("instrument=1", "instrument=2");
    }
}
