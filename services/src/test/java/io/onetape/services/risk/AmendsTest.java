package io.onetape.services.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At most 10 of instrument 1 and 2000 in money; an order mm1-1 to buy 4 at 100 rests. What execution says is written here. */
final class AmendsTest {
    private static final String REFUSED = "AMEND_REFUSED";

    private Risk risk = new Risk();
    private Scenario scenario = new Scenario(risk);

    @BeforeEach
    void anOrderRests() {
        scenario.given(
                "RiskLimitsSet instrument=1 maximumPosition=10 maximumNotional=2000 maximumOpenOrders=2",
                buy("mm1-1", "4"),
                changed("SUBMITTED", "100", "4", "NONE", 2));
    }

    @Test
    void anAmendToMoreReservesTheLargerQuantityFromThenOn() {
        scenario.when(amend("100", "7")).thenEmitted("RiskDecision mm1-1 instrument=1 verdict=PASSED worstPosition=7");
        thenFree(3);
    }

    @Test
    void theDecisionIsCausedByTheRequest() {
        scenario.when(amend("100", "7"));
        long request = scenario.records().stream()
                .filter(record -> record.name().equals("AmendRequested"))
                .findFirst()
                .orElseThrow()
                .view()
                .sequence();
        assertThat(scenario.emitted())
                .singleElement()
                .satisfies(decision -> assertThat(decision.view().causedBy()).isEqualTo(request));
    }

