package io.onetape.services.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import io.onetape.services.account.Account;
import io.onetape.services.execution.Execution;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stops trading, what happens then, and what lets it go on. */
final class EmergencyStopTest {
    private final Scenario scenario = new Scenario(new Risk());

    @BeforeEach
    void limits() {
        scenario.given(
                "RiskLimitsSet maximumPosition=100 maximumNotional=1000000 maximumOpenOrders=100",
                "MarkPriceUpdate instrument=1 mark=100",
                "MarkPriceUpdate instrument=2 mark=100");
    }

    @Test
    void aHaltLatchesAndItsRepetitionDoesNothing() {
        scenario.given(halt());
        scenario.when(halt(), "AlertRaised severity=CRITICAL name=service-unhealthy detail=x")
                .thenNothing();
        scenario.when("OperatorCommand who=ann what='halt flatten' why=now")
                .thenEmitted("TradingHalted state=HALTED flatten=YES", "AlertRaised name=trading-halted");
    }

    @Test
    void aFlattenIsAskedForWithTheHalt() {
        scenario.when("OperatorCommand who=ann what='halt flatten' why=now")
                .thenEmitted(
                        "TradingHalted instrument=0 reason=REQUESTED state=HALTED flatten=YES detail='halt flatten by ann: now'",
                        "AlertRaised severity=CRITICAL name=trading-halted");
    }

    @Test
    void criticalAlertsOfServicesAndOfTheReconciliationHaltAndLesserOnesDoNot() {
        scenario.when(
                        "AlertRaised severity=WARNING name=service-unhealthy",
                        "AlertRaised severity=CRITICAL name=fee-asset")
                .thenNothing();
        scenario.when("AlertRaised severity=CRITICAL name=service-unhealthy detail='execution: no answer'")
                .thenEmitted(
                        "TradingHalted reason=UNHEALTHY state=HALTED flatten=NO detail='service-unhealthy: execution: no answer'",
                        "AlertRaised name=trading-halted");
        Scenario other = new Scenario(new Risk());
        other.when("AlertRaised severity=CRITICAL name=reconciliation")
                .thenEmitted("TradingHalted reason=RECONCILIATION", "AlertRaised name=trading-halted");
    }

    @Test
    void theSequencersHaltIsAdoptedAndNotRepeated() {
        scenario.when("TradingHalted reason=CLOCK_STEPPED state=HALTED flatten=NO detail='2 s'")
                .thenEmitted("AlertRaised severity=CRITICAL name=trading-halted detail='the account is HALTED: 2 s'");
        scenario.when(buy("mm1-1", 1, "1")).thenEmitted("RiskDecision mm1-1 reason=HALTED scope=ACCOUNT");
    }

    @Test
    void tooManyRejectionsByTheVenueWithinAMinuteHalt() {
        scenario.given("ConfigSet key=risk.maximumRejectionsPerMinute value=2");
        scenario.when(
                        rejected("mm1-1", "PENDING_SUBMIT", "VENUE"),
                        rejected("mm1-2", "PENDING_SUBMIT", "POST_ONLY_WOULD_CROSS"),
                        rejected("mm1-3", "VALIDATING", "POSITION_LIMIT"),
                        rejected("mm1-4", "NEW", "PRICE_OFF_TICK"),
                        rejected("mm1-5", "IN_DOUBT", "UNKNOWN_ORDER"))
                .thenNothing();
        scenario.later(Duration.ofSeconds(61))
                .when(rejected("mm1-6", "PENDING_SUBMIT", "VENUE"))
                .thenNothing();
        scenario.when(rejected("mm1-7", "PENDING_SUBMIT", "VENUE"), rejected("mm1-8", "PENDING_SUBMIT", "VENUE"))
                .thenEmitted(
                        "TradingHalted reason=REJECTIONS state=HALTED detail='expected at most 2 rejected orders in a minute, found 3'",
                        "AlertRaised name=trading-halted");
        scenario.given("OperatorCommand who=ann what=resume why=fixed");
        scenario.when(rejected("mm1-9", "PENDING_SUBMIT", "VENUE")).thenNothing();
    }

    @Test
    void aSettingThatIsNoNumberIsRefused() {
        scenario.when("ConfigSet key=risk.maximumRejectionsPerMinute value=many");
        assertThat(scenario.emitted())
                .singleElement()
                .extracting(alert -> alert.get("detail"))
                .isEqualTo("risk.maximumRejectionsPerMinute: expected a number from 0 to 100000, found 'many'");
    }

