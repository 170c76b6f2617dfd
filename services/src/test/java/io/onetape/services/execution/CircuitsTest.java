package io.onetape.services.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Circuits that execution opens itself. Facts are a millisecond apart. */
final class CircuitsTest {
    private final Execution execution = new Execution();
    private final Scenario scenario = new Scenario(new PassingRisk(), execution);
    private int intent;

    @BeforeEach
    void twoInstruments() {
        scenario.given(
                "CycleStarted tapeId=1234567890123 sources= instruments=",
                "InstrumentDefined instrument=1 market=USDM contract=LINEAR tickSize=0.1 lotSize=1 symbol=BTCUSDT",
                "InstrumentDefined instrument=2 market=USDM contract=LINEAR tickSize=0.1 lotSize=1 symbol=ETHUSDT");
    }

    @Test
    void fiveRejectionsOfAnInstrumentStopItsOrdersUntilThreeHaveGoneThroughAgain() {
        for (int i = 0; i < 4; i++) {
            order(1, "REJECTED reason=VENUE");
            assertThat(scenario.emitted("CircuitChanged")).isEmpty();
        }
        order(1, "REJECTED reason=VENUE");
        assertThat(scenario.emitted("CircuitChanged"))
                .singleElement()
                .satisfies(circuit -> assertThat(
                                circuit.matches("CircuitChanged instrument=1 circuit=rejections state=OPEN"))
                        .isTrue());
        assertThat(scenario.emitted("AlertRaised")).hasSize(1);
        refused(1);
        order(2, "ACCEPTED reason=NONE"); // another instrument goes on
        scenario.later(Duration.ofSeconds(30)).given().when("Tick wallNanos=0");
        scenario.thenEmitted("CircuitChanged instrument=1 circuit=rejections state=HALF_OPEN");
        order(1, "ACCEPTED reason=NONE");
        order(1, "ACCEPTED reason=NONE");
        order(1, "ACCEPTED reason=NONE");
        assertThat(scenario.emitted("CircuitChanged"))
                .singleElement()
                .satisfies(circuit -> assertThat(
                                circuit.matches("CircuitChanged instrument=1 circuit=rejections state=CLOSED"))
                        .isTrue());
        order(1, "ACCEPTED reason=NONE");
    }

    @Test
    void fiveRequestsWithoutAnAnswerStopEverythingAndAFailureWhileHalfOpenDoesAgain() {
        for (int i = 0; i < 5; i++) {
            order(1 + i % 2, "NO_REPLY reason=NO_REPLY");
        }
        assertThat(scenario.emitted("CircuitChanged"))
                .singleElement()
                .satisfies(
                        circuit -> assertThat(circuit.matches("CircuitChanged instrument=0 circuit=venue state=OPEN"))
                                .isTrue());
        refused(1);
        refused(2);
        scenario.later(Duration.ofSeconds(30)).given().when("Tick wallNanos=0");
        scenario.thenEmitted("CircuitChanged instrument=0 circuit=venue state=HALF_OPEN");
        order(2, "NO_REPLY reason=NO_REPLY");
        assertThat(scenario.emitted("CircuitChanged"))
                .singleElement()
                .satisfies(circuit -> assertThat(circuit.matches("CircuitChanged circuit=venue state=OPEN"))
                        .isTrue());
        refused(1);
        assertThat(StateCopy.text(StateCopy.copy(execution, new Execution()))).isEqualTo(StateCopy.text(execution));
    }

    @Test
    void whatAHealthyMarketAnswersOpensNothing() {
        for (int i = 0; i < 100; i++) {
            order(1, i % 2 == 0 ? "REJECTED reason=POST_ONLY_WOULD_CROSS" : "EXPIRED reason=NO_LIQUIDITY");
            assertThat(scenario.emitted("CircuitChanged")).isEmpty();
        }
    }

    @Test
    void noneOpensIfTheSettingSaysSo() {
        scenario.given("ConfigSet key=execution.circuitFailures value=0");
        for (int i = 0; i < 20; i++) {
            order(1, "NO_REPLY reason=NO_REPLY");
            assertThat(scenario.emitted("CircuitChanged")).isEmpty();
        }
    }

    @Test
    void halfOpenCircuitsThatHearNothingDecisiveAreTriedAgain() {
        for (int i = 0; i < 5; i++) {
            order(1, "REJECTED reason=VENUE");
        }
        scenario.later(Duration.ofSeconds(30)).given().when("Tick wallNanos=0");
        scenario.later(Duration.ofSeconds(30)).given().when("Tick wallNanos=0");
        scenario.thenEmitted("CircuitChanged instrument=1 circuit=rejections state=HALF_OPEN");
    }

    /** An order that is sent, and answered like this. */
    private void order(int instrument, String answer) {
        String name = "mm1-" + ++intent;
        scenario.given().when(request(name, instrument));
        assertThat(scenario.emitted("SubmitOrder")).as(name).hasSize(1);
        scenario.given().when("VenueReply " + name + " instrument=" + instrument + " attempt=1 kind=" + answer);
    }

    private void refused(int instrument) {
        scenario.given().when(request("mm1-" + ++intent, instrument));
        assertThat(scenario.emitted("SubmitOrder")).isEmpty();
        assertThat(scenario.emitted("OrderChanged").get(1).get("reason")).isEqualTo("CIRCUIT_OPEN");
    }

    private static String request(String name, int instrument) {
        return "OrderRequested " + name + " instrument=" + instrument
                + " side=BUY price=100 quantity=10 orderType=LIMIT timeInForce=GTX reduceOnly=NO";
    }
}