    @Test
    void anAmendBeyondALimitIsRefusedAndReservesNothing() {
        scenario.when(amend("100", "11"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=REFUSED reason=POSITION_LIMIT worstPosition=11 value=11 allowed=10");
        scenario.when(amend("600", "4"))
                .thenEmitted("RiskDecision mm1-1 verdict=REFUSED reason=NOTIONAL_LIMIT value=2400 allowed=2000");
        scenario.when(amend("null", "0.5"), amend("100", "0")); // judged in full while others are not settled
        scenario.thenEmitted(
                "RiskDecision verdict=PASSED", "RiskDecision verdict=REFUSED reason=QUANTITY_OUT_OF_RANGE");
        thenFree(6);
    }

    @Test
    void whatIsOpenOfOthersCountsToo() {
        scenario.given(buy("arb-1", "5"));
        scenario.when(amend("100", "6")).thenEmitted("RiskDecision verdict=REFUSED worstPosition=11");
        scenario.when(amend("100", "5")).thenEmitted("RiskDecision verdict=PASSED worstPosition=10");
    }

    @Test
    void itIsNoFurtherOpenOrder() {
        scenario.given(buy("arb-1", "1")); // the second of two
        scenario.when(amend("100", "5")).thenEmitted("RiskDecision mm1-1 verdict=PASSED");
    }

    @Test
    void itCountsForTheRateOfOrders() {
        scenario.given("RiskLimitsSet scope=STRATEGY strategy=mm1 maximumOrdersPerSecond=2");
        scenario.when(amend("100", "5"), amend("100", "6"), amend("100", "7"));
        scenario.thenEmitted(
                "RiskDecision verdict=PASSED",
                "RiskDecision verdict=PASSED",
                "RiskDecision verdict=REFUSED reason=ORDER_RATE_LIMIT scope=STRATEGY value=3 allowed=2");
    }

    @Test
    void anAmendToLessPassesAndHoldsTheOldQuantityUntilItIsSettled() {
        scenario.when(amend("99", "2")).thenEmitted("RiskDecision mm1-1 verdict=PASSED reason=NONE");
        thenFree(6);
        scenario.given(changed("SUBMITTED", "99", "2", "NONE", sequence()));
        thenFree(8);
    }

    @Test
    void theNewPriceAndQuantitySettleIt() {
        scenario.given(amend("101", "7"));
        long reply = sequence();
        scenario.given(changed("SUBMITTED", "101", "7", "NONE", reply));
        thenSettled();
        thenFree(3);
        scenario.given(amend("null", "5"), changed("SUBMITTED", "101", "5", "NONE", sequence() + 1));
        thenSettled();
        thenFree(5);
    }

    @Test
    void aPartialFillBetweenLeavesItReserved() {
        scenario.given(amend("101", "7"), fill("3"), changed("PARTIALLY_FILLED", "100", "4", "NONE", sequence()));
        thenFree(3);
        scenario.given(fill("1"), changed("PARTIALLY_FILLED", "100", "4", "NONE", sequence())); // all of the old one
        thenFree(3);
        scenario.given(fill("3"), changed("FILLED", "101", "7", "NONE", sequence()));
        thenFree(3);
    }

    @Test
    void aRefusalFreesWhatItHasReserved() {
        scenario.given(amend("100", "9"), fill("1"));
        thenFree(1);
        scenario.given(changed("PARTIALLY_FILLED", "100", "4", REFUSED, sequence()));
        thenSettled();
        thenFree(6);
    }

    @ParameterizedTest
    @CsvSource({"CANCELED", "EXPIRED", "FILLED"})
    void theEndOfTheOrderFreesWhatItHasReserved(String end) {
        scenario.given(amend("100", "9"), fill("1"), changed(end, "100", "4", "REQUESTED", sequence()));
        thenFree(9);
        scenario.when(amend("100", "5")).thenNothing(); // execution says that it has ended
    }

    @Test
    void theRefusalOfASecondAmendSettlesThatOneOnly() {
        scenario.given(amend("100", "7"));
        long second = sequence() + 1;
        scenario.when(amend("100", "9")).thenEmitted("RiskDecision verdict=PASSED worstPosition=9");
        thenFree(1);
        scenario.given(changed("SUBMITTED", "100", "4", REFUSED, second));
        thenFree(3);
        scenario.given(changed("SUBMITTED", "100", "7", "NONE", sequence()));
        thenSettled();
        thenFree(3);
    }

    @Test
    void whatWasCausedBeforeTheRequestSaysNothingOfIt() {
        scenario.given(amend("100", "5"));
        long reply = sequence();
        scenario.given(amend("100", "9")); // asked for before execution's note of the first one has arrived
        scenario.given(changed("SUBMITTED", "100", "4", REFUSED, reply));
        thenFree(1);
        scenario.given(changed("SUBMITTED", "100", "4", REFUSED, sequence()));
        thenSettled();
        thenFree(6);
    }

    @Test
    void anAmendToWhatItIsAlreadyIsSettledByTheNoteThatItHasCaused() {
        long request = sequence() + 1;
        scenario.given(amend("null", "null"), changed("SUBMITTED", "100", "4", "NONE", request));
        thenSettled();
    }

    @Test
    void anAmendBeforeTheOrderRestsIsSettledToo() {
        scenario.given(buy("mm1-2", "1"));
        long request = sequence() + 1;
        scenario.given(amend("100", "3").replace("mm1-1", "mm1-2"));
        thenFree(3);
        String note = "OrderChanged mm1-2 instrument=1 side=BUY price=100 quantity=1 leaves=1 cumulativeQuantity=0"
                + " previous=VALIDATING state=VALIDATING reason=AMEND_REFUSED causedBy=" + request;
        scenario.given(note);
        thenSettled();
        thenFree(5);
    }

    @Test
    void whenTradingIsHaltedOrMayOnlyReduceNothingIsRaised() {
        scenario.given("RiskLimitsSet scope=STRATEGY strategy=mm1 maximumPosition=3 onBreach=REDUCE_ONLY", fill("3.5"));
        scenario.when(amend("100", "5")).thenEmitted("RiskDecision verdict=REFUSED reason=REDUCE_ONLY_MODE");
        scenario.given("OperatorCommand who=ann what=halt why=test");
        scenario.when(amend("101", "4")).thenEmitted("RiskDecision verdict=REFUSED reason=HALTED scope=ACCOUNT");
    }

    @Test
    void aStrategyThatIsNotLiveRaisesNothing() {
        scenario.given("StrategyChanged strategy=mm1 change=MODE mode=OBSERVATION");
        scenario.when(amend("100", "5")).thenEmitted("RiskDecision mm1-1 verdict=REFUSED reason=MODE");
    }

    @Test
    void anAmendOfAnOrderThatIsNotKnownGetsNoDecision() {
        scenario.when(amend("100", "5").replace("mm1-1", "mm1-9")).thenNothing();
    }

    @Test
    void aQuantityBeyondEveryNumberIsRefused() {
        scenario.given("RiskLimitsSet instrument=1 maximumPosition=90000000000 maximumNotional=90000000000"
                + " maximumOpenOrders=9");
        scenario.when(amend("100", "92233720368")).thenEmitted("RiskDecision verdict=REFUSED reason=OVERFLOW");
        scenario.given(changed("SUBMITTED", "100", "4", REFUSED, sequence()));
        thenSettled();
    }

    @Test
    void aFillThatComesTwiceCountsOnce() {
        String once = fill("1") + " venueOrderId=7 venueTradeId=8 cumulativeQuantity=1";
        scenario.given(once, once);
        thenFree(6);
        scenario.given(fill("1") + " venueOrderId=7 venueTradeId=9 cumulativeQuantity=2", fill("1"), fill("1"));
        scenario.when(sell("arb-1", "14.1")); // 4 are held
        scenario.thenEmitted("RiskDecision arb-1 verdict=REFUSED worstPosition=-10.1");
    }

    @Test
    void aFillThatWasSeenBeforeARestartIsStillSeen() {
        String once = fill("1") + " venueOrderId=7 venueTradeId=8 cumulativeQuantity=1";
        scenario.given(once);
        restart();
        scenario.given(once);
        thenFree(6);
    }

    @Test
    void reservationsGoOnInARestoredProcessor() {
        scenario.given(amend("101", "7"), amend("null", "8"), fill("1"));
        restart();
        thenFree(2);
        assertThat(StateCopy.text(risk)).contains("reserved: \"7\"", "reserved: \"8\"", "filled: \"1\"");
    }

    private void restart() {
        Risk restored = StateCopy.copy(risk, new Risk());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(risk));
        risk = restored;
        scenario = new Scenario(risk);
    }

    /** So much may still be bought, and no lot more. */
    private void thenFree(long quantity) {
        Scenario probe = new Scenario(StateCopy.copy(risk, new Risk()));
        probe.given("RiskLimitsSet instrument=1 maximumPosition=10 maximumNotional=2000 maximumOpenOrders=9");
        probe.when(buy("probe-1", quantity + ".001"), buy("probe-2", Long.toString(quantity)))
                .thenEmitted(
                        "RiskDecision probe-1 verdict=REFUSED reason=POSITION_LIMIT worstPosition=10.001",
                        "RiskDecision probe-2 verdict=PASSED worstPosition=10");
    }

    private void thenSettled() {
        assertThat(StateCopy.text(risk)).doesNotContain("reserved");
    }

    /** Of the last record on the tape. */
    private long sequence() {
        return scenario.records().size();
    }

    private static String amend(String price, String quantity) {
        return "AmendRequested mm1-1 instrument=1 price=" + price + " quantity=" + quantity;
    }

    private static String changed(String state, String price, String quantity, String reason, long causedBy) {
        return "OrderChanged mm1-1 instrument=1 side=BUY positionSide=BOTH previous=SUBMITTED state=" + state
                + " price="
                + price + " quantity=" + quantity + " leaves=" + quantity + " cumulativeQuantity=0 reason=" + reason
                + " causedBy=" + causedBy;
    }

    private static String fill(String quantity) {
        return "Fill mm1-1 instrument=1 side=BUY price=100 quantity=" + quantity;
    }

    private static String buy(String order, String quantity) {
        return "OrderRequested " + order
                + " instrument=1 side=BUY price=100 orderType=LIMIT timeInForce=GTC reduceOnly=NO quantity=" + quantity;
    }

    private static String sell(String order, String quantity) {
        return buy(order, quantity).replace("BUY", "SELL");
    }
}
