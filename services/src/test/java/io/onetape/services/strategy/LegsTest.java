package io.onetape.services.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A strategy of two instruments, orders that execution prices, and amends. */
final class LegsTest {
    private static final List<StrategyType> TYPES = List.of(Pair.TYPE);

    private final Strategies strategies = new Strategies(TYPES);
    private final Scenario scenario = new Scenario(strategies);

    @Test
    void itStartsOnceBothInstrumentsAreDefined() {
        scenario.given(define(2, "ETHUSDT"), set("type", "pair"), set("symbol", "BTCUSDT"), set("symbol2", "ethusdt"));
        scenario.when(set("enabled", "true"))
                .thenEmitted("StrategyChanged change=LOADED detail='type=pair symbol=BTCUSDT symbol2=ethusdt'");
        scenario.when(define(1, "BTCUSDT"))
                .thenEmitted("StrategyChanged instrument=1 change=STARTED detail='BTCUSDT ETHUSDT'");
    }

    @Test
    void theTwoMustBeDifferentAndStayWhileEnabled() {
        scenario.given(define(1, "BTCUSDT"), set("type", "pair"), set("symbol", "BTCUSDT"), set("symbol2", "BTCUSDT"));
        scenario.given(set("enabled", "true"));
        assertThat(scenario.records().get(scenario.records().size() - 1).get("detail"))
                .isEqualTo("expected different instruments, found BTCUSDT twice");
        started();
        scenario.when(set("symbol2", "XRPUSDT"));
        assertThat(scenario.emitted().get(0).get("detail"))
                .isEqualTo("q1: expected symbol2 to stay while enabled, found 'XRPUSDT'; the former value holds");
    }

    @Test
    void ordersAndPositionsAreOfOneLegAndIntentsOfTheStrategy() {
        started();
        scenario.when(top(1, "100"))
                .thenEmitted("OrderRequested q1-1 instrument=2 price=null quantity=1 orderType=LIMIT timeInForce=GTX"
                        + " pricing=BEST urgentAfterNanos=5 positionSide=BOTH");
        scenario.when(top(2, "7")).thenEmitted("OrderRequested q1-2 instrument=1");
        scenario.when("Fill q1-2 instrument=1 side=BUY price=100 quantity=0.25")
                .thenEmitted("Signal instrument=1 name=fill value=0 fairPrice=0.25 position=0.25");
        scenario.when("Fill q1-1 instrument=2 side=BUY price=7 quantity=0.5")
                .thenEmitted("Signal instrument=2 name=fill value=1 fairPrice=0.25 position=0.5");
    }

    @Test
    void anAmendIsAskedForOnceAndShowsOnceItHolds() {
        started();
        scenario.given(top(1, "100"));
        scenario.when(top(1, "101"), top(1, "102"))
                .thenEmitted("AmendRequested q1-1 instrument=2 price=101 quantity=2");
        scenario.when("OrderChanged q1-1 instrument=2 side=BUY previous=SUBMITTED state=SUBMITTED reason=NONE"
                + " price=101 quantity=2");
        scenario.when("TradePrint instrument=2 price=1 quantity=1").thenEmitted("Signal name=up fairPrice=2");
        scenario.when(top(1, "103")).thenEmitted("AmendRequested q1-1 price=103");
        scenario.given("Fill q1-1 instrument=2 side=BUY price=101 quantity=2"); // and the amend may have made it larger
        scenario.when("TradePrint instrument=2 price=1 quantity=1").thenEmitted("Signal name=up fairPrice=0");
        scenario.given("OrderChanged q1-1 instrument=2 side=BUY previous=SUBMITTED state=FILLED reason=NONE");
        scenario.when(top(1, "104")).thenEmitted("OrderRequested q1-2 instrument=2");
    }

