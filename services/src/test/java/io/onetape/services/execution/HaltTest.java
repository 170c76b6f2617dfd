package io.onetape.services.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a halt and the operator's cancel-all do to orders and positions. A lot is 1, at most 100 at once. */
final class HaltTest {
    private static final String FLATTEN = "TradingHalted reason=DRAWDOWN_LIMIT state=HALTED flatten=YES";

    private final Execution execution = new Execution();
    private final Scenario scenario = new Scenario(new PassingRisk(), execution);

    @BeforeEach
    void twoInstruments() {
        scenario.given(
                "CycleStarted tapeId=1234567890123 sources= instruments=",
                "InstrumentDefined instrument=1 market=USDM contract=LINEAR tickSize=0.1 lotSize=1 maximumQuantity=100 symbol=BTCUSDT",
                "InstrumentDefined instrument=2 market=USDM contract=LINEAR tickSize=0.1 lotSize=1 symbol=ETHUSDT");
    }

    @Test
    void cancelAllIsOfAllOrOfOneSymbol() {
        scenario.given(request(1, 1, "BUY", 10), request(2, 2, "BUY", 10));
        scenario.when("OperatorCommand who=me what='cancel-all ethusdt' why=test")
                .thenEmitted("SubmitCancel mm1-2");
        scenario.when("OperatorCommand who=me what=cancel-all why=test").thenEmitted("SubmitCancel mm1-1");
        scenario.when("VenueReply mm1-1 instrument=1 attempt=1 kind=CANCELED reason=NONE");
        scenario.thenEmitted("OrderChanged mm1-1 state=CANCELED reason=REQUESTED");
        scenario.when("OperatorCommand who=me what='cancel-all XRPUSDT' why=test");
        assertThat(scenario.emitted("AlertRaised").get(0).get("detail"))
                .isEqualTo("expected cancel-all, or cancel-all and a symbol, found 'cancel-all XRPUSDT'");
    }

    @Test
    void otherCommandsAreNotForIt() {
        scenario.given(request(1, 1, "BUY", 10));
        scenario.when("OperatorCommand who=me what=halt why=test", "OperatorCommand who=me what='' why=test")
                .thenNothing();
    }

    @Test
    void whenOnlyReducingIsAllowedWhatReducesStays() {
        scenario.given(request(1, 1, "BUY", 20), fill("mm1-1", "BUY", 20));
        scenario.given(
                request(2, 1, "SELL", 15),
                request(3, 1, "SELL", 10),
                request(4, 1, "BUY", 1),
                request(5, 1, "SELL", 5));
        scenario.given(request(6, 1, "SELL", 40).replace("reduceOnly=NO", "reduceOnly=YES"), request(7, 2, "SELL", 1));
        scenario.when("TradingHalted reason=DRAWDOWN_LIMIT state=REDUCE_ONLY flatten=NO");
        scenario.thenEmitted(
                "SubmitCancel mm1-3", "SubmitCancel mm1-4", "SubmitCancel mm1-7"); // 15 and 5 are all of 20
    }

    @Test
    void aHaltOfOneInstrumentIsAboutThatOne() {
        scenario.given(request(1, 1, "BUY", 10), request(2, 2, "BUY", 10));
        scenario.when("TradingHalted instrument=2 reason=POSITION_LIMIT state=HALTED flatten=NO");
        scenario.thenEmitted("SubmitCancel mm1-2");
    }

