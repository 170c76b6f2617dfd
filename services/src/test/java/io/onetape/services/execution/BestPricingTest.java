package io.onetape.services.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that execution prices. A lot is 1, a tick 0.1, the book is 100 to 100.2; requotes are at least 100 ms apart. */
final class BestPricingTest {
    private static final String REQUEST =
            "OrderRequested mm1-1 instrument=1 side=BUY price=null quantity=10 orderType=LIMIT"
                    + " timeInForce=GTX reduceOnly=NO pricing=BEST";

    private final Execution execution = new Execution();
    private final Scenario scenario = new Scenario(new PassingRisk(), execution);

    @BeforeEach
    void aBook() {
        scenario.given(
                "CycleStarted tapeId=1234567890123 sources= instruments=",
                "InstrumentDefined instrument=1 market=USDM contract=LINEAR tickSize=0.1 lotSize=1 minimumNotional=150 symbol=BTCUSDT",
                top("100", "100.2"));
    }

    @Test
    void itQueuesPostOnlyAtTheBestPriceOfItsSide() {
        scenario.when(REQUEST);
        scenario.thenEmitted(
                "RiskDecision",
                "OrderChanged mm1-1 state=VALIDATING price=null",
                "SubmitOrder mm1-1 price=100 quantity=10 attempt=1 timeInForce=GTX clientOrderId=5hugnf-mm1-1-1",
                "OrderChanged mm1-1 state=PENDING_SUBMIT price=100 reason=NONE");
        scenario.when(REQUEST.replace("mm1-1", "mm1-2").replace("BUY", "SELL"));
        assertThat(scenario.emitted("SubmitOrder").get(0).get("price")).isEqualTo("100.2");
    }

    @Test
    void withoutAValidBookItIsRejected() {
        scenario.given("BookTop instrument=1 status=GAP");
        scenario.when(REQUEST)
                .thenEmitted(
                        "RiskDecision",
                        "OrderChanged state=VALIDATING",
                        "OrderChanged state=REJECTED reason=BOOK_NOT_VALID");
    }

    @Test
    void itHasNoPriceOfItsOwn() {
        scenario.when(REQUEST.replace("price=null", "price=100"));
        scenario.thenEmitted("RiskDecision", "OrderChanged mm1-1 state=REJECTED reason=PRICE_OFF_TICK");
    }

    @Test
    void itFollowsABestPriceThatMovesAwayByCancelAndAnAttemptWithAnIdOfItsOwn() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        scenario.later(Duration.ofMillis(100)).when(top("100.1", "100.3"));
        scenario.thenEmitted("SubmitCancel mm1-1 attempt=1 venueOrderId=11 clientOrderId=5hugnf-mm1-1-1");
        scenario.when(top("100.2", "100.4")).thenNothing(); // one at a time
        scenario.when(fill(1, "3", "3"), reply(1, "CANCELED"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 previous=SUBMITTED state=PARTIALLY_FILLED",
                "OrderChanged mm1-1 previous=PARTIALLY_FILLED state=VALIDATING reason=REQUOTED leaves=7",
                "SubmitOrder mm1-1 price=100.2 quantity=7 attempt=2 timeInForce=GTX clientOrderId=5hugnf-mm1-1-2",
                "OrderChanged mm1-1 previous=VALIDATING state=PENDING_SUBMIT reason=REQUOTED price=100.2 attempt=2");
        scenario.when(reply(2, "ACCEPTED"), fill(2, "7", "7"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 state=PARTIALLY_FILLED attempt=2 leaves=7 cumulativeQuantity=3",
                "OrderChanged mm1-1 state=FILLED cumulativeQuantity=10");
    }

    @Test
    void notMoreOftenThanTheLeastTimeAllowsAndByATimerInASilentMarket() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        scenario.when(top("100.1", "100.3")).thenNothing();
        scenario.later(Duration.ofMillis(100)).when("Tick wallNanos=0").thenEmitted("SubmitCancel mm1-1 attempt=1");
    }

    @Test
    void notForLessThanTheTicksThatAreSetAndNotWhenThePriceComesNearer() {
        scenario.given("ConfigSet key=execution.requoteTicks value=2", REQUEST, reply(1, "ACCEPTED"));
        scenario.later(Duration.ofSeconds(1))
                .when(top("100.1", "100.3"), top("99", "99.1"))
                .thenNothing();
        scenario.when(top("100.2", "100.4")).thenEmitted("SubmitCancel mm1-1");
    }

