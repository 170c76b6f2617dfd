package io.onetape.services.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StrategiesTest {
    private static final String BTC =
            "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001";
    private static final String ETH = BTC.replace("=1 ", "=2 ").replace("BTC", "ETH");

    private final Strategies strategies = new Strategies(List.of(Parrot.TYPE));
    private final Scenario scenario = new Scenario(strategies);

    @Test
    void aStrategyIsLoadedWhenItIsEnabledAndStartedWhenItsInstrumentIsDefined() {
        scenario.when(set("p1.type", "parrot"), set("p1.quantity", "0.010"), set("p1.symbol", "btcusdt"), ETH);
        scenario.thenNothing();
        scenario.when(set("p1.enabled", "true"))
                .thenEmitted("StrategyChanged strategy=p1 change=LOADED fromSequence=0 hash=built-in"
                        + " detail='type=parrot symbol=btcusdt quantity=0.01 most=1'");
        scenario.when(BTC).thenEmitted("StrategyChanged strategy=p1 instrument=1 change=STARTED detail=BTCUSDT");
        scenario.when(BTC, set("p1.enabled", "true")).thenNothing();
    }

    @Test
    void settingsThatDoNotFitStopTheStrategySayingWhatWasExpected() {
        scenario.given(BTC);
        assertStopped("p1", "expected a value of 'type', found none");
        scenario.given(set("p1.type", "maker"));
        assertStopped("p1", "type: expected one of [parrot], found 'maker'");
        scenario.given(set("p1.type", "parrot"));
        assertStopped("p1", "expected a value of 'quantity', found none");
        scenario.given(set("p1.quantity", "5.001"));
        assertStopped("p1", "quantity: expected a decimal number from 0.001 to 5, found '5.001'");
        scenario.given(set("p1.quantity", "1"), set("p1.most", "1.5"));
        assertStopped("p1", "most: expected a whole number from 1 to 9, found '1.5'");
        scenario.given(set("p1.most", "9"), set("p1.leest", "1"));
        assertStopped("p1", "expected one of [quantity, most], found 'leest'");
        scenario.given(set("p2.type", "parrot"), set("p2.quantity", "1"));
        assertStopped("p2", "expected a value of 'symbol', found none");
    }

    @Test
    void aStrategyThatRefusesItsParametersIsStopped() {
        scenario.given(BTC, set("p1.type", "parrot"), set("p1.quantity", "4"), set("p1.symbol", "BTCUSDT"));
        scenario.when(set("p1.enabled", "true"));
        assertThat(scenario.emitted()).map(record -> record.get("change")).containsExactly("LOADED", "STOPPED");
        assertThat(scenario.emitted().get(1).get("detail")).isEqualTo("quantity: expected anything but 4, found '4'");
    }

    @Test
    void settingsOfOthersAreNotOursAndMisspeltOnesRaiseAnAlert() {
        scenario.when("ConfigSet key=account.capital value=1").thenNothing();
        scenario.when("ConfigSet key=strategy.p1 value=1", "ConfigSet key=strategy.market-maker.type value=x");
        assertThat(scenario.emitted())
                .map(record -> record.get("detail"))
                .containsExactly(
                        "expected strategy.<name>.<parameter>, found 'strategy.p1'",
                        "expected a strategy's name of 1 to 8 letters, digits or underscores, found 'market-maker'");
    }

    @Test
    void intentsAreNumberedFromOnePerStrategyAndStrategiesAreCalledByName() {
        started("p2");
        started("p1");
        scenario.when(top("100"))
                .thenEmitted(
                        "OrderRequested p1-1 instrument=1 side=BUY price=100 quantity=0.01 orderType=LIMIT timeInForce=GTX"
                                + " reduceOnly=NO",
                        "OrderRequested p2-1 price=100");
        scenario.when(top("101")).thenEmitted("CancelRequested p1-1", "CancelRequested p2-1");
        scenario.when(ended("p1-1", "CANCELED")).thenEmitted("Signal strategy=p1 name=changed fairPrice=0");
        scenario.when(top("102")).thenEmitted("OrderRequested p1-2 price=102");
    }

    @Test
    void aStrategyHearsOfItsOwnInstrumentAndOrdersOnly() {
        started("p1");
        scenario.when(top("100").replace("instrument=1", "instrument=2")).thenNothing();
        scenario.when("Fill p9-1 instrument=1 side=BUY price=1 quantity=1").thenNothing();
        scenario.when("PositionChanged instrument=2 position=1").thenNothing();
        scenario.when("PositionChanged instrument=1 position=7")
                .thenEmitted("Signal strategy=p1 name=position fairPrice=7 position=0");
    }

    @Test
    void positionAndOpenOrdersAreKnownBeforeTheStrategyHears() {
        started("p1");
        scenario.given(top("100"));
        scenario.when("Fill p1-1 instrument=1 side=BUY price=100 quantity=0.004")
                .thenEmitted("Signal strategy=p1 name=fill position=0.004");
        scenario.when(ended("p1-1", "CANCELED")).thenEmitted("Signal name=changed fairPrice=0 position=0.004");
        scenario.when("Fill p1-1 instrument=1 side=BUY price=100 quantity=0.001")
                .thenEmitted("Signal strategy=p1 name=fill position=0.005");
    }

    @Test
    void aRefusedCancelMayBeAskedForAgain() {
        started("p1");
        scenario.given(top("100"), top("100"));
        scenario.when(top("100")).thenNothing();
        scenario.given("OrderChanged p1-1 instrument=1 side=BUY previous=SUBMITTED state=SUBMITTED reason=VENUE");
        scenario.when(top("100")).thenEmitted("CancelRequested p1-1");
    }

    @Test
    void theRejectionOfAUsedIntentDoesNotTouchTheOrderOfThatName() {
        started("p1");
        scenario.given(top("100"));
        scenario.when(ended("p1-1", "REJECTED")
                        .replace("REQUESTED", "DUPLICATE_INTENT")
                        .replace("SUBMITTED", "NEW"))
                .thenEmitted("Signal name=changed fairPrice=1");
    }

    @Test
    void timersOfTwoStrategiesDoNotMeet() {
        started("p1");
        started("p2");
        scenario.given("TradePrint instrument=1 price=1 quantity=1");
        long set = scenario.nowNanos() - Scenario.START_NANOS;
        String due = Fixed8.toString((set + 10_000_000) * 100);
        scenario.later(Duration.ofMillis(25))
                .when("Tick")
                .thenEmitted(
                        "Signal strategy=p1 name=timer value=3 fairPrice=" + due,
                        "Signal strategy=p2 name=timer value=3 fairPrice=" + due);
    }

    @Test
    void aParameterThatChangesTakesEffectAtOnceOrTheFormerOneHolds() {
        started("p1");
        scenario.when(set("p1.quantity", "0.5"))
                .thenEmitted("StrategyChanged strategy=p1 change=PARAMETERS detail='quantity=0.5 most=1'");
        scenario.when(set("p1.quantity", "4"), set("p1.symbol", "ETHUSDT"), set("p1.enabled", "maybe"));
        assertThat(scenario.emitted())
                .map(record -> record.get("detail"))
                .containsExactly(
                        "p1: quantity: expected anything but 4, found '4'; the former value holds",
                        "p1: expected symbol to stay while enabled, found 'ETHUSDT'; the former value holds",
                        "p1: expected one of [quantity, most], found 'enabled'; the former value holds");
        scenario.given().when(top("100"));
        assertThat(scenario.emitted("OrderRequested").get(0).get("quantity")).isEqualTo("0.5");
    }

    @Test
    void aDisabledStrategyCancelsItsOrdersAndGoesOnWithItsIntentsLater() {
        started("p1");
        scenario.given(top("100"));
        scenario.when(set("p1.enabled", "false"))
                .thenEmitted("CancelRequested p1-1", "StrategyChanged strategy=p1 change=STOPPED detail=disabled");
        scenario.when(top("100"), ended("p1-1", "CANCELED")).thenNothing();
        scenario.given(set("p1.enabled", "true"));
        scenario.when(top("100")).thenEmitted("OrderRequested p1-2");
    }

    @Test
    void aStrategyKeepsTheInstrumentThatItHasTraded() {
        started("p1");
        scenario.given(ETH, set("p1.enabled", "false"), set("p1.symbol", "ETHUSDT"));
        scenario.when(set("p1.enabled", "true"));
        assertThat(scenario.emitted().get(1).get("detail"))
                .isEqualTo("expected symbol BTCUSDT, which it has traded, found ETHUSDT: use another strategy's name");
    }

    @Test
    void aQuarantinedStrategyIsNotCalledAndItsOrdersAreCancelled() {
        started("p1");
        scenario.given(top("100"));
        scenario.when("StrategyChanged strategy=p1 change=QUARANTINED fromSequence=9")
                .thenEmitted("CancelRequested p1-1");
        scenario.when(top("100")).thenNothing();
    }

    @Test
    void anInstrumentThatIsDefinedAnewIsSeenAnewAlsoByARestoredOne() {
        started("p1");
        scenario.given(BTC.replace("tickSize=0.1", "tickSize=0.5"));
        Strategies restored = StateCopy.copy(strategies, new Strategies(List.of(Parrot.TYPE)));
        for (Scenario each : List.of(scenario, new Scenario(restored))) {
            each.when("TradingHalted reason=REQUESTED");
            assertThat(each.emitted("Signal").get(0).get("fairPrice")).isEqualTo("0.5");
        }
    }

    @Test
    void aHaltIsHeard() {
        started("p1");
        scenario.when("TradingHalted reason=REQUESTED", "TradingResumed")
                .thenEmitted("Signal name=halted", "Signal name=resumed");
    }

    @Test
    void halfWayTheStateGoesOnInAFreshProcessor() {
        started("p1");
        started("p2");
        scenario.given(
                top("100"),
                top("101"),
                "Fill p2-1 instrument=1 side=BUY price=100 quantity=0.004",
                set("p2.enabled", "false"),
                set("a1.type", "parrot"));
        Strategies restored = StateCopy.copy(strategies, new Strategies(List.of(Parrot.TYPE)));
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(strategies));
        String[] rest = {
            top("102"),
            "Fill p1-1 instrument=1 side=BUY price=100 quantity=0.01",
            top("103"),
            ended("p2-1", "CANCELED"),
            set("p2.enabled", "true"),
            set("a1.symbol", "BTCUSDT"),
            set("a1.quantity", "2"),
            set("a1.enabled", "true"),
            top("104"),
            top("105")
        };
        Scenario other = new Scenario(restored).when(rest);
        scenario.when(rest);
        assertThat(other.emitted())
                .map(Object::toString)
                .isEqualTo(scenario.emitted().stream().map(Object::toString).toList());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(strategies));
    }

    private void started(String name) {
        scenario.given(
                BTC,
                set(name + ".type", "parrot"),
                set(name + ".symbol", "BTCUSDT"),
                set(name + ".quantity", "0.010"),
                set(name + ".enabled", "true"));
    }

    private void assertStopped(String name, String why) {
        scenario.given().when(set(name + ".enabled", "true"));
        assertThat(scenario.emitted()).hasSize(1);
        assertThat(scenario.emitted().get(0).get("change")).isEqualTo("STOPPED");
        assertThat(scenario.emitted().get(0).get("detail")).isEqualTo(why);
    }

    private static String set(String key, String value) {
        return "ConfigSet key=strategy." + key + " value=" + value;
    }

    private static String top(String bid) {
        return "BookTop instrument=1 status=VALID bid=" + bid;
    }

    private static String ended(String order, String state) {
        return "OrderChanged " + order + " instrument=1 side=BUY previous=SUBMITTED reason=REQUESTED state=" + state;
    }
}