    @Test
    void aHaltMayTakePositionsBackOnceTheCancelsAreDone() {
        scenario.given(
                request(1, 1, "BUY", 20),
                fill("mm1-1", "BUY", 20),
                request(2, 2, "SELL", 8),
                fill("mm1-2", 2, "SELL", 5));
        scenario.when(FLATTEN);
        scenario.thenEmitted(
                "SubmitCancel mm1-2",
                "OrderChanged flatten-1 instrument=1 previous=NEW state=VALIDATING",
                "SubmitOrder flatten-1 instrument=1 side=SELL quantity=20 price=null orderType=MARKET timeInForce=IOC"
                        + " reduceOnly=YES clientOrderId=5hugnf-flatten-1-1",
                "OrderChanged flatten-1 state=PENDING_SUBMIT");
        scenario.when(FLATTEN).thenNothing(); // once is enough
        scenario.when(
                "Fill mm1-2 instrument=2 side=SELL price=100 quantity=1",
                "VenueReply mm1-2 instrument=2 attempt=1 kind=CANCELED reason=NONE");
        scenario.thenEmitted(
                "OrderChanged mm1-2 state=PARTIALLY_FILLED",
                "OrderChanged mm1-2 state=CANCELED",
                "OrderChanged flatten-2 instrument=2 state=VALIDATING",
                "SubmitOrder flatten-2 instrument=2 side=BUY quantity=6 orderType=MARKET reduceOnly=YES",
                "OrderChanged flatten-2 state=PENDING_SUBMIT");
        scenario.when(fill("flatten-1", "SELL", 20), fill("flatten-2", 2, "BUY", 6));
        scenario.thenEmitted("OrderChanged flatten-1 state=FILLED", "OrderChanged flatten-2 state=FILLED");
        scenario.when(FLATTEN).thenNothing(); // nothing is left
    }

    @Test
    void itDoesNotWaitForEverForACancel() {
        scenario.given(request(1, 1, "BUY", 20), fill("mm1-1", "BUY", 5), FLATTEN);
        scenario.later(Duration.ofSeconds(4)).when("Tick wallNanos=0").thenNothing();
        scenario.later(Duration.ofSeconds(1)).when("Tick wallNanos=0");
        scenario.thenEmitted("OrderChanged flatten-1", "SubmitOrder flatten-1 quantity=5", "OrderChanged flatten-1");
        scenario.given(fill("flatten-1", "SELL", 5));
        scenario.when(fill("mm1-1", "BUY", 2)); // the cancel has lost
        scenario.thenEmitted(
                "OrderChanged mm1-1 state=PARTIALLY_FILLED",
                "OrderChanged flatten-2",
                "SubmitOrder flatten-2 quantity=2",
                "OrderChanged flatten-2");
    }

    @Test
    void whatTheVenueTakesAtOnceIsAnAttempt() {
        scenario.given(
                request(1, 1, "BUY", 50), fill("mm1-1", "BUY", 50), request(2, 1, "BUY", 50), fill("mm1-2", "BUY", 50));
        scenario.given(request(3, 1, "BUY", 50), fill("mm1-3", "BUY", 50));
        scenario.when(FLATTEN);
        assertThat(scenario.emitted("SubmitOrder").get(0).get("quantity")).isEqualTo("100");
        scenario.given("VenueReply flatten-1 instrument=1 attempt=1 kind=ACCEPTED venueOrderId=9 reason=NONE");
        scenario.when(fill("flatten-1", "SELL", 100));
        scenario.thenEmitted(
                "OrderChanged flatten-1 state=PARTIALLY_FILLED leaves=50",
                "OrderChanged flatten-1 state=VALIDATING",
                "SubmitOrder flatten-1 attempt=2 quantity=50 clientOrderId=5hugnf-flatten-1-2",
                "OrderChanged flatten-1 state=PENDING_SUBMIT");
    }

