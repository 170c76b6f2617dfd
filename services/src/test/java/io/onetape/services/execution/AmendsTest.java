package io.onetape.services.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order mm1-1 to buy 10 at 100 rests; a lot is 1, a tick 0.1. */
final class AmendsTest {
    private final Execution execution = new Execution();
    private Scenario scenario = new Scenario(new PassingRisk(), execution);

    @BeforeEach
    void anOrderRests() {
        scenario.given(
                "CycleStarted tapeId=1234567890123 sources= instruments=",
                "InstrumentDefined instrument=1 market=USDM contract=LINEAR tickSize=0.1 lotSize=1 minimumNotional=5 symbol=BTCUSDT",
                "OrderRequested mm1-1 instrument=1 side=BUY price=100 quantity=10 orderType=LIMIT timeInForce=GTX reduceOnly=NO",
                reply("ACCEPTED", "queueAhead=30"));
    }

    @Test
    void lessQuantityIsSentAtOnceAndHoldsOnceTheVenueSaysSo() {
        scenario.when(amend("100", "6"));
        scenario.thenEmitted(
                "RiskDecision",
                "SubmitAmend mm1-1 price=100 quantity=6 attempt=1 venueOrderId=7" + " clientOrderId=5hugnf-mm1-1-1");
        scenario.when(reply("AMENDED", "price=100 leaves=6"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 previous=SUBMITTED state=SUBMITTED reason=NONE price=100 quantity=6 leaves=6");
        assertThat(StateCopy.text(execution)).contains("queueAhead: \"30\"");
        scenario.when(fill("6", "6")).thenEmitted("OrderChanged mm1-1 state=FILLED leaves=0");
    }

    @Test
    void moreQuantityOrAHigherPriceWaitsForRisk() {
        scenario.when(amend("100.1", "20"));
        scenario.thenEmitted("RiskDecision verdict=PASSED", "SubmitAmend mm1-1 price=100.1 quantity=20");
        scenario.when(reply("AMENDED", "price=100.1 leaves=20"));
        scenario.thenEmitted("OrderChanged mm1-1 state=SUBMITTED price=100.1 quantity=20 leaves=20");
        assertThat(StateCopy.text(execution)).contains("queueAhead: null");
        scenario.when(amend("100.1", "51"));
        scenario.thenEmitted(
                "RiskDecision verdict=REFUSED", "OrderChanged mm1-1 state=SUBMITTED reason=AMEND_REFUSED quantity=20");
    }

    @Test
    void riskThatSaysNothingForASecondHasRefused() {
        Scenario alone = new Scenario(StateCopy.copy(execution, new Execution()));
        alone.when(amend("100", "20")).thenNothing();
        alone.when(amend("100", "9")).thenEmitted("OrderChanged mm1-1 reason=AMEND_REFUSED"); // one at a time
        alone.later(Duration.ofSeconds(1)).when("Tick wallNanos=0");
        alone.thenEmitted("OrderChanged mm1-1 state=SUBMITTED reason=AMEND_REFUSED quantity=10");
        alone.when(amend("100", "9")).thenEmitted("SubmitAmend mm1-1 quantity=9");
    }

    @Test
    void theVenuesRefusalLeavesTheOrderAsItWas() {
        scenario.given(amend("99", "10"));
        scenario.when(reply("AMEND_REJECTED", "reason=VENUE code=-5027"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 state=SUBMITTED reason=AMEND_REFUSED code=-5027 price=100 quantity=10");
    }

    @ParameterizedTest
    @CsvSource({"100.05, 10", "0, 10", "100, 9.5", "100, 0", "0.1, 10"})
    void whatBreaksTheRulesIsRefused(String price, String quantity) {
        scenario.when(amend(price, quantity));
        assertThat(scenario.emitted("SubmitAmend")).isEmpty();
        assertThat(scenario.emitted("OrderChanged")).hasSize(1);
        assertThat(scenario.emitted("OrderChanged")
                        .get(0)
                        .matches("OrderChanged mm1-1 reason=AMEND_REFUSED price=100 quantity=10"))
                .isTrue();
    }

    @Test
    void notToWhatHasFilledAlready() {
        scenario.given(fill("4", "4"));
        scenario.when(amend("100", "4"));
        scenario.thenEmitted("RiskDecision", "OrderChanged mm1-1 state=PARTIALLY_FILLED reason=AMEND_REFUSED leaves=6");
    }

    @Test
    void nothingIsAmendedWhileACancelIsUnderWayNorInDoubtNorAfterTheEnd() {
        scenario.given("CancelRequested mm1-1 instrument=1");
        scenario.when(amend("99", "10")).thenEmitted("RiskDecision", "OrderChanged mm1-1 reason=AMEND_REFUSED");
        scenario.given(reply("NO_REPLY", ""));
        scenario.when(amend("99", "10"))
                .thenEmitted("RiskDecision", "OrderChanged mm1-1 state=IN_DOUBT reason=AMEND_REFUSED");
        scenario.given(reply("CANCELED", ""));
        scenario.when(amend("99", "10")).thenEmitted("RiskDecision", "OrderChanged mm1-1 reason=ALREADY_TERMINAL");
    }

    @Test
    void nullLeavesWhatIsAndToTheSameIsDoneAtOnce() {
        scenario.when(amend("null", "6")).thenEmitted("RiskDecision", "SubmitAmend mm1-1 price=100 quantity=6");
        scenario.given(reply("AMENDED", "price=100 leaves=6"));
        scenario.when(amend("100", "null"));
        scenario.thenEmitted("RiskDecision", "OrderChanged mm1-1 state=SUBMITTED reason=NONE quantity=6");
    }

    @Test
    void aFillOfTheOldQuantityDoesNotEndAnOrderThatIsBecomingLarger() {
        scenario.given(amend("100", "20"));
        scenario.when(fill("10", "10")).thenEmitted("OrderChanged mm1-1 state=PARTIALLY_FILLED leaves=0");
        scenario.when(reply("AMENDED", "price=100 leaves=10"));
        scenario.thenEmitted("OrderChanged mm1-1 state=PARTIALLY_FILLED quantity=20 leaves=10");
        scenario.when(fill("10", "20")).thenEmitted("OrderChanged mm1-1 state=FILLED");
    }

    @Test
    void butItDoesOnceTheVenueHasRefused() {
        scenario.given(amend("100", "20"), fill("10", "10"));
        scenario.when(reply("AMEND_REJECTED", "reason=UNKNOWN_ORDER"));
        scenario.thenEmitted("OrderChanged mm1-1 previous=PARTIALLY_FILLED state=FILLED reason=AMEND_REFUSED");
    }

    @Test
    void aFillBeyondTheOldQuantitySaysThatTheAmendIsInForce() {
        scenario.given(amend("99", "12"), fill("4", "4"), reply("NO_REPLY", ""));
        scenario.when(fill("7", "11"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 previous=IN_DOUBT state=PARTIALLY_FILLED price=99 quantity=12 leaves=1");
        scenario.when(reply("AMENDED", "price=99 leaves=1"), fill("1", "12"));
        scenario.thenEmitted("OrderChanged mm1-1 state=FILLED quantity=12");
    }

    @Test
    void anOrderThatHasFilledWholeAndIsNotThereAnyMoreWasNotAmended() {
        scenario.given(amend("99", "12"), fill("10", "10"), reply("NO_REPLY", ""));
        scenario.when(reply("AMEND_REJECTED", "reason=UNKNOWN_ORDER"));
        scenario.thenEmitted("OrderChanged mm1-1 previous=IN_DOUBT state=FILLED quantity=10 leaves=0");
    }

    @Test
    void fillsThatOvertakeAnAmendToLessComplete() {
        scenario.given(amend("100", "6"), fill("6", "6"));
        scenario.when(reply("AMENDED", "price=100 leaves=0"));
        scenario.thenEmitted("OrderChanged mm1-1 previous=PARTIALLY_FILLED state=FILLED quantity=6 leaves=0");
    }

    @Test
    void aCancelMayFollowAnAmendThatIsUnderWay() {
        scenario.given(amend("100", "6"));
        scenario.when("CancelRequested mm1-1 instrument=1").thenEmitted("SubmitCancel mm1-1");
        scenario.when(reply("CANCELED", ""), reply("AMEND_REJECTED", "reason=UNKNOWN_ORDER"));
        scenario.thenEmitted("OrderChanged mm1-1 state=CANCELED leaves=0");
    }

    @Test
    void anAmendWithoutAnAnswerIsADoubtThatItsAnswerEnds() {
        scenario.given(amend("99", "10"));
        scenario.when(reply("NO_REPLY", "")).thenEmitted("OrderChanged mm1-1 state=IN_DOUBT quantity=10");
        scenario.when(reply("AMEND_REJECTED", "reason=UNKNOWN_ORDER")).thenNothing(); // says nothing of the order
        scenario.when(reply("AMENDED", "price=99 leaves=10"));
        scenario.thenEmitted("OrderChanged mm1-1 previous=IN_DOUBT state=SUBMITTED price=99");
    }

    @ParameterizedTest
    @CsvSource({
        "99, 10, price=99 leaves=10, 99, 10",
        "99, 10, price=100 leaves=10, 100, 10",
        "100, 20, price=100 leaves=20, 100, 20",
        "100, 20, price=100 leaves=10, 100, 10",
        "100, 6, price=100 leaves=6, 100, 6",
        "100, 6, price=100 leaves=10, 100, 10",
        "100, 6, price=100, 100, 10"
    })
    void whatIsFoundOpenSaysWhetherTheAmendHolds(
            String price, String quantity, String found, String nowPrice, String nowQuantity) {
        scenario.given(amend(price, quantity), reply("NO_REPLY", ""));
        scenario.when(reply("ACCEPTED", found));
        scenario.thenEmitted(
                "OrderChanged mm1-1 previous=IN_DOUBT state=SUBMITTED price=" + nowPrice + " quantity=" + nowQuantity);
    }

    @Test
    void anAmendThatNobodyAskedForIsAContradiction() {
        scenario.when(reply("AMENDED", "price=98 leaves=10")).thenEmitted("AlertRaised name=venue-contradiction");
        scenario.when(reply("AMENDED", "price=100 leaves=10")).thenNothing(); // a repetition
    }

    @Test
    void theAnswerToTheAmendBeforeDoesNotAnswerThisOne() {
        scenario.given(amend("99", "10"), reply("AMENDED", "price=99 leaves=10"), amend("98", "10"));
        scenario.when(reply("AMENDED", "price=99 leaves=10")).thenNothing();
        scenario.when(reply("AMENDED", "price=98 leaves=10")).thenEmitted("OrderChanged mm1-1 price=98");
    }

    @Test
    void anAmendOfAnUnknownOrderRaisesAnAlert() {
        scenario.when("AmendRequested mm1-9 instrument=1 price=1 quantity=1");
        assertThat(scenario.emitted("AlertRaised").get(0).get("name")).isEqualTo("unknown-order");
    }

    @Test
    void anAmendGoesOnInARestoredProcessor() {
        scenario.given(amend("99", "8"));
        scenario = new Scenario(new PassingRisk(), StateCopy.copy(execution, new Execution()));
        scenario.when(reply("AMENDED", "price=99 leaves=8"));
        scenario.thenEmitted("OrderChanged mm1-1 price=99 quantity=8");
    }

    private static String amend(String price, String quantity) {
        return "AmendRequested mm1-1 instrument=1 price=" + price + " quantity=" + quantity;
    }

    private static String reply(String kind, String more) {
        return "VenueReply mm1-1 instrument=1 attempt=1 venueOrderId=7 kind=" + kind + " "
                + (more.contains("reason") ? more : more + " reason=NONE");
    }

    private static String fill(String quantity, String cumulative) {
        return "Fill mm1-1 instrument=1 side=BUY price=100 venueOrderId=7 quantity=" + quantity + " cumulativeQuantity="
                + cumulative;
    }
}
