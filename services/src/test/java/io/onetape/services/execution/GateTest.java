package io.onetape.services.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Circuits, rates and settings. Facts are a millisecond apart. */
final class GateTest {
    private final Execution execution = new Execution();
    private final Scenario scenario = new Scenario(new PassingRisk(), execution);

    @BeforeEach
    void twoInstruments() {
        scenario.given(
                "CycleStarted tapeId=1234567890123 sources= instruments=",
                "InstrumentDefined instrument=1 market=USDM contract=LINEAR tickSize=0.1 lotSize=1 symbol=BTCUSDT",
                "InstrumentDefined instrument=2 market=USDM contract=LINEAR tickSize=0.1 lotSize=1 symbol=ETHUSDT");
    }

    @Test
    void anOpenCircuitLetsNoOrderThroughButCancels() {
        scenario.given(request(1, 1));
        scenario.given("CircuitChanged instrument=1 circuit=orders state=OPEN detail='5 failures'");
        scenario.when(request(2, 1), request(3, 2), "CancelRequested mm1-1 instrument=1");
        scenario.thenEmitted(
                "RiskDecision",
                "OrderChanged mm1-2 state=VALIDATING",
                "OrderChanged mm1-2 previous=VALIDATING state=REJECTED reason=CIRCUIT_OPEN",
                "RiskDecision",
                "OrderChanged mm1-3 state=VALIDATING",
                "SubmitOrder mm1-3 instrument=2",
                "OrderChanged mm1-3 state=PENDING_SUBMIT",
                "SubmitCancel mm1-1");
        scenario.when("CircuitChanged instrument=1 circuit=orders state=CLOSED", request(4, 1));
        assertThat(scenario.emitted("SubmitOrder")).hasSize(1);
    }

    @Test
    void oneAboutNoInstrumentIsAboutAll() {
        scenario.given("CircuitChanged circuit=venue state=OPEN");
        scenario.when(request(1, 1), request(2, 2));
        assertThat(scenario.emitted("SubmitOrder")).isEmpty();
    }

    @Test
    void halfOpenLetsABoundedNumberThrough() {
        scenario.given(
                "ConfigSet key=execution.halfOpenOrders value=2", "CircuitChanged circuit=venue state=HALF_OPEN");
        scenario.when(request(1, 1), request(2, 2), request(3, 1));
        assertThat(scenario.emitted("SubmitOrder")).hasSize(2);
        scenario.given("CircuitChanged circuit=venue state=HALF_OPEN").when(request(4, 1));
        assertThat(scenario.emitted("SubmitOrder")).hasSize(1);
    }

    @Test
    void overTheRateOfASecondOrdersAreRejected() {
        scenario.given("ConfigSet key=execution.ordersPerSecond value=2");
        scenario.when(request(1, 1), request(2, 1), request(3, 1));
        assertThat(scenario.emitted("SubmitOrder")).hasSize(2);
        assertThat(scenario.emitted()
                        .get(scenario.emitted().size() - 1)
                        .matches("OrderChanged mm1-3 state=REJECTED reason=ORDER_RATE_LIMIT"))
                .isTrue();
        scenario.later(Duration.ofMillis(999)).given(request(4, 1)); // the first one has just left the window
        scenario.when(request(5, 1));
        assertThat(scenario.emitted("SubmitOrder")).hasSize(1);
    }

    @Test
    void overTheRateOfTenSecondsToo() {
        scenario.given("ConfigSet key=execution.ordersPer10Seconds value=3");
        for (int i = 1; i <= 5; i++) {
            scenario.later(Duration.ofSeconds(2)).when(request(i, 1));
        }
        assertThat(scenario.emitted("SubmitOrder")).hasSize(3);
        scenario.later(Duration.ofSeconds(2)).when(request(6, 1)); // ten seconds after the first
        assertThat(scenario.emitted("SubmitOrder")).hasSize(4);
    }

    @Test
    void amendsCountAsOrdersAndAreRefused() {
        scenario.given("ConfigSet key=execution.ordersPerSecond value=1", request(1, 1));
        scenario.given("VenueReply mm1-1 instrument=1 attempt=1 kind=ACCEPTED reason=NONE");
        scenario.when("AmendRequested mm1-1 instrument=1 price=99 quantity=10");
        scenario.thenEmitted("RiskDecision", "OrderChanged mm1-1 reason=AMEND_REFUSED");
    }