    @Test
    void notWhileTheBookIsNotValid() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        scenario.later(Duration.ofSeconds(1));
        scenario.when("BookTop instrument=1 status=CROSSED bid=101 ask=100.5", "BookTop instrument=1 status=STALE");
        scenario.thenNothing();
        scenario.when(top("100.1", "100.3")).thenEmitted("SubmitCancel mm1-1");
        scenario.given("BookTop instrument=1 status=GAP");
        scenario.when(reply(1, "CANCELED")).thenEmitted("OrderChanged mm1-1 state=VALIDATING leaves=10"); // it waits
        scenario.when(top("99.8", "99.9"));
        scenario.thenEmitted("SubmitOrder mm1-1 attempt=2 price=99.8", "OrderChanged mm1-1 state=PENDING_SUBMIT");
    }

    @Test
    void notForARestThatTheVenueWouldRefuse() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"), fill(1, "9", "9"));
        scenario.later(Duration.ofSeconds(1)).when(top("100.1", "100.3")).thenNothing(); // 1 x 100.1 is below 150
    }

    @Test
    void aRequoteWhoseCancelLosesToAFillEndsFilled() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        scenario.later(Duration.ofSeconds(1)).given(top("100.1", "100.3"));
        scenario.when(fill(1, "10", "10"), reply(1, "CANCEL_REJECTED"));
        scenario.thenEmitted("OrderChanged mm1-1 state=FILLED");
    }

    @Test
    void aRequoteInDoubtMakesNoSecondOrder() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        scenario.later(Duration.ofSeconds(1)).given(top("100.1", "100.3"));
        scenario.when(reply(1, "NO_REPLY"), top("100.4", "100.5"));
        scenario.thenEmitted("OrderChanged mm1-1 state=IN_DOUBT");
        scenario.when(reply(1, "CANCELED"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 previous=IN_DOUBT state=VALIDATING",
                "SubmitOrder mm1-1 attempt=2 price=100.4",
                "OrderChanged mm1-1 state=PENDING_SUBMIT");
    }

    @Test
    void aFillOfTheAttemptBeforeThatComesLateMakesThePresentOneTooLarge() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        scenario.later(Duration.ofSeconds(1)).given(top("100.1", "100.3"), reply(1, "CANCELED"), reply(2, "ACCEPTED"));
        scenario.when(fill(1, "4", "4"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 previous=SUBMITTED state=PARTIALLY_FILLED cumulativeQuantity=4 leaves=6",
                "SubmitCancel mm1-1 attempt=2");
        scenario.when(reply(2, "CANCELED"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 state=VALIDATING leaves=6",
                "SubmitOrder mm1-1 attempt=3 quantity=6",
                "OrderChanged mm1-1 state=PENDING_SUBMIT");
    }

    @Test
    void aLateFillOfAllEndsTheOrderOnceItsAttemptIsCancelled() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        scenario.later(Duration.ofSeconds(1)).given(top("100.1", "100.3"), reply(1, "CANCELED"), reply(2, "ACCEPTED"));
        scenario.when(fill(1, "10", "10"), reply(2, "CANCELED"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 state=PARTIALLY_FILLED cumulativeQuantity=10 leaves=0",
                "SubmitCancel mm1-1 attempt=2",
                "OrderChanged mm1-1 previous=PARTIALLY_FILLED state=FILLED");
    }

    @Test
    void anAttemptThatLivesThoughItWasCancelledIsCancelledAgain() {
        scenario.given(REQUEST, reply(1, "NO_REPLY"), top("100.1", "100.3"));
        scenario.given("CancelRequested mm1-1 instrument=1", reply(1, "REJECTED"));
        scenario.when(reply(1, "ACCEPTED")).thenEmitted("AlertRaised", "SubmitCancel mm1-1 attempt=1");
    }

    @Test
    void refusedAsCrossingItIsPricedOneTickBehindAtOnceUpToABound() {
        scenario.given("ConfigSet key=execution.retries value=2", REQUEST);
        String refused = "reason=POST_ONLY_WOULD_CROSS code=-5022";
        scenario.when(reply(1, "REJECTED", refused));
        scenario.thenEmitted(
                "OrderChanged mm1-1 previous=PENDING_SUBMIT state=VALIDATING reason=POST_ONLY_WOULD_CROSS code=-5022",
                "SubmitOrder mm1-1 attempt=2 price=99.9 timeInForce=GTX",
                "OrderChanged mm1-1 state=PENDING_SUBMIT");
        scenario.given(reply(2, "REJECTED", refused));
        scenario.when(reply(3, "REJECTED", refused));
        scenario.thenEmitted("OrderChanged mm1-1 state=REJECTED reason=POST_ONLY_WOULD_CROSS attempt=3");
    }

    @Test
    void urgentTheRestIsTakenFromTheOtherSide() {
        scenario.given(REQUEST + " urgentAfterNanos=2000000000", reply(1, "ACCEPTED"), fill(1, "3", "3"));
        scenario.later(Duration.ofSeconds(2)).when("Tick wallNanos=0").thenEmitted("SubmitCancel mm1-1 attempt=1");
        scenario.when(reply(1, "CANCELED"));
        scenario.thenEmitted(
                "OrderChanged mm1-1 previous=PARTIALLY_FILLED state=VALIDATING reason=URGENT",
                "SubmitOrder mm1-1 attempt=2 price=100.2 quantity=7 timeInForce=IOC orderType=LIMIT",
                "OrderChanged mm1-1 state=PENDING_SUBMIT reason=URGENT");
        scenario.when(reply(2, "ACCEPTED"), fill(2, "7", "7"));
        scenario.thenEmitted("OrderChanged mm1-1 state=PARTIALLY_FILLED", "OrderChanged mm1-1 state=FILLED");
    }

    @Test
    void whatIsNotTakenAtOnceIsTriedAgainLaterUpToABound() {
        scenario.given(
                "ConfigSet key=execution.retries value=1", REQUEST + " urgentAfterNanos=1000000", reply(1, "ACCEPTED"));
        scenario.given("Tick wallNanos=0", reply(1, "CANCELED"), reply(2, "ACCEPTED"));
        scenario.when(reply(2, "EXPIRED", "reason=NO_LIQUIDITY"));
        scenario.thenEmitted("OrderChanged mm1-1 previous=SUBMITTED state=VALIDATING reason=URGENT");
        scenario.later(Duration.ofMillis(100)).when(top("100.1", "100.5"));
        scenario.thenEmitted(
                "SubmitOrder mm1-1 attempt=3 price=100.5 timeInForce=IOC", "OrderChanged mm1-1 state=PENDING_SUBMIT");
        scenario.when(reply(3, "EXPIRED", "reason=NO_LIQUIDITY"));
        scenario.thenEmitted("OrderChanged mm1-1 state=EXPIRED reason=NO_LIQUIDITY leaves=0");
    }

    @Test
    void aCancelOfTheStrategyEndsItWhateverIsUnderWay() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        scenario.later(Duration.ofSeconds(1)).given(top("100.1", "100.3"));
        scenario.when("CancelRequested mm1-1 instrument=1").thenNothing(); // a cancel is under way
        scenario.when(reply(1, "CANCELED")).thenEmitted("OrderChanged mm1-1 state=CANCELED reason=REQUESTED");
    }

    @Test
    void afterAHaltInDoubtNothingIsPricedAnew() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"), "TradingHalted reason=REQUESTED state=HALTED flatten=NO");
        scenario.given(reply(1, "NO_REPLY"));
        scenario.later(Duration.ofSeconds(1)).when(reply(1, "ACCEPTED"), top("101", "102"));
        scenario.thenEmitted("OrderChanged mm1-1 state=SUBMITTED", "SubmitCancel mm1-1 attempt=1");
        scenario.when(reply(1, "CANCELED")).thenEmitted("OrderChanged mm1-1 state=CANCELED reason=HALTED");
    }

    @Test
    void aVenueThatRefusesCancelsIsNotAskedForEver() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        for (int i = 0; i < 20; i++) {
            scenario.later(Duration.ofSeconds(1)).when(top("100.1", "100.3"), reply(1, "CANCEL_REJECTED"));
        }
        assertThat(scenario.emitted("SubmitCancel")).hasSize(Attempts.MAX_CANCEL_REFUSALS);
    }

    @Test
    void theQueueAheadIsWhatTheVenueSaidLessWhatPrinted() {
        scenario.given(REQUEST, reply(1, "ACCEPTED", "reason=NONE queueAhead=30"));
        scenario.given(print("SELL", "100", "12"), print("BUY", "100", "5"), print("SELL", "100.1", "5"));
        assertThat(StateCopy.text(execution)).contains("queueAhead: \"18\"");
        scenario.given(print("SELL", "99.9", "1"));
        assertThat(StateCopy.text(execution)).contains("queueAhead: \"0\"");
    }

    @Test
    void itIsNotAmended() {
        scenario.given(REQUEST, reply(1, "ACCEPTED"));
        scenario.when("AmendRequested mm1-1 instrument=1 price=99 quantity=10");
        scenario.thenEmitted("RiskDecision", "OrderChanged mm1-1 reason=AMEND_REFUSED");
    }

    private static String top(String bid, String ask) {
        return "BookTop instrument=1 status=VALID bid=" + bid + " ask=" + ask;
    }

    private static String print(String aggressor, String price, String quantity) {
        return "TradePrint instrument=1 aggressor=" + aggressor + " price=" + price + " quantity=" + quantity;
    }

    private static String reply(int attempt, String kind) {
        return reply(attempt, kind, "reason=NONE");
    }

    private static String reply(int attempt, String kind, String more) {
        return "VenueReply mm1-1 instrument=1 attempt=" + attempt + " venueOrderId=1" + attempt + " kind=" + kind + " "
                + more;
    }

    private static String fill(int attempt, String quantity, String cumulative) {
        return "Fill mm1-1 instrument=1 side=BUY price=100 venueOrderId=1" + attempt + " quantity=" + quantity
                + " cumulativeQuantity=" + cumulative;
    }
}
