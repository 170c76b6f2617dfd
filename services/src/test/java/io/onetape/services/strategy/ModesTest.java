package io.onetape.services.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import io.onetape.services.execution.Execution;
import io.onetape.services.risk.Risk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a strategy's orders in each mode, through risk and execution. */
final class ModesTest {
    private final Strategies strategies = new Strategies(List.of(Parrot.TYPE));
    private final Risk risk = new Risk();
    private final Scenario scenario = new Scenario(strategies, risk, new Execution());

    @Test
    void ordersOfAStrategyInSimulationAreRequestedAndRejected() {
        started("simulation");
        scenario.when(top("100"))
                .thenEmitted(
                        "OrderRequested p1-1",
                        "RiskDecision p1-1 verdict=REFUSED reason=MODE",
                        "OrderChanged p1-1 state=VALIDATING",
                        "OrderChanged p1-1 state=REJECTED reason=MODE",
                        "Signal name=changed",
                        "Signal name=changed");
        Risk restored = StateCopy.copy(risk, new Risk());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(risk)).contains("live: false");
    }

    @Test
    void aStrategyInObservationMakesSignalsOnly() {
        started("observation");
        scenario.when(top("100"), "PositionChanged instrument=1 position=7").thenEmitted("Signal name=position");
    }

    @Test
    void leavingLiveCancelsWhatIsOpenAndComingBackTradesAgain() {
        started("LIVE");
        scenario.given(top("100"));
        scenario.when(set("mode", "observation"));
        assertThat(scenario.emitted())
                .map(Emitted::name)
                .startsWith("CancelRequested", "StrategyChanged", "SubmitCancel");
        assertThat(scenario.emitted("StrategyChanged").get(0).get("mode")).isEqualTo("OBSERVATION");
        scenario.given("VenueReply p1-1 instrument=1 attempt=1 kind=CANCELED");
        scenario.when(top("101")).thenNothing();
        scenario.when(set("mode", "live")).thenEmitted("StrategyChanged change=MODE mode=LIVE detail='mode=live'");
        scenario.when(top("102"));
        assertThat(scenario.emitted("SubmitOrder")).hasSize(1);
    }

    @Test
    void theModeStandsOnEveryChangeOfTheStrategy() {
        scenario.given(set("mode", "simulation"));
        started("simulation");
        scenario.when(set("enabled", "false")).thenEmitted("StrategyChanged change=STOPPED mode=SIMULATION");
    }

    @Test
    void aModeThatThereIsNotStopsTheStrategyOrLeavesTheFormerOne() {
        started("paper");
        assertThat(scenario.records().get(scenario.records().size() - 1).get("detail"))
                .isEqualTo("mode: expected one of [live, simulation, observation], found 'paper'");
        scenario.given(set("mode", "live"), set("enabled", "true"));
        scenario.when(set("mode", "paper"));
        assertThat(scenario.emitted().get(0).get("detail"))
                .isEqualTo("p1: mode: expected one of [live, simulation, observation], found 'paper';"
                        + " the former value holds");
    }

    @Test
    void theSameModeAgainSaysNothing() {
        started("live");
        scenario.when(set("mode", "live")).thenNothing();
    }

    @Test
    void operatorsStartStopAndChangeTheMode() {
        started("live");
        scenario.when(command("mode simulation")).thenEmitted("StrategyChanged change=MODE mode=SIMULATION");
        scenario.when(command("stop")).thenEmitted("StrategyChanged change=STOPPED detail='stop by ann: test'");
        scenario.when(command("start"))
                .thenEmitted("StrategyChanged change=LOADED mode=SIMULATION", "StrategyChanged change=STARTED");
    }

    @Test
    void aCommandThatDoesNotFitIsRefusedOnTheTape() {
        started("live");
        scenario.when(
                command("start"),
                command("resume"),
                command("mode paper"),
                command("halt"),
                "OperatorCommand who=ann what='strategy p1' why=test",
                "OperatorCommand who=ann what='strategy p9 stop' why=test",
                "OperatorCommand who=ann what='strategy market-maker stop' why=test",
                "OperatorCommand who=ann what='risk set' why=test");
        assertThat(scenario.emitted("AlertRaised"))
                .map(alert -> alert.get("detail"))
                .containsExactly(
                        "p1: expected a strategy that is not enabled to start, found it RUNNING",
                        "p1: expected a strategy that is in quarantine to resume, found it RUNNING",
                        "p1: mode: expected one of [live, simulation, observation], found 'paper'",
                        "expected strategy NAME start|stop|resume|mode MODE, found 'strategy p1 halt'",
                        "expected strategy NAME start|stop|resume|mode MODE, found 'strategy p1'",
                        "expected a strategy that has settings, found 'p9'",
                        "expected a strategy that has settings, found 'market-maker'");
    }

    private void started(String mode) {
        scenario.given(
                "CycleStarted tapeId=77 sources= instruments=",
                "RiskLimitsSet instrument=0 maximumPosition=1 maximumNotional=1000 maximumOpenOrders=4",
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001",
                set("type", "parrot"),
                set("symbol", "BTCUSDT"),
                set("quantity", "0.010"),
                set("mode", mode),
                set("enabled", "true"));
    }

    private static String command(String rest) {
        return "OperatorCommand who=ann what='strategy p1 " + rest + "' why=test";
    }

    private static String set(String key, String value) {
        return "ConfigSet key=strategy.p1." + key + " value=" + value;
    }

    private static String top(String bid) {
        return "BookTop instrument=1 status=VALID bid=" + bid;
    }
}
