package io.onetape.services.strategy.meanreversion;

import static io.onetape.services.strategy.KindScenario.ended;
import static io.onetape.services.strategy.KindScenario.fill;
import static io.onetape.services.strategy.KindScenario.set;
import static io.onetape.services.strategy.KindScenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.strategy.KindScenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Mids of 99.95 and 100.05 in turn: the mean is 100, a deviation 0.05. */
final class MeanReversionTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MILLI = Duration.ofMillis(1);

    private final KindScenario kind = KindScenario.of(
            "meanreversion", "window=10", "entryDeviations=3", "exitDeviations=1", "minDistance=0.001", "stop=0.01");
    private final Scenario scenario = kind.scenario;

    @Test
    void aFallBelowTheBandIsBoughtAsMaker() {
        scenario.given(set("minDistance=0.002"));
        swinging();
        kind.top(MILLI, "99.8", "99.9"); // 0.15 away: three deviations, but not a five-hundredth of the price
        scenario.thenNothing();
        kind.top(MILLI, "99.7", "99.8");
        scenario.thenEmitted(
                "Signal strategy=k1 name=deviation value=0.83333333 fairPrice=100",
                "OrderRequested k1-1 side=BUY price=99.7 quantity=0.01 timeInForce=GTX");
    }

    @Test
    void aRiseAboveTheBandIsSold() {
        swinging();
        kind.top(MILLI, "100.4", "100.5");
        scenario.thenEmitted("Signal value=-1", "OrderRequested k1-1 side=SELL price=100.5");
    }

    @Test
    void nothingIsDoneBeforeTheWindowIsFullNorAfterALongPause() {
        kind.top(SECOND, "99.9", "100").top(SECOND, "100", "100.1").top(MILLI, "90", "90.1");
        scenario.thenNothing();
        swinging();
        kind.top(Duration.ofSeconds(12), "90", "90.1");
        scenario.thenNothing();
    }

    @Test
    void anInvalidBookMeansNoOrder() {
        swinging();
        scenario.when(text(1, "99", "99.1").replace("VALID", "CROSSED")).thenNothing();
        scenario.when(text(1, "99", "99.1")).thenEmitted("Signal", "OrderRequested k1-1");
        scenario.when(text(1, "99", "99.1").replace("VALID", "WAITING")).thenEmitted("Signal", "CancelRequested k1-1");
    }

    @Test
    void itLeavesAsMakerWhenThePriceIsBack() {
        holding();
        kind.top(MILLI, "99.6", "99.7");
        scenario.thenNothing();
        kind.top(MILLI, "99.9", "100");
        scenario.thenEmitted("Signal", "OrderRequested k1-2 side=SELL price=100 quantity=0.01 timeInForce=GTX");
        kind.top(MILLI, "99", "99.1"); // what has been decided holds, and follows the price after the interval
        scenario.thenEmitted("Signal");
        scenario.later(Duration.ofMillis(100)).when("Tick").thenEmitted("Signal", "CancelRequested k1-2");
        scenario.when(ended(2, "SELL", "CANCELED"))
                .thenEmitted("Signal", "OrderRequested k1-3 side=SELL price=99.1 timeInForce=GTX");
    }

    @Test
    void theStopTakesTheOtherSideAtOnce() {
        holding();
        kind.top(MILLI, "98.5", "98.6");
        scenario.thenEmitted("Signal", "OrderRequested k1-2 side=SELL price=98.5 timeInForce=IOC");
    }

    @Test
    void noEntryGoesBeyondTheMaximumPosition() {
        scenario.given(set("maxPosition=0.015"));
        holding();
        kind.top(SECOND, "99.4", "99.5").top(SECOND, "99.3", "99.4");
        assertThat(scenario.emitted("OrderRequested")).isEmpty();
    }

    @Test
    void aTakeProfitRestsIfOneIsSet() {
        scenario.given(set("takeProfit=0.002"));
        swinging();
        scenario.given(text(1, "99.5", "99.6"));
        scenario.when(fill(1, "BUY", "99.5", "0.01"))
                .thenEmitted("Signal", "OrderRequested k1-2 side=SELL price=99.7 timeInForce=GTX");
    }

    @Test
    void whatIsWorthLessThanTheMinimumGoesAsReduceOnly() {
        swinging();
        scenario.given(
                KindScenario.define(1, "BTCUSDT").replace("minimumNotional=0.05", "minimumNotional=0.5"),
                text(1, "99.5", "99.6"),
                fill(1, "BUY", "99.5", "0.004"));
        kind.top(MILLI, "99.9", "100");
        assertThat(scenario.emitted("OrderRequested"))
                .singleElement()
                .satisfies(order -> assertThat(order.get("reduceOnly")).isEqualTo("YES"));
    }

    @Test
    void exitMustBeNearerThanEntry() {
        scenario.when(set("exitDeviations=3"));
        assertThat(scenario.emitted().get(0).get("detail"))
                .isEqualTo("k1: exitDeviations: expected less than entryDeviations, 3, found '3';"
                        + " the former value holds");
    }

    private void swinging() {
        for (int i = 0; i < 10; i++) {
            kind.top(SECOND, i % 2 == 0 ? "99.9" : "100", i % 2 == 0 ? "100" : "100.1");
        }
        scenario.given();
    }

    private void holding() {
        swinging();
        scenario.given(text(1, "99.5", "99.6"), fill(1, "BUY", "99.5", "0.01"));
    }
}