    @Test
    void aDrawdownOfTheAccountDoesWhatItsLimitSays() {
        scenario.given(
                "RiskLimitsSet scope=ACCOUNT maximumDailyDrawdown=50 onBreach=REDUCE_ONLY",
                "AccountChanged equity=1000 dailyDrawdown=0",
                fill("mm1-1", 1, "BUY", "5"));
        scenario.when("MarkPriceUpdate instrument=1 mark=89")
                .thenEmitted(
                        "RiskBreached scope=ACCOUNT reason=DRAWDOWN_LIMIT value=55 allowed=50 becomes=REDUCE_ONLY",
                        "TradingHalted instrument=0 reason=DRAWDOWN_LIMIT state=REDUCE_ONLY flatten=NO",
                        "AlertRaised name=trading-halted severity=CRITICAL");
        scenario.when(buy("mm1-2", 1, "1"), sell("mm1-3", 1, "3"), sell("mm1-4", 1, "3"), sell("mm1-5", 1, "2"))
                .thenEmitted(
                        "RiskDecision mm1-2 verdict=REFUSED reason=REDUCE_ONLY_MODE scope=ACCOUNT value=6 allowed=0",
                        "RiskDecision mm1-3 verdict=PASSED worstPosition=2",
                        "RiskDecision mm1-4 verdict=REFUSED reason=REDUCE_ONLY_MODE worstPosition=-1",
                        "RiskDecision mm1-5 verdict=PASSED worstPosition=0");
        scenario.when(halt()).thenEmitted("TradingHalted state=HALTED", "AlertRaised name=trading-halted");
    }

    @Test
    void theMarginRatioBelowItsLimitHalts() {
        scenario.given(
                "ConfigSet key=account.maintenanceMarginRate value=0.1",
                "RiskLimitsSet scope=ACCOUNT minimumMarginRatio=1.5 onBreach=HALTED",
                "AccountChanged equity=100 dailyDrawdown=0",
                fill("mm1-1", 1, "BUY", "5"));
        scenario.when("MarkPriceUpdate instrument=1 mark=94")
                .thenEmitted(
                        "RiskBreached scope=ACCOUNT reason=MARGIN_RATIO value=1.4893617 allowed=1.5 becomes=HALTED"
                                + " detail='the account: expected at least 1.5, found 1.4893617'",
                        "TradingHalted reason=MARGIN_RATIO state=HALTED",
                        "AlertRaised name=trading-halted");
    }

    @Test
    void anInstrumentsBreachStopsThatInstrumentOnly() {
        scenario.given(
                "RiskLimitsSet instrument=1 maximumPosition=5 maximumNotional=1000000 maximumOpenOrders=100 onBreach=HALTED");
        scenario.when(fill("mm1-1", 1, "BUY", "6"))
                .thenEmitted(
                        "RiskBreached instrument=1 reason=POSITION_LIMIT value=6 allowed=5 becomes=HALTED scope=INSTRUMENT",
                        "TradingHalted instrument=1 reason=POSITION_LIMIT state=HALTED",
                        "AlertRaised instrument=1 name=trading-halted");
        scenario.when(sell("mm1-2", 1, "1"), buy("mm1-3", 2, "1"))
                .thenEmitted("RiskDecision mm1-2 reason=HALTED scope=INSTRUMENT", "RiskDecision mm1-3 verdict=PASSED");
    }

    @Test
    void aNotionalThatPricesCarryBeyondItsLimitIsABreachIfTheLimitSaysWhatBecomes() {
        scenario.given(
                "RiskLimitsSet instrument=1 maximumPosition=5 maximumNotional=500 maximumOpenOrders=100 onBreach=REDUCE_ONLY",
                "RiskLimitsSet instrument=2 maximumPosition=5 maximumNotional=500 maximumOpenOrders=100 onBreach=NORMAL",
                fill("mm1-1", 1, "BUY", "5"),
                fill("mm1-2", 2, "BUY", "5"));
        scenario.when("MarkPriceUpdate instrument=2 mark=101").thenNothing();
        scenario.when("MarkPriceUpdate instrument=1 mark=101")
                .thenEmitted(
                        "RiskBreached instrument=1 reason=NOTIONAL_LIMIT value=505 allowed=500 becomes=REDUCE_ONLY",
                        "TradingHalted instrument=1 state=REDUCE_ONLY",
                        "AlertRaised name=trading-halted");
    }

    @Test
    void aStrategysBreachTakesItsOrdersBackAndStopsNobodyElse() {
        scenario.given(
                "RiskLimitsSet scope=STRATEGY strategy=mm1 maximumDailyDrawdown=10 onBreach=HALTED",
                fill("mm1-1", 1, "BUY", "5"),
                buy("mm1-2", 1, "1"),
                buy("mm1-3", 2, "1"),
                buy("arb-1", 1, "1"));
        scenario.when("MarkPriceUpdate instrument=1 mark=97")
                .thenEmitted(
                        "RiskBreached strategy=mm1 scope=STRATEGY reason=DRAWDOWN_LIMIT becomes=HALTED",
                        "CancelRequested mm1-2 instrument=1",
                        "CancelRequested mm1-3 instrument=2",
                        "AlertRaised name=trading-halted detail='strategy mm1 is HALTED: strategy mm1: expected at most 10, found 15'");
        scenario.when(sell("mm1-4", 1, "1"), buy("arb-2", 1, "1"))
                .thenEmitted("RiskDecision mm1-4 reason=HALTED scope=STRATEGY", "RiskDecision arb-2 verdict=PASSED");
        scenario.when("OperatorCommand who=ann what=resume why=ok", "MarkPriceUpdate instrument=1 mark=96")
                .thenEmitted("AlertRaised name=resume-refused"); // a fill has come since the last clean reconciliation
    }