    @Test
    void cancelsHaveARateOfTheirOwnAndWaitForTheirTurn() {
        scenario.given(
                "ConfigSet key=execution.ordersPerSecond value=4", "ConfigSet key=execution.cancelsPerSecond value=2");
        scenario.given(request(1, 1), request(2, 1), request(3, 1), request(4, 1));
        scenario.when("OperatorCommand who=me what=cancel-all why=test");
        scenario.thenEmitted("SubmitCancel mm1-1", "SubmitCancel mm1-2");
        scenario.when("CancelRequested mm1-4 instrument=1").thenNothing();
        scenario.when("Fill mm1-3 instrument=1 side=BUY price=100 quantity=10"); // nothing left to cancel
        scenario.thenEmitted("OrderChanged mm1-3 state=FILLED");
        assertThat(StateCopy.text(StateCopy.copy(execution, new Execution()))).isEqualTo(StateCopy.text(execution));
        scenario.later(Duration.ofSeconds(1)).when("Tick wallNanos=0").thenEmitted("SubmitCancel mm1-4");
    }

    @Test
    void aRequoteWaitsForTheRate() {
        scenario.given(
                "ConfigSet key=execution.ordersPerSecond value=1", "BookTop instrument=1 status=VALID bid=100 ask=101");
        scenario.given(
                "OrderRequested mm1-1 instrument=1 side=BUY price=null quantity=10 orderType=LIMIT timeInForce=GTX pricing=BEST",
                "VenueReply mm1-1 instrument=1 attempt=1 kind=ACCEPTED reason=NONE");
        scenario.later(Duration.ofMillis(200))
                .when("BookTop instrument=1 status=VALID bid=100.5 ask=101")
                .thenNothing();
        scenario.later(Duration.ofSeconds(1)).when("Tick wallNanos=0").thenEmitted("SubmitCancel mm1-1");
    }

    @Test
    void aRequoteThatHasBegunWaitsForTheCircuit() {
        scenario.given("BookTop instrument=1 status=VALID bid=100 ask=101");
        scenario.given(
                "OrderRequested mm1-1 instrument=1 side=BUY price=null quantity=10 orderType=LIMIT timeInForce=GTX pricing=BEST",
                "VenueReply mm1-1 instrument=1 attempt=1 kind=ACCEPTED reason=NONE");
        scenario.later(Duration.ofMillis(200)).given("BookTop instrument=1 status=VALID bid=100.5 ask=101");
        scenario.given("CircuitChanged circuit=venue state=OPEN");
        scenario.when("VenueReply mm1-1 instrument=1 attempt=1 kind=CANCELED reason=NONE");
        scenario.thenEmitted("OrderChanged mm1-1 state=VALIDATING");
        scenario.when("CircuitChanged circuit=venue state=CLOSED");
        scenario.thenEmitted("SubmitOrder mm1-1 attempt=2 price=100.5", "OrderChanged mm1-1 state=PENDING_SUBMIT");
    }

    @Test
    void settingsThatDoNotFitAreRefusedAndTheFormerValueHolds() {
        scenario.when("ConfigSet key=execution.ordersPerSecond value=-1", "ConfigSet key=execution.rate value=1");
        assertThat(scenario.emitted()).hasSize(2);
        assertThat(scenario.emitted().get(0).get("detail"))
                .isEqualTo("execution.ordersPerSecond: expected a whole number from 0 to 100000, found '-1';"
                        + " the former value holds");
        assertThat(scenario.emitted().get(1).get("detail")).contains("found 'execution.rate'");
        scenario.given().when("ConfigSet key=risk.anything value=1").thenNothing();
    }

    @Test
    void theGateGoesOnInARestoredProcessor() {
        scenario.given("ConfigSet key=execution.ordersPerSecond value=2", "CircuitChanged circuit=b state=HALF_OPEN");
        scenario.given("CircuitChanged instrument=2 circuit=a state=OPEN", request(1, 1), request(2, 1));
        Execution restored = StateCopy.copy(execution, new Execution());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(execution));
        Scenario rest = new Scenario(new PassingRisk(), restored); // at the time of the first requests
        rest.when(request(3, 1), request(4, 2));
        assertThat(rest.emitted("OrderChanged").get(1).get("reason")).isEqualTo("ORDER_RATE_LIMIT");
        assertThat(rest.emitted("OrderChanged").get(3).get("reason")).isEqualTo("CIRCUIT_OPEN");
    }

    private static String request(int intent, int instrument) {
        return "OrderRequested mm1-" + intent + " instrument=" + instrument
                + " side=BUY price=100 quantity=10 orderType=LIMIT timeInForce=GTX reduceOnly=NO";
    }
}
