package io.onetape.services.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import org.junit.jupiter.api.Test;

final class RiskTest {
    private final Risk risk = new Risk();
    private final Scenario scenario = new Scenario(risk);

    @Test
    void withoutLimitsEverythingIsRefused() {
        scenario.when(buy("mm1-1", "0.001"))
                .thenEmitted("RiskDecision mm1-1 instrument=1 verdict=REFUSED reason=NO_LIMITS_SET");
    }

    @Test
    void aLimitThatIsNotKnownIsNoLimitSet() {
        scenario.given("RiskLimitsSet instrument=1 maximumPosition=null maximumNotional=1000 maximumOpenOrders=1")
                .when(buy("mm1-1", "0.001"))
                .thenEmitted("RiskDecision mm1-1 verdict=REFUSED reason=NO_LIMITS_SET");
    }

    @Test
    void anInstrumentsOwnLimitsHoldInsteadOfTheDefault() {
        scenario.given(
                "RiskLimitsSet instrument=0 maximumPosition=1 maximumNotional=100000 maximumOpenOrders=5",
                "RiskLimitsSet instrument=2 maximumPosition=0.5 maximumNotional=100000 maximumOpenOrders=5");
        scenario.when(buy("mm1-1", "1"), buy("mm2-1", "1").replace("instrument=1", "instrument=2"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED reason=NONE worstPosition=1 value=1 allowed=1",
                        "RiskDecision mm2-1 verdict=REFUSED reason=POSITION_LIMIT worstPosition=1 value=1 allowed=0.5");
    }

    @Test
    void worstCaseCountsOpenOrdersOfTheSameSide() {
        limits("1", "1000000", 10);
        scenario.when(buy("mm1-1", "0.6"), buy("mm1-2", "0.6"), sell("mm1-3", "0.9"), buy("mm1-4", "0.4"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED worstPosition=0.6",
                        "RiskDecision mm1-2 verdict=REFUSED reason=POSITION_LIMIT worstPosition=1.2 value=1.2 allowed=1",
                        "RiskDecision mm1-3 verdict=PASSED worstPosition=-0.9",
                        "RiskDecision mm1-4 verdict=PASSED worstPosition=1");
    }

    @Test
    void aFillMovesItsQuantityFromOpenToPosition() {
        limits("1", "1000000", 10);
        scenario.given(buy("mm1-1", "0.6"), fill("mm1-1", "BUY", "0.4"));
        scenario.when(buy("mm1-2", "0.5"), buy("mm1-3", "0.4"), sell("mm1-4", "1.4"))
                .thenEmitted(
                        "RiskDecision mm1-2 verdict=REFUSED worstPosition=1.1",
                        "RiskDecision mm1-3 verdict=PASSED worstPosition=1",
                        "RiskDecision mm1-4 verdict=PASSED worstPosition=-1");
    }

    @Test
    void anOrderThatHasEndedCountsNoMore() {
        limits("1", "1000000", 1);
        scenario.given(buy("mm1-1", "1"), fill("mm1-1", "BUY", "0.25"));
        scenario.when(buy("mm1-2", "0.1")).thenEmitted("RiskDecision mm1-2 reason=OPEN_ORDERS_LIMIT value=2 allowed=1");
        scenario.given("OrderChanged mm1-1 instrument=1 previous=PARTIALLY_FILLED state=CANCELED reason=REQUESTED");
        scenario.when(buy("mm1-3", "0.75")).thenEmitted("RiskDecision mm1-3 verdict=PASSED worstPosition=1");
    }

    @Test
    void anOrderInDoubtStillCounts() {
        limits("1", "1000000", 1);
        scenario.given(
                buy("mm1-1", "1"),
                "OrderChanged mm1-1 instrument=1 previous=PENDING_SUBMIT state=IN_DOUBT reason=NO_REPLY");
        scenario.when(buy("mm1-2", "0.1")).thenEmitted("RiskDecision mm1-2 verdict=REFUSED reason=OPEN_ORDERS_LIMIT");
    }

    @Test
    void theNotionalOfTheWorstPositionIsBoundedAtTheOrdersPrice() {
        limits("10", "150", 10);
        scenario.when(buy("mm1-1", "1"), buy("mm1-2", "0.6"), sell("mm1-3", "1.6"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED",
                        "RiskDecision mm1-2 verdict=REFUSED reason=NOTIONAL_LIMIT value=160 allowed=150 worstPosition=1.6",
                        "RiskDecision mm1-3 verdict=REFUSED reason=NOTIONAL_LIMIT value=160");
    }

    @Test
    void aMarketOrderIsValuedAtTheMarkAndRefusedBeforeThereIsOne() {
        limits("10", "150", 10);
        String market = buy("mm1-1", "1").replace("price=100", "price=null").replace("LIMIT", "MARKET");
        scenario.when(market).thenEmitted("RiskDecision mm1-1 verdict=REFUSED reason=BOOK_NOT_VALID");
        scenario.given("BookTop instrument=1 mid=149 status=VALID").when(market.replace("mm1-1", "mm1-2"));
        scenario.thenEmitted("RiskDecision mm1-2 verdict=PASSED");
        scenario.given("MarkPriceUpdate instrument=1 mark=151", "BookTop instrument=1 mid=1 status=VALID");
        scenario.when(market.replace("mm1-1", "mm1-3").replace("BUY", "SELL"))
                .thenEmitted("RiskDecision mm1-3 verdict=REFUSED reason=NOTIONAL_LIMIT value=151");
    }

    @Test
    void anOrderThatTakesThePositionBackPassesBeyondTheLimit() {
        limits("1", "1000000", 10);
        scenario.when(fill("mm1-1", "BUY", "5"))
                .thenEmitted("RiskBreached instrument=1 value=5 allowed=1 reason=POSITION_LIMIT");
        scenario.when(buy("mm1-2", "0.001"), sell("mm1-3", "5"), sell("mm1-4", "1.001"))
                .thenEmitted(
                        "RiskDecision mm1-2 verdict=REFUSED reason=POSITION_LIMIT worstPosition=5.001",
                        "RiskDecision mm1-3 verdict=PASSED worstPosition=0",
                        "RiskDecision mm1-4 verdict=REFUSED reason=POSITION_LIMIT worstPosition=-1.001");
    }

    @Test
    void aWorstCaseBeyondEveryNumberIsRefused() {
        limits("90000000000", "90000000000", 10);
        scenario.given(buy("mm1-1", "90000000").replace("price=100", "price=1"));
        scenario.when(buy("mm1-2", "92233720368"))
                .thenEmitted("RiskDecision mm1-2 verdict=REFUSED reason=OVERFLOW worstPosition=null");
    }

    @Test
    void aUsedIntentGetsNoVerdictAndChangesNothing() {
        limits("1", "1000000", 10);
        scenario.given(buy("mm1-1", "1")).when(buy("mm1-1", "1")).thenNothing();
        scenario.given("OrderChanged mm1-1 instrument=1 previous=NEW state=REJECTED reason=DUPLICATE_INTENT");
        scenario.when(buy("mm1-2", "1")).thenEmitted("RiskDecision mm1-2 verdict=REFUSED worstPosition=2");
    }

    @Test
    void anOperatorsHaltRefusesEverythingUntilResume() {
        limits("1", "1000000", 10);
        scenario.when("OperatorCommand who=ann what=halt why='bad feed'")
                .thenEmitted(
                        "TradingHalted reason=REQUESTED state=HALTED flatten=NO detail='halt by ann: bad feed'",
                        "AlertRaised severity=CRITICAL name=trading-halted");
        scenario.when(buy("mm1-1", "1")).thenEmitted("RiskDecision mm1-1 verdict=REFUSED reason=HALTED");
        scenario.when("OperatorCommand who=ann what=resume why=fixed")
                .thenEmitted("TradingResumed detail='resume by ann: fixed'");
        scenario.when(buy("mm1-2", "1")).thenEmitted("RiskDecision mm1-2 verdict=PASSED");
    }

    @Test
    void halfWayTheStateGoesOnInAFreshProcessor() {
        limits("1", "150", 3);
        scenario.given(
                buy("mm1-1", "0.6"),
                sell("arb-4", "0.5"),
                fill("mm1-1", "BUY", "0.4"),
                "MarkPriceUpdate instrument=1 mark=151",
                "OperatorCommand who=ann what=halt");
        Risk restored = StateCopy.copy(risk, new Risk());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(risk));
        String[] rest = {
            buy("mm1-2", "0.1"),
            "OperatorCommand who=ann what=resume",
            buy("mm1-1", "0.1"),
            buy("mm1-3", "0.5"),
            sell("arb-5", "0.9"),
            buy("mm1-4", "0.1")
        };
        Scenario other = new Scenario(restored).when(rest);
        scenario.when(rest);
        assertThat(other.emitted())
                .map(Object::toString)
                .isEqualTo(scenario.emitted().stream().map(Object::toString).toList());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(risk));
    }

    private void limits(String position, String notional, int orders) {
        scenario.given("RiskLimitsSet instrument=1 maximumPosition=" + position + " maximumNotional=" + notional
                + " maximumOpenOrders=" + orders);
    }

    private static String buy(String order, String quantity) {
        return "OrderRequested " + order
                + " instrument=1 side=BUY price=100 orderType=LIMIT timeInForce=GTX reduceOnly=NO" + " quantity="
                + quantity;
    }

    private static String sell(String order, String quantity) {
        return buy(order, quantity).replace("BUY", "SELL");
    }

    private static String fill(String order, String side, String quantity) {
        return "Fill " + order + " instrument=1 price=100 side=" + side + " quantity=" + quantity;
    }
}
