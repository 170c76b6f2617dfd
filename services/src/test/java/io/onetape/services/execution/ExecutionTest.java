package io.onetape.services.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExecutionTest {
    private static final String REQUEST = "OrderRequested mm1-7 instrument=1 side=BUY price=64123.1 quantity=0.010"
            + " orderType=LIMIT timeInForce=GTX reduceOnly=NO";
    private static final String PASSED = "RiskDecision mm1-7 instrument=1 verdict=PASSED";
    private static final String ACCEPTED = "VenueReply mm1-7 instrument=1 attempt=1 kind=ACCEPTED venueOrderId=991";

    private final Execution execution = new Execution();
    private final Scenario scenario = new Scenario(execution);

    @BeforeEach
    void aTapeWithALinearAndAnInverseInstrument() {
        scenario.given(
                "CycleStarted tapeId=1234567890123 sources= instruments=",
                "InstrumentDefined instrument=1 market=USDM contract=LINEAR tickSize=0.1 lotSize=0.001 minimumQuantity=0.001"
                        + " maximumQuantity=100 minimumNotional=5 venue=binance symbol=BTCUSDT quoteAsset=USDT",
                "InstrumentDefined instrument=2 market=COINM contract=INVERSE tickSize=0.1 lotSize=1 symbol=BTCUSD_PERP");
    }

    @Test
    void anOrderIsValidatedThenPassedThenSubmittedThenAcknowledgedThenFilled() {
        scenario.when(REQUEST).thenEmitted("OrderChanged mm1-7 previous=NEW state=VALIDATING leaves=0.01 reason=NONE");
        scenario.when(PASSED)
                .thenEmitted(
                        "SubmitOrder mm1-7 instrument=1 side=BUY price=64123.1 quantity=0.01 attempt=1 orderType=LIMIT"
                                + " timeInForce=GTX reduceOnly=NO clientOrderId=5hugnf-mm1-7-1",
                        "OrderChanged mm1-7 previous=VALIDATING state=PENDING_SUBMIT");
        scenario.when(ACCEPTED).thenEmitted("OrderChanged mm1-7 previous=PENDING_SUBMIT state=SUBMITTED leaves=0.01");
        scenario.when(fill("0.01", "0.01"))
                .thenEmitted(
                        "OrderChanged mm1-7 instrument=1 side=BUY price=64123.1 quantity=0.01 previous=SUBMITTED state=FILLED"
                                + " leaves=0 cumulativeQuantity=0.01 reason=NONE code=0");
    }

    @Test
    void partialFillKeepsOrderOpen() {
        submitted();
        scenario.when(ACCEPTED, fill("0.004", "0.004"), fill("0.005", "0.009"), fill("0.001", "0.01"))
                .thenEmitted(
                        "OrderChanged mm1-7 state=SUBMITTED",
                        "OrderChanged mm1-7 previous=SUBMITTED state=PARTIALLY_FILLED leaves=0.006 cumulativeQuantity=0.004",
                        "OrderChanged mm1-7 previous=PARTIALLY_FILLED state=PARTIALLY_FILLED leaves=0.001",
                        "OrderChanged mm1-7 previous=PARTIALLY_FILLED state=FILLED leaves=0");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 64123.15, 0.010, LIMIT, PRICE_OFF_TICK",
        "1, 0, 0.010, LIMIT, PRICE_OFF_TICK",
        "1, -0.1, 0.010, LIMIT, PRICE_OFF_TICK",
        "1, null, 0.010, LIMIT, PRICE_OFF_TICK",
        "1, 64123.1, 0.010, MARKET, PRICE_OFF_TICK",
        "1, 64123.1, 0.0105, LIMIT, QUANTITY_OFF_LOT",
        "1, 64123.1, 0, LIMIT, QUANTITY_OUT_OF_RANGE",
        "1, 64123.1, -0.001, LIMIT, QUANTITY_OUT_OF_RANGE",
        "1, 64123.1, 100.001, LIMIT, QUANTITY_OUT_OF_RANGE",
        "1, 499.9, 0.010, LIMIT, BELOW_MINIMUM_NOTIONAL",
        "2, 64123.1, 1, LIMIT, INVERSE_CONTRACT",
        "3, 64123.1, 0.010, LIMIT, UNKNOWN_INSTRUMENT"
    })
    void whatTheVenueWouldRefuseIsRejected(int instrument, String price, String quantity, String type, String reason) {
        scenario.when("OrderRequested mm1-7 side=BUY timeInForce=GTC reduceOnly=NO instrument=" + instrument + " price="
                + price + " quantity=" + quantity + " orderType=" + type);
        scenario.thenEmitted("OrderChanged mm1-7 previous=NEW state=REJECTED leaves=0 reason=" + reason + " instrument="
                + instrument);
        scenario.when(PASSED).thenNothing();
    }

    @Test
    void theMinimumNotionalItselfIsEnoughAndWhatOnlyReducesNeedsNone() {
        String order = " side=BUY timeInForce=GTX orderType=LIMIT quantity=0.010 instrument=1 ";
        scenario.when("OrderRequested mm1-1 price=500 reduceOnly=NO" + order);
        scenario.when("OrderRequested mm1-2 price=499.9 reduceOnly=YES" + order);
        scenario.thenEmitted("OrderChanged mm1-1 state=VALIDATING", "OrderChanged mm1-2 state=VALIDATING");
    }

    @Test
    void aMarketOrderHasNoPrice() {
        scenario.when("OrderRequested mm1-7 instrument=1 side=SELL price=null quantity=0.010 orderType=MARKET"
                        + " timeInForce=IOC reduceOnly=NO")
                .thenEmitted("OrderChanged mm1-7 state=VALIDATING price=null");
    }

    @Test
    void anIntentThatWasUsedIsRejectedAndTheOrderOfThatNameGoesOn() {
        submitted();
        scenario.when(REQUEST).thenEmitted("OrderChanged mm1-7 previous=NEW state=REJECTED reason=DUPLICATE_INTENT");
        scenario.when(ACCEPTED).thenEmitted("OrderChanged mm1-7 previous=PENDING_SUBMIT state=SUBMITTED");
    }

    @Test
    void whatRiskRefusesIsRejectedAndNeverSent() {
        scenario.given(REQUEST)
                .when("RiskDecision mm1-7 instrument=1 verdict=REFUSED reason=POSITION_LIMIT")
                .thenEmitted("OrderChanged mm1-7 previous=VALIDATING state=REJECTED reason=POSITION_LIMIT leaves=0");
    }

    @Test
    void aFillMayComeBeforeTheAcknowledgement() {
        submitted();
        scenario.when(fill("0.004", "0.004"), ACCEPTED)
                .thenEmitted("OrderChanged mm1-7 previous=PENDING_SUBMIT state=PARTIALLY_FILLED");
        scenario.when(cancel())
                .thenEmitted("SubmitCancel mm1-7 venueOrderId=991 clientOrderId=5hugnf-mm1-7-1 attempt=1");
    }

    @Test
    void aLateAcknowledgementDoesNotReopenAFilledOrder() {
        submitted();
        scenario.given(fill("0.01", "0.01")).when(ACCEPTED).thenNothing();
    }

    @Test
    void aCancelIsSentAtOnceAlsoBeforeTheAcknowledgement() {
        submitted();
        scenario.when(cancel()).thenEmitted("SubmitCancel mm1-7 venueOrderId=null clientOrderId=5hugnf-mm1-7-1");
        scenario.when(ACCEPTED, reply("CANCELED", "NONE"))
                .thenEmitted(
                        "OrderChanged mm1-7 state=SUBMITTED",
                        "OrderChanged mm1-7 previous=SUBMITTED state=CANCELED reason=REQUESTED leaves=0");
    }

    @Test
    void aCancelBeforeRisksVerdictEndsTheOrderHere() {
        scenario.given(REQUEST)
                .when(cancel(), PASSED)
                .thenEmitted("OrderChanged mm1-7 previous=VALIDATING state=CANCELED reason=REQUESTED");
    }

    @Test
    void aCancelThatIsUnderWayIsNotSentAgain() {
        accepted();
        scenario.given(cancel()).when(cancel()).thenNothing();
    }

    @Test
    void aCancelThatLosesToAFillLeavesTheOrderFilled() {
        accepted();
        scenario.given(cancel())
                .when(fill("0.01", "0.01"), reply("CANCEL_REJECTED", "UNKNOWN_ORDER"))
                .thenEmitted("OrderChanged mm1-7 previous=SUBMITTED state=FILLED");
    }

    @Test
    void aRefusedCancelIsNotedAndMayBeAskedForAgain() {
        accepted();
        scenario.given(cancel())
                .when(reply("CANCEL_REJECTED", "VENUE"))
                .thenEmitted("OrderChanged mm1-7 previous=SUBMITTED state=SUBMITTED reason=VENUE leaves=0.01");
        scenario.when(cancel()).thenEmitted("SubmitCancel mm1-7");
    }

    @Test
    void aCancelOfAnEndedOrderIsRefusedOnTheTape() {
        accepted();
        scenario.given(fill("0.01", "0.01"))
                .when(cancel())
                .thenEmitted("OrderChanged mm1-7 previous=FILLED state=FILLED reason=ALREADY_TERMINAL");
    }

    @Test
    void aFillThatComesAfterTheCancelCountsAndLeavesTheOrderCanceled() {
        accepted();
        scenario.given(reply("CANCELED", "REQUESTED"))
                .when(fill("0.004", "0.004"))
                .thenEmitted("OrderChanged mm1-7 previous=CANCELED state=CANCELED cumulativeQuantity=0.004 leaves=0");
    }

    @Test
    void aPostOnlyOrderThatWouldCrossIsRejectedByTheVenue() {
        submitted();
        scenario.when("VenueReply mm1-7 instrument=1 kind=REJECTED reason=POST_ONLY_WOULD_CROSS code=-5022")
                .thenEmitted(
                        "OrderChanged mm1-7 previous=PENDING_SUBMIT state=REJECTED reason=POST_ONLY_WOULD_CROSS code=-5022");
    }

    @Test
    void noReplyLeavesTheOrderInDoubtUntilTheVenueSays() {
        submitted();
        scenario.when(reply("NO_REPLY", "NO_REPLY"))
                .thenEmitted("OrderChanged mm1-7 previous=PENDING_SUBMIT state=IN_DOUBT reason=NO_REPLY leaves=0.01");
        scenario.when(ACCEPTED).thenEmitted("OrderChanged mm1-7 previous=IN_DOUBT state=SUBMITTED");
    }

    @Test
    void anOrderInDoubtThatHasFilledInPartIsFoundPartiallyFilled() {
        accepted();
        scenario.given(fill("0.004", "0.004"), cancel())
                .when(reply("NO_REPLY", "NO_REPLY"), ACCEPTED)
                .thenEmitted(
                        "OrderChanged mm1-7 previous=PARTIALLY_FILLED state=IN_DOUBT",
                        "OrderChanged mm1-7 previous=IN_DOUBT state=PARTIALLY_FILLED leaves=0.006",
                        "SubmitCancel mm1-7"); // it shall still end
    }

    @Test
    void aLateNoReplyDoesNotPutAnAcknowledgedOrderInDoubt() {
        accepted();
        scenario.when(reply("NO_REPLY", "NO_REPLY")).thenNothing();
    }

    @Test
    void anAnswerThatContradictsWhatIsKnownRaisesAnAlertAndMovesNothing() {
        accepted();
        scenario.when(reply("REJECTED", "VENUE"))
                .thenEmitted("AlertRaised instrument=1 severity=CRITICAL name=venue-contradiction"
                        + " detail='mm1-7: expected reply that SUBMITTED allows, found REJECTED'");
        scenario.when(fill("0.01", "0.01")).thenEmitted("OrderChanged mm1-7 previous=SUBMITTED state=FILLED");
    }

    @Test
    void fillsThatDoNotAddUpRaiseAnAlert() {
        accepted();
        scenario.when(fill("0.004", "0.005"))
                .thenEmitted(
                        "OrderChanged mm1-7 state=PARTIALLY_FILLED cumulativeQuantity=0.004",
                        "AlertRaised detail='mm1-7: expected cumulative quantity 0.004, found 0.005'");
    }

    @Test
    void anAnswerForAnUnknownOrderRaisesAnAlert() {
        scenario.when("VenueReply mm1-99 instrument=1 kind=ACCEPTED", "CancelRequested mm1-98 instrument=1")
                .thenEmitted(
                        "AlertRaised name=unknown-order detail='expected an order to reply to, found mm1-99 at 4'",
                        "AlertRaised name=unknown-order detail='expected an order to cancel, found mm1-98 at 6'");
    }

    @Test
    void aHaltCancelsEveryOpenOrder() {
        accepted();
        scenario.given(
                REQUEST.replace("mm1-7", "mm1-8"), REQUEST.replace("mm1-7", "arb-1"), PASSED.replace("mm1-7", "arb-1"));
        scenario.when("TradingHalted reason=REQUESTED")
                .thenEmitted(
                        "SubmitCancel arb-1",
                        "SubmitCancel mm1-7",
                        "OrderChanged mm1-8 previous=VALIDATING state=CANCELED reason=HALTED");
    }

    @Test
    void halfWayThroughAnOrdersLifeTheStateGoesOnInAFreshProcessor() {
        accepted();
        scenario.given(fill("0.004", "0.004"), REQUEST.replace("mm1-7", "mm1-8"), cancel());
        scenario.given(REQUEST.replace("mm1-7", "mm1-9").replace("64123.1", "64123.15"));
        Execution restored = StateCopy.copy(execution, new Execution());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(execution));
        Scenario rest = new Scenario(restored);
        rest.when(reply("CANCELED", "REQUESTED"), PASSED.replace("mm1-7", "mm1-8"), cancel().replace("-7", "-9"));
        rest.thenEmitted(
                "OrderChanged mm1-7 previous=PARTIALLY_FILLED state=CANCELED cumulativeQuantity=0.004",
                "SubmitOrder mm1-8 clientOrderId=5hugnf-mm1-8-1",
                "OrderChanged mm1-8 state=PENDING_SUBMIT",
                "OrderChanged mm1-9 previous=REJECTED state=REJECTED reason=ALREADY_TERMINAL");
    }

    private void submitted() {
        scenario.given(REQUEST, PASSED);
    }

    private void accepted() {
        scenario.given(REQUEST, PASSED, ACCEPTED);
    }

    private static String fill(String quantity, String cumulative) {
        return "Fill mm1-7 instrument=1 side=BUY price=64123.1 quantity=" + quantity + " cumulativeQuantity="
                + cumulative + " liquidity=MAKER";
    }

    private static String reply(String kind, String reason) {
        return "VenueReply mm1-7 instrument=1 attempt=1 kind=" + kind + " reason=" + reason;
    }

    private static String cancel() {
        return "CancelRequested mm1-7 instrument=1";
    }
}
