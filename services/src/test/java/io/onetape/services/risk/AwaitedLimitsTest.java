package io.onetape.services.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits that were set by symbol before their instrument was defined. */
final class AwaitedLimitsTest {
    private static final String DEFINED =
            "InstrumentDefined instrument=1 contract=LINEAR symbol=BTCUSDT quoteAsset=USDT";
    private static final String TIGHT =
            "RiskLimitsSet scope=INSTRUMENT limitedSymbol=btcusdt maximumPosition=0.5 maximumNotional=100000 maximumOpenOrders=5";
    private static final String BUY = " side=BUY orderType=LIMIT timeInForce=GTC reduceOnly=NO price=100 quantity=1";
    private static final String REFUSED =
            "RiskDecision mm1-1 verdict=REFUSED reason=POSITION_LIMIT worstPosition=1 value=1 allowed=0.5";

    private final Risk risk = new Risk();
    private final Scenario scenario = new Scenario(risk);

    @BeforeEach
    void theDefaultIsWide() {
        scenario.given("RiskLimitsSet maximumPosition=100 maximumNotional=1000000 maximumOpenOrders=100");
    }

    @Test
    void theyHoldFromTheInstrumentsFirstOrderOn() {
        scenario.given(TIGHT, DEFINED);
        scenario.when("OrderRequested mm1-1 instrument=1" + BUY).thenEmitted(REFUSED);
    }

    @Test
    void theyHoldForNoOtherInstrument() {
        scenario.given(TIGHT, DEFINED, DEFINED.replace("1 c", "2 c").replace("BTC", "ETH"));
        scenario.when("OrderRequested mm1-1 instrument=2" + BUY).thenEmitted("RiskDecision mm1-1 verdict=PASSED");
    }

    @Test
    void ofAnInstrumentThatIsDefinedTheyHoldAtOnce() {
        scenario.given(DEFINED, TIGHT);
        scenario.when("OrderRequested mm1-1 instrument=1" + BUY).thenEmitted(REFUSED);
    }

    @Test
    void theLastOnesHold() {
        scenario.given(TIGHT, TIGHT.replace("0.5", "1"), DEFINED);
        scenario.when("OrderRequested mm1-1 instrument=1" + BUY).thenEmitted("RiskDecision mm1-1 verdict=PASSED");
    }

    @Test
    void thoseThatMakeNoSenseAreRefusedAtOnce() {
        scenario.when(TIGHT + " minimumMarginRatio=2").thenEmitted("AlertRaised name=limits-refused severity=CRITICAL");
        scenario.given(DEFINED);
        scenario.when("OrderRequested mm1-1 instrument=1" + BUY).thenEmitted("RiskDecision mm1-1 verdict=PASSED");
    }

    @Test
    void aRestoredRiskAwaitsThemToo() {
        scenario.given(TIGHT);
        Risk restored = StateCopy.copy(risk, new Risk());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(risk)).contains("BTCUSDT");
        Scenario other = new Scenario(restored);
        other.given(DEFINED);
        other.when("OrderRequested mm1-1 instrument=1" + BUY).thenEmitted(REFUSED);
    }
}