    @Test
    void resumeNeedsACleanReconciliationOfASnapshotLaterThanTheLastActivity() {
        Scenario all = new Scenario(new Risk(), new Execution(), new Account());
        all.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT quoteAsset=USDT",
                "ConfigSet key=account.capital value=1000",
                "RiskLimitsSet maximumPosition=100 maximumNotional=1000000 maximumOpenOrders=100",
                buy("mm1-1", 1, "1"),
                "VenueReply mm1-1 instrument=1 attempt=1 kind=ACCEPTED",
                snapshot("0"));
        all.when(halt());
        assertThat(all.emitted("SubmitCancel")).hasSize(1); // later than the snapshot
        all.given();
        all.when("OperatorCommand who=ann what=resume why=ok");
        assertThat(all.emitted("TradingResumed")).isEmpty();
        assertThat(all.emitted("AlertRaised"))
                .singleElement()
                .extracting(alert -> alert.get("detail"))
                .asString()
                .matches(
                        "resume by ann: ok: expected a clean reconciliation later than our last order, cancel or fill at \\d+,"
                                + " found one of the snapshot at \\d+");
        all.given("VenueReply mm1-1 instrument=1 attempt=1 kind=CANCELED", snapshot("7"));
        all.when("OperatorCommand who=ann what=resume why=ok");
        assertThat(all.emitted("AlertRaised"))
                .singleElement()
                .extracting(alert -> alert.get("detail"))
                .asString()
                .endsWith("expected a reconciliation without differences, found 1 in the last one");
        all.given(snapshot("0"));
        all.when("OperatorCommand who=ann what=resume why=ok").thenEmitted("TradingResumed detail='resume by ann: ok'");
        all.when(buy("mm1-2", 1, "1"));
        assertThat(all.emitted("RiskDecision"))
                .map(Emitted::toString)
                .singleElement()
                .asString()
                .contains("PASSED");
    }

    @Test
    void whereNothingWasSentSinceTheLastCleanReconciliationNoneIsNeeded() {
        Scenario all = new Scenario(new Risk(), new Execution(), new Account());
        all.given(halt());
        all.when("OperatorCommand who=ann what=resume why=ok").thenEmitted("TradingResumed");
    }

    @Test
    void aSimulatedVenueThatSendsNoSnapshotsHasNothingToReconcileWith() {
        scenario.given("SimulationConfigured capital=1000", fill("mm1-1", 1, "BUY", "1"), halt());
        scenario.when("OperatorCommand who=ann what=resume why=ok").thenEmitted("TradingResumed");
        scenario.given("ReconciliationFinished differences=0", fill("mm1-2", 1, "BUY", "1"), halt());
        scenario.when("OperatorCommand who=ann what=resume why=ok").thenEmitted("AlertRaised name=resume-refused");
    }

    @Test
    void aCorrectionMovesThePositionAndTheMoneyOfInstrumentAndAccount() {
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT quoteAsset=USDT",
                "RiskLimitsSet scope=ACCOUNT maximumDailyDrawdown=20",
                "AccountChanged equity=1000 dailyDrawdown=0");
        scenario.when("Correction instrument=1 position=5 cash=-490").thenNothing();
        scenario.when(buy("mm1-1", 1, "1")).thenEmitted("RiskDecision mm1-1 worstPosition=6");
        scenario.when("Correction instrument=0 cash=-21").thenEmitted("RiskBreached scope=ACCOUNT value=21 allowed=20");
        scenario.when("Correction instrument=7 position=5", buy("mm1-2", 7, "1"))
                .thenEmitted("RiskDecision mm1-2 worstPosition=1");
    }

    private static String halt() {
        return "OperatorCommand who=ann what=halt why=test";
    }

    private static String snapshot(String position) {
        return "AccountSnapshot balances=1000/1000/USDT positions=1/" + position + "/100/BOTH";
    }

    private static String rejected(String order, String previous, String reason) {
        return "OrderChanged " + order + " instrument=1 previous=" + previous + " state=REJECTED reason=" + reason;
    }

    private static String buy(String order, int instrument, String quantity) {
        return "OrderRequested " + order + " instrument=" + instrument
                + " side=BUY price=100 orderType=LIMIT timeInForce=GTX reduceOnly=NO quantity=" + quantity;
    }

    private static String sell(String order, int instrument, String quantity) {
        return buy(order, instrument, quantity).replace("BUY", "SELL");
    }

    private static String fill(String order, int instrument, String side, String quantity) {
        return "Fill " + order + " instrument=" + instrument + " price=100 side=" + side + " quantity=" + quantity;
    }
}
