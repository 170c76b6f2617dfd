package io.onetape.services.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signals of pairs on instrument 1: a print of a price makes each say that price. */
final class CombinationTest {
    private final Strategies strategies = new Strategies(List.of(Pair.TYPE, Parrot.TYPE));
    private final Scenario scenario = new Scenario(strategies);

    CombinationTest() {
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001",
                "InstrumentDefined instrument=2 contract=LINEAR market=USDM symbol=ETHUSDT tickSize=0.1 lotSize=0.001",
                "InstrumentDefined instrument=3 contract=LINEAR market=USDM symbol=XRPUSDT tickSize=0.1 lotSize=0.001");
    }

    @Test
    void nothingIsCombinedUnlessItIsAskedFor() {
        pair("a", "ETHUSDT", "priority=3");
        scenario.when(print(1, "0.5")).thenEmitted("Signal strategy=a value=0.5 priority=3");
        scenario.when("ConfigSet key=strategies.combine value=perhaps");
        assertThat(scenario.emitted().get(0).get("detail"))
                .isEqualTo("strategies.combine: expected one of [false, true], found 'perhaps'");
    }

    @Test
    void theCombinedValueIsTheMeanByWeightAndTheHighestPriorityLeads() {
        combine();
        pair("a", "ETHUSDT", "weight=3");
        scenario.when(print(1, "0.5"))
                .thenEmitted("Signal strategy=a", "SignalCombined instrument=1 value=0.5 leader=a strategies=1");
        scenario.when(print(1, "0.5")).thenEmitted("Signal strategy=a");
        pair("b", "XRPUSDT", "priority=2");
        scenario.when(print(1, "-1"))
                .thenEmitted(
                        "Signal strategy=a value=-1",
                        "Signal strategy=b value=-1 priority=2",
                        "SignalCombined instrument=1 value=-1 leader=b strategies=2");
        scenario.when(print(2, "1")).thenEmitted("Signal strategy=a", "SignalCombined instrument=2 leader=a");
    }

    @Test
    void valuesBeyondOneCountAsOneAndWeightsOfNothingMakeNoMean() {
        combine();
        pair("a", "ETHUSDT", "weight=0");
        scenario.when(print(1, "700"))
                .thenEmitted("Signal value=700", "SignalCombined value=null leader=a strategies=1");
        scenario.given(set("a", "weight", "1"));
        scenario.when(print(1, "700")).thenEmitted("Signal value=700", "SignalCombined value=1 leader=a strategies=1");
    }

    @Test
    void aSignalEndsAfterItsLifeAndWithItsStrategy() {
        combine();
        pair("a", "ETHUSDT", "signalLifeMillis=100");
        pair("b", "XRPUSDT", "signalLifeMillis=1000");
        scenario.given(print(1, "1"));
        scenario.later(Duration.ofMillis(100)).when("Tick").thenNothing();
        scenario.when("Tick").thenEmitted("SignalCombined value=1 leader=b strategies=1");
        scenario.when(set("b", "enabled", "false"))
                .thenEmitted("StrategyChanged change=STOPPED", "SignalCombined value=null leader='' strategies=0");
    }

    @Test
    void ordersAgainstAHigherPriorityAreHeldBackWhileItsSignalIsInForce() {
        combine();
        pair("z", "ETHUSDT", "priority=1");
        parrot("p");
        scenario.given(print(1, "-0.2"));
        scenario.when(top("100"));
        assertThat(scenario.emitted("OrderRequested"))
                .map(order -> order.get("strategy"))
                .containsExactly("z"); // on the other leg
        scenario.later(Duration.ofMillis(5_000)).given("Tick");
        scenario.when(top("100"));
        assertThat(scenario.emitted("OrderRequested"))
                .map(order -> order.get("strategy") + order.get("side"))
                .contains("pBUY");
    }

    @Test
    void ordersWithTheSignalOrOfItsOwnPriorityAreNotHeldBack() {
        combine();
        pair("z", "ETHUSDT", "priority=1");
        parrot("p");
        scenario.given(print(1, "0.2"));
        scenario.when(top("100"));
        assertThat(scenario.emitted("OrderRequested"))
                .map(order -> order.get("strategy"))
                .contains("p");
        scenario.given(
                print(1, "-0.2"),
                "OrderChanged p-1 instrument=1 previous=SUBMITTED state=CANCELED reason=REQUESTED",
                set("p", "priority", "1"));
        scenario.when(top("101"));
        assertThat(scenario.emitted("OrderRequested"))
                .map(order -> order.get("strategy"))
                .contains("p");
    }

    @Test
    void whatTakesAPositionBackIsNeverHeldBack() {
        combine();
        pair("z", "ETHUSDT", "priority=1");
        parrot("p");
        scenario.given("Fill p-9 instrument=1 side=SELL price=100 quantity=0.01", print(1, "-0.2"));
        scenario.when(top("100"));
        assertThat(scenario.emitted("OrderRequested"))
                .map(order -> order.get("strategy"))
                .contains("p");
    }

    @Test
    void halfWayTheStateGoesOnInAFreshProcessor() {
        combine();
        pair("a", "ETHUSDT", "priority=1");
        pair("b", "XRPUSDT", "weight=2");
        scenario.given(print(1, "-0.2"), print(2, "0.7"));
        Strategies restored = StateCopy.copy(strategies, new Strategies(List.of(Pair.TYPE, Parrot.TYPE)));
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(strategies));
        String[] rest = {print(1, "-0.2"), print(1, "0.4"), top("7"), set("a", "enabled", "false")};
        Scenario other = new Scenario(restored).when(rest);
        scenario.when(rest);
        assertThat(other.emitted())
                .map(Object::toString)
                .isEqualTo(scenario.emitted().stream().map(Object::toString).toList());
        assertThat(scenario.emitted("SignalCombined")).isNotEmpty();
    }

    private void combine() {
        scenario.given("ConfigSet key=strategies.combine value=true");
    }

    private void pair(String name, String second, String setting) {
        String[] parts = setting.split("=", 2);
        scenario.given(
                set(name, "type", "pair"),
                set(name, "symbol", "BTCUSDT"),
                set(name, "symbol2", second),
                set(name, parts[0], parts[1]),
                set(name, "enabled", "true"));
    }

    private void parrot(String name) {
        scenario.given(
                set(name, "type", "parrot"),
                set(name, "symbol", "BTCUSDT"),
                set(name, "quantity", "0.010"),
                set(name, "enabled", "true"));
    }

    private static String set(String name, String key, String value) {
        return "ConfigSet key=strategy." + name + "." + key + " value=" + value;
    }

    private static String top(String bid) {
        return "BookTop instrument=1 status=VALID bid=" + bid;
    }

    private static String print(int instrument, String price) {
        return "TradePrint instrument=" + instrument + " price=" + price + " quantity=1";
    }
}