    @Test
    void whatFindsNoLiquidityIsTriedAgainAndAtLastGivenUpLoudly() {
        scenario.given(
                "ConfigSet key=execution.retries value=1", request(1, 1, "BUY", 5), fill("mm1-1", "BUY", 5), FLATTEN);
        scenario.when("VenueReply flatten-1 instrument=1 attempt=1 kind=EXPIRED reason=NO_LIQUIDITY");
        scenario.thenEmitted("OrderChanged flatten-1 state=VALIDATING");
        scenario.later(Duration.ofMillis(100)).when("Tick wallNanos=0");
        scenario.thenEmitted("SubmitOrder flatten-1 attempt=2", "OrderChanged flatten-1 state=PENDING_SUBMIT");
        scenario.when("VenueReply flatten-1 instrument=1 attempt=2 kind=EXPIRED reason=NO_LIQUIDITY");
        scenario.thenEmitted(
                "OrderChanged flatten-1 state=EXPIRED",
                "AlertRaised severity=CRITICAL name=flatten-failed detail='flatten-1: expected a flat position, found 5'");
        scenario.when("Tick wallNanos=0").thenNothing();
        scenario.when(FLATTEN);
        assertThat(scenario.emitted("SubmitOrder")).hasSize(1);
    }

    @Test
    void anOpenCircuitDelaysItAndAHaltDoesNotCancelIt() {
        scenario.given(request(1, 1, "BUY", 5), fill("mm1-1", "BUY", 5), "CircuitChanged circuit=venue state=OPEN");
        scenario.when(FLATTEN, FLATTEN).thenEmitted("OrderChanged flatten-1 state=VALIDATING");
        scenario.when("CircuitChanged circuit=venue state=CLOSED");
        scenario.thenEmitted("SubmitOrder flatten-1", "OrderChanged flatten-1 state=PENDING_SUBMIT");
    }

    @Test
    void afterAResumeNothingIsTakenBackAnyMore() {
        scenario.given(request(1, 1, "BUY", 20), fill("mm1-1", "BUY", 5), FLATTEN, "TradingResumed detail=ok");
        scenario.when("VenueReply mm1-1 instrument=1 attempt=1 kind=CANCELED reason=NONE");
        scenario.thenEmitted("OrderChanged mm1-1 state=CANCELED");
    }

    @Test
    void bothSidesOfAHedgeAreTakenBackEachByItsOwn() {
        scenario.given(
                request(1, 1, "BUY", 5) + " positionSide=LONG",
                fill("mm1-1", "BUY", 5) + " positionSide=LONG",
                request(2, 1, "SELL", 3) + " positionSide=SHORT",
                fill("mm1-2", "SELL", 3) + " positionSide=SHORT");
        scenario.when(FLATTEN);
        assertThat(scenario.emitted("SubmitOrder")
                        .get(0)
                        .matches("SubmitOrder flatten-1 side=SELL quantity=5 positionSide=LONG"))
                .isTrue();
        assertThat(scenario.emitted("SubmitOrder")
                        .get(1)
                        .matches("SubmitOrder flatten-2 side=BUY quantity=3 positionSide=SHORT"))
                .isTrue();
    }

    @Test
    void aFlattenGoesOnInARestoredProcessor() {
        scenario.given(request(1, 1, "BUY", 20), fill("mm1-1", "BUY", 5), FLATTEN);
        Execution restored = StateCopy.copy(execution, new Execution());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(execution));
        new Scenario(restored)
                .when("VenueReply mm1-1 instrument=1 attempt=1 kind=CANCELED reason=NONE")
                .thenEmitted(
                        "OrderChanged mm1-1 state=CANCELED",
                        "OrderChanged flatten-1",
                        "SubmitOrder flatten-1 side=SELL quantity=5",
                        "OrderChanged flatten-1");
    }

    private static String request(int intent, int instrument, String side, int quantity) {
        return "OrderRequested mm1-" + intent + " instrument=" + instrument + " side=" + side + " price=100 quantity="
                + quantity + " orderType=LIMIT timeInForce=GTX reduceOnly=NO";
    }

    private static String fill(String order, String side, int quantity) {
        return fill(order, 1, side, quantity);
    }

    private static String fill(String order, int instrument, String side, int quantity) {
        return "Fill " + order + " instrument=" + instrument + " side=" + side + " price=100 quantity=" + quantity;
    }
}