    @Test
    void partialFillsLeaveAnAmendToMoreUnderWay() {
        started();
        scenario.given(top(1, "100"), step("PENDING_SUBMIT", "SUBMITTED"), top(1, "101")); // 1 becomes 2
        for (String filled : List.of("0.25", "0.5", "0.75", "1")) {
            scenario.given(
                    "Fill q1-1 instrument=2 side=BUY price=7 quantity=0.25",
                    "OrderChanged q1-1 instrument=2 side=BUY previous=PARTIALLY_FILLED state=PARTIALLY_FILLED"
                            + " reason=NONE price=100 quantity=1 cumulativeQuantity=" + filled);
        }
        scenario.when(top(1, "102")).thenNothing(); // neither a second amend nor another order
        scenario.given("OrderChanged q1-1 instrument=2 side=BUY previous=PARTIALLY_FILLED state=PARTIALLY_FILLED"
                + " reason=NONE price=101 quantity=2 cumulativeQuantity=1");
        scenario.when("TradePrint instrument=2 price=1 quantity=1").thenEmitted("Signal name=up fairPrice=1");
        scenario.when(top(1, "103")).thenEmitted("AmendRequested q1-1 price=103");
    }

    @Test
    void doubtLeavesAnAmendUnderWayUntilItsEnd() {
        started();
        scenario.given(top(1, "100"), step("PENDING_SUBMIT", "SUBMITTED"));
        scenario.given(top(1, "101"), step("SUBMITTED", "IN_DOUBT"));
        scenario.when(top(1, "102")).thenNothing();
        scenario.given(step("IN_DOUBT", "SUBMITTED"));
        scenario.when(top(1, "103")).thenEmitted("AmendRequested q1-1 price=103");
    }

    @Test
    void aFillThatComesTwiceIsHeardOnce() {
        started();
        scenario.given(top(2, "7"));
        String fill = "Fill q1-1 instrument=1 side=BUY price=100 quantity=0.25 venueOrderId=5 venueTradeId=";
        scenario.when(fill + "1 cumulativeQuantity=0.25").thenEmitted("Signal name=fill fairPrice=0.25 position=0.25");
        scenario.when(fill + "1 cumulativeQuantity=0.25").thenNothing();
        Scenario restored = new Scenario(StateCopy.copy(strategies, new Strategies(TYPES)));
        restored.when(fill + "1 cumulativeQuantity=0.25").thenNothing();
        restored.when(fill + "2 cumulativeQuantity=0.5").thenEmitted("Signal name=fill fairPrice=0.5 position=0.5");
        restored.when(fill + "null", fill + "null").thenEmitted("Signal fairPrice=0.75", "Signal fairPrice=1");
    }

    private static String step(String from, String to) {
        return "OrderChanged q1-1 instrument=2 side=BUY price=100 quantity=1 leaves=1 cumulativeQuantity=0 previous="
                + from + " state=" + to + " reason=NONE";
    }

    @Test
    void halfWayTheStateGoesOnInAFreshProcessor() {
        started();
        scenario.given(
                top(1, "100"),
                top(2, "7"),
                "Fill q1-1 instrument=2 side=BUY price=7 quantity=0.5",
                top(1, "101")); // an amend is under way
        Strategies restored = StateCopy.copy(strategies, new Strategies(TYPES));
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(strategies));
        String[] rest = {
            top(1, "102"),
            "OrderChanged q1-1 instrument=2 side=BUY previous=SUBMITTED state=SUBMITTED reason=AMEND_REFUSED",
            top(1, "103"),
            "Fill q1-2 instrument=1 side=BUY price=100 quantity=1",
            top(2, "8")
        };
        Scenario other = new Scenario(restored).when(rest);
        scenario.when(rest);
        assertThat(other.emitted())
                .isNotEmpty()
                .map(Object::toString)
                .isEqualTo(scenario.emitted().stream().map(Object::toString).toList());
    }

    private void started() {
        scenario.given(
                define(1, "BTCUSDT"),
                define(2, "ETHUSDT"),
                set("type", "pair"),
                set("symbol", "BTCUSDT"),
                set("symbol2", "ETHUSDT"),
                set("enabled", "true"));
    }

    private static String define(int instrument, String symbol) {
        return "InstrumentDefined instrument=" + instrument + " contract=LINEAR market=USDM symbol=" + symbol
                + " tickSize=0.1 lotSize=0.001";
    }

    private static String set(String key, String value) {
        return "ConfigSet key=strategy.q1." + key + " value=" + value;
    }

    private static String top(int instrument, String bid) {
        return "BookTop instrument=" + instrument + " status=VALID bid=" + bid;
    }
}
