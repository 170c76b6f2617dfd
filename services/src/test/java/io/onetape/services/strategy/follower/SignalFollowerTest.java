package io.onetape.services.strategy.follower;

import io.onetape.services.Scenario;
import io.onetape.services.strategy.KindScenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SignalFollowerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ALWAYS = " availableNanos=" + Scenario.START_NANOS;

    private final KindScenario kind = KindScenario.of("signal-follower", "life=10s", "threshold=0.5");
    private final Scenario scenario = kind.scenario;

    @Test
    void aStrongSignalIsBoughtAndAWeakerOneIsLeft() {
        kind.top(SECOND, "100", "100.1");
        scenario.thenNothing();
        scenario.when("ExternalSignal signalSymbol=BTCUSDT name=alpha value=0.49" + ALWAYS)
                .thenNothing();
        scenario.when("ExternalSignal signalSymbol=BTCUSDT name=alpha value=0.9 fairPrice=101" + ALWAYS)
                .thenEmitted(
                        "Signal strategy=k1 name=external value=0.9 fairPrice=101 position=0",
                        "OrderRequested k1-1 side=BUY price=100 quantity=0.01 timeInForce=GTX reduceOnly=NO");
        scenario.when(KindScenario.fill(1, "BUY", "100", "0.01")).thenNothing();
        scenario.when("ExternalSignal signalSymbol=BTCUSDT name=alpha value=0" + ALWAYS)
                .thenEmitted("Signal value=0 position=0.01", "OrderRequested k1-2 side=SELL price=100.1 quantity=0.01");
    }

    @Test
    void aSignalEndsWithItsLife() {
        kind.top(SECOND, "100", "100.1");
        scenario.when("ExternalSignal signalSymbol=BTCUSDT value=-1" + ALWAYS)
                .thenEmitted("Signal value=-1", "OrderRequested k1-1 side=SELL price=100.1");
        scenario.later(Duration.ofSeconds(11))
                .when("Tick")
                .thenEmitted(
                        "Signal value=-1",
                        "CancelRequested k1-1",
                        "Signal value=0"); // its entry had waited too long before
    }

    @Test
    void itsLifeBeginsWhenItBecameKnown() {
        kind.top(SECOND, "100", "100.1");
        long now = Scenario.START_NANOS + SECOND.toNanos();
        scenario.when("ExternalSignal signalSymbol=BTCUSDT value=1 availableNanos=" + (now - 10_000_000_000L))
                .thenNothing();
        scenario.when("ExternalSignal signalSymbol=BTCUSDT value=1 availableNanos=" + (now - 9_000_000_000L))
                .thenEmitted("Signal value=1", "OrderRequested k1-1 side=BUY price=100");
        scenario.later(SECOND).when("Tick").thenEmitted("Signal value=0", "CancelRequested k1-1");
    }

    @Test
    void aSignalForOneOfTwoIsSeenByNobodyUntilItSaysWhich() {
        kind.top(SECOND, "100", "100.1");
        scenario.when("InstrumentDefined instrument=9 venue=OTHER market=SPOT symbol=BTCUSDT");
        scenario.when("ExternalSignal signalSymbol=BTCUSDT name=alpha value=1" + ALWAYS)
                .thenEmitted("AlertRaised name=signal-ambiguous");
        scenario.when("ExternalSignal signalSymbol=OTHER:BTCUSDT name=alpha value=1" + ALWAYS)
                .thenNothing();
    }

    @Test
    void aSignalThatStandsOnTheTapeBeforeItWasKnownIsSeenByNobody() {
        kind.top(SECOND, "100", "100.1");
        scenario.when("ExternalSignal signalSymbol=BTCUSDT name=alpha value=1 availableNanos=9000000000000000000")
                .thenEmitted("AlertRaised name=signal-early");
        kind.top(SECOND, "100", "100.1");
        scenario.thenNothing();
    }

    @Test
    void aSignalForAnotherStrategyOrAnotherInstrumentIsNotHeard() {
        kind.top(SECOND, "100", "100.1");
        scenario.when("ExternalSignal signalSymbol=BTCUSDT strategy=k2 value=1" + ALWAYS)
                .thenNothing();
        scenario.when("ExternalSignal signalSymbol=ETHUSDT value=1" + ALWAYS).thenNothing();
        scenario.when("ExternalSignal signalSymbol=NOSUCH value=1" + ALWAYS).thenNothing();
        scenario.when("ExternalSignal signalSymbol=BTCUSDT strategy=k1 value=1" + ALWAYS)
                .thenEmitted("Signal value=1", "OrderRequested k1-1 side=BUY");
    }

    @Test
    void aHigherPriorityStaysInForce() {
        kind.top(SECOND, "100", "100.1");
        scenario.when("ExternalSignal signalSymbol=BTCUSDT value=1 priority=2" + ALWAYS)
                .thenEmitted("Signal value=1", "OrderRequested k1-1 side=BUY");
        scenario.when("ExternalSignal signalSymbol=BTCUSDT value=-1 priority=1" + ALWAYS)
                .thenNothing();
        scenario.when("ExternalSignal signalSymbol=BTCUSDT value=-1 priority=2" + ALWAYS)
                .thenEmitted("Signal value=-1", "CancelRequested k1-1");
    }
}
