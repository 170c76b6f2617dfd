package io.onetape.services.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.AccountChangedEncoder;
import io.onetape.journal.schema.RiskLimitsSetEncoder;
import io.onetape.services.Scenario;
import io.onetape.services.account.Account;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of instrument, strategy and account; what refuses, and what changes them. Long: one list of limits. */
final class LimitsTest {
    private final Scenario scenario = new Scenario(new Risk());

    @BeforeEach
    void wideLimitsOfEveryInstrument() {
        scenario.given(
                "RiskLimitsSet maximumPosition=100 maximumNotional=1000000 maximumOpenOrders=100 scope=INSTRUMENT",
                "MarkPriceUpdate instrument=1 mark=100",
                "MarkPriceUpdate instrument=2 mark=10");
    }

    @Test
    void aStrategysPositionIsBoundedInEachInstrumentAndOthersAreNot() {
        scenario.given("RiskLimitsSet scope=STRATEGY strategy=mm1 maximumPosition=2");
        scenario.when(
                        buy("mm1-1", 1, "2"),
                        buy("mm1-2", 2, "2"),
                        buy("mm1-3", 1, "0.1"),
                        buy("arb-1", 1, "5"),
                        sell("mm1-4", 1, "2"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED scope=INSTRUMENT value=2 allowed=100",
                        "RiskDecision mm1-2 verdict=PASSED",
                        "RiskDecision mm1-3 verdict=REFUSED reason=POSITION_LIMIT scope=STRATEGY value=2.1 allowed=2 worstPosition=2.1",
                        "RiskDecision arb-1 verdict=PASSED worstPosition=7",
                        "RiskDecision mm1-4 verdict=PASSED");
    }

    @Test
    void aStrategysNotionalIsTheSumOfItsWorstCases() {
        scenario.given("RiskLimitsSet scope=STRATEGY strategy=mm1 maximumNotional=250", buy("mm1-1", 1, "2"));
        scenario.when(buy("mm1-2", 2, "5"), buy("mm1-3", 2, "0.1"), sell("mm1-4", 1, "2"), sell("mm1-5", 1, "1"))
                .thenEmitted(
                        "RiskDecision mm1-2 verdict=PASSED",
                        "RiskDecision mm1-3 verdict=REFUSED reason=NOTIONAL_LIMIT scope=STRATEGY value=251 allowed=250",
                        "RiskDecision mm1-4 verdict=PASSED", // not more than the buys may come to
                        "RiskDecision mm1-5 verdict=REFUSED reason=NOTIONAL_LIMIT value=350");
    }

    @Test
    void theAccountsPositionNotionalAndOpenOrdersBoundAllStrategiesTogether() {
        scenario.given("RiskLimitsSet scope=ACCOUNT maximumPosition=3 maximumNotional=400 maximumOpenOrders=3");
        scenario.when(
                        buy("mm1-1", 1, "2"),
                        buy("arb-1", 1, "1.5"),
                        buy("arb-2", 1, "1"),
                        buy("mm1-2", 2, "3"),
                        buy("mm1-3", 2, "3"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED",
                        "RiskDecision arb-1 verdict=REFUSED reason=POSITION_LIMIT scope=ACCOUNT value=3.5 allowed=3",
                        "RiskDecision arb-2 verdict=PASSED",
                        "RiskDecision mm1-2 verdict=PASSED",
                        "RiskDecision mm1-3 verdict=REFUSED reason=OPEN_ORDERS_LIMIT scope=ACCOUNT value=4 allowed=3");
        scenario.given(
                "OrderChanged mm1-2 instrument=2 previous=SUBMITTED state=CANCELED",
                fill("mm1-1", 1, "BUY", "100", "2"));
        scenario.given(
                "OrderChanged mm1-1 instrument=1 previous=SUBMITTED state=FILLED",
                "MarkPriceUpdate instrument=1 mark=130");
        scenario.when(buy("mm1-4", 2, "3"), sell("mm1-5", 1, "1"))
                .thenEmitted(
                        "RiskDecision mm1-4 verdict=REFUSED reason=NOTIONAL_LIMIT scope=ACCOUNT value=420 allowed=400",
                        "RiskDecision mm1-5 verdict=PASSED");
    }

    @Test
    void theRateCountsWhatHasPassedWithinASecondOfTheTapesTime() {
        scenario.given(
                "RiskLimitsSet scope=STRATEGY strategy=mm1 maximumOrdersPerSecond=2",
                "RiskLimitsSet scope=ACCOUNT maximumOrdersPerSecond=3");
        scenario.when(
                        buy("mm1-1", 1, "1"),
                        buy("mm1-2", 1, "1"),
                        buy("mm1-3", 1, "1"),
                        buy("arb-1", 1, "1"),
                        buy("arb-2", 1, "1"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED",
                        "RiskDecision mm1-2 verdict=PASSED",
                        "RiskDecision mm1-3 verdict=REFUSED reason=ORDER_RATE_LIMIT scope=STRATEGY value=3 allowed=2",
                        "RiskDecision arb-1 verdict=PASSED",
                        "RiskDecision arb-2 verdict=REFUSED reason=ORDER_RATE_LIMIT scope=ACCOUNT value=4 allowed=3");
        scenario.later(Duration.ofMillis(996)) // a second after the first
                .when(buy("mm1-4", 1, "1"), buy("arb-3", 1, "1"))
                .thenEmitted("RiskDecision mm1-4 verdict=PASSED", "RiskDecision arb-3 verdict=PASSED");
    }

    @Test
    void anInstrumentsRateIsItsOwnThoughTheLimitIsTheDefault() {
        scenario.given(
                "RiskLimitsSet maximumPosition=100 maximumNotional=1000000 maximumOpenOrders=100 maximumOrdersPerSecond=1");
        scenario.when(buy("mm1-1", 1, "1"), buy("mm1-2", 2, "1"), buy("mm1-3", 2, "1"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED",
                        "RiskDecision mm1-2 verdict=PASSED",
                        "RiskDecision mm1-3 reason=ORDER_RATE_LIMIT scope=INSTRUMENT value=2 allowed=1");
    }

    @Test
    void leverageIsTheWorstNotionalOverTheEquityAndUnknownEquityRefuses() {
        scenario.given("RiskLimitsSet scope=ACCOUNT maximumLeverage=2");
        scenario.when(buy("mm1-1", 1, "1"))
                .thenEmitted("RiskDecision mm1-1 reason=LEVERAGE_LIMIT scope=ACCOUNT value=null allowed=2");
        scenario.given(equity("200", "0"), buy("mm1-2", 1, "4"));
        scenario.when(buy("mm1-3", 2, "1"), sell("mm1-4", 1, "4"))
                .thenEmitted(
                        "RiskDecision mm1-3 verdict=REFUSED reason=LEVERAGE_LIMIT scope=ACCOUNT value=2.05 allowed=2",
                        "RiskDecision mm1-4 verdict=PASSED");
    }

    @Test
    void equityFollowsThePricesBetweenTwoReports() {
        scenario.given(
                "RiskLimitsSet scope=ACCOUNT maximumLeverage=10",
                equity("200", "0"),
                fill("mm1-1", 1, "BUY", "100", "10"));
        scenario.when("MarkPriceUpdate instrument=1 mark=89").thenNothing();
        scenario.when("MarkPriceUpdate instrument=1 mark=88")
                .thenEmitted("RiskBreached reason=LEVERAGE_LIMIT scope=ACCOUNT value=11 allowed=10 becomes=NORMAL");
    }

    @Test
    void theMarginRatioOfTheWorstCaseIsBoundedFromBelow() {
        scenario.given(
                "ConfigSet key=account.maintenanceMarginRate value=0.1",
                "RiskLimitsSet scope=ACCOUNT minimumMarginRatio=2",
                equity("200", "0"));
        scenario.when(buy("mm1-1", 1, "10"), buy("mm1-2", 1, "0.1"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED",
                        "RiskDecision mm1-2 verdict=REFUSED reason=MARGIN_RATIO scope=ACCOUNT value=1.98019802 allowed=2");
    }

    @Test
    void theInitialMarginIsCheckedOnceItsRateIsSet() {
        scenario.given(equity("200", "0"), "ConfigSet key=account.initialMarginRate value=0.5");
        scenario.when(buy("mm1-1", 1, "4"), buy("mm1-2", 1, "0.1"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED",
                        "RiskDecision mm1-2 verdict=REFUSED reason=AVAILABLE_MARGIN scope=ACCOUNT value=205 allowed=200");
    }

    @Test
    void hedgedPositionsAreComparedEachOnItsOwn() {
        scenario.given("RiskLimitsSet instrument=1 maximumPosition=2 maximumNotional=1000000 maximumOpenOrders=100");
        scenario.given(fill("mm1-1", 1, "BUY", "100", "2") + " positionSide=LONG");
        scenario.when(
                        sell("mm1-2", 1, "2") + " positionSide=SHORT",
                        sell("mm1-3", 1, "1") + " positionSide=SHORT",
                        sell("mm1-4", 1, "2") + " positionSide=LONG",
                        buy("mm1-5", 1, "1") + " positionSide=LONG")
                .thenEmitted(
                        "RiskDecision mm1-2 verdict=PASSED worstPosition=-2",
                        "RiskDecision mm1-3 verdict=REFUSED reason=POSITION_LIMIT worstPosition=-3",
                        "RiskDecision mm1-4 verdict=PASSED worstPosition=0",
                        "RiskDecision mm1-5 verdict=REFUSED reason=POSITION_LIMIT worstPosition=3");
    }

    @Test
    void anAmendedOrderCountsWithItsNewQuantity() {
        scenario.given("RiskLimitsSet instrument=1 maximumPosition=10 maximumNotional=1000000 maximumOpenOrders=100");
        scenario.given(
                buy("mm1-1", 1, "4"),
                fill("mm1-1", 1, "BUY", "100", "1"),
                changed("mm1-1", "SUBMITTED", "PARTIALLY_FILLED", "4", "3"),
                changed("mm1-1", "PARTIALLY_FILLED", "PARTIALLY_FILLED", "8", "7"));
        scenario.when(buy("mm1-2", 1, "2"), buy("mm1-3", 1, "0.1"))
                .thenEmitted(
                        "RiskDecision mm1-2 verdict=PASSED worstPosition=10", "RiskDecision mm1-3 worstPosition=10.1");
        scenario.given(changed("mm1-1", "PARTIALLY_FILLED", "PARTIALLY_FILLED", "2", "1"));
        scenario.when(buy("mm1-4", 1, "6")).thenEmitted("RiskDecision mm1-4 verdict=PASSED worstPosition=10");
    }

    @Test
    void anOrderThatExecutionSendsByItselfCountsUntilItHasEnded() {
        scenario.given(
                fill("mm1-1", 1, "BUY", "100", "5"), changed("flatten-1", "VALIDATING", "PENDING_SUBMIT", "5", "5"));
        scenario.when(buy("mm1-2", 1, "1")).thenEmitted("RiskDecision mm1-2 worstPosition=11");
        scenario.given("OrderChanged flatten-1 instrument=1 previous=PENDING_SUBMIT state=EXPIRED");
        scenario.when(buy("mm1-3", 1, "1")).thenEmitted("RiskDecision mm1-3 worstPosition=7");
    }

    @Test
    void aLimitBelowWhatIsHeldIsRefusedAndTheFormerOneHolds() {
        scenario.given(fill("mm1-1", 1, "BUY", "100", "5"));
        scenario.when(
                        "RiskLimitsSet instrument=1 maximumPosition=4 maximumNotional=1000000 maximumOpenOrders=100",
                        "RiskLimitsSet maximumPosition=4.9 maximumNotional=1000000 maximumOpenOrders=100",
                        "RiskLimitsSet scope=STRATEGY strategy=mm1 maximumPosition=1",
                        "RiskLimitsSet scope=ACCOUNT maximumNotional=499")
                .thenEmitted(
                        "AlertRaised instrument=1 severity=CRITICAL name=limits-refused detail='limits of instrument 1:"
                                + " expected a maximum position of at least 5, which is held in instrument 1, found 4'",
                        "AlertRaised instrument=0 name=limits-refused",
                        "AlertRaised name=limits-refused detail='limits of strategy mm1:"
                                + " expected a maximum position of at least 5, which is held in strategy mm1, found 1'",
                        "AlertRaised name=limits-refused detail='limits of the account:"
                                + " expected a maximum notional of at least 500, which is held in the account, found 499'");
        scenario.when(buy("mm1-2", 1, "95")).thenEmitted("RiskDecision mm1-2 verdict=PASSED value=100 allowed=100");
        scenario.when("RiskLimitsSet instrument=1 maximumPosition=5 maximumNotional=500 maximumOpenOrders=100")
                .thenNothing();
        scenario.when("RiskLimitsSet maximumPosition=1 maximumNotional=1 maximumOpenOrders=1")
                .thenNothing(); // not for instrument 1
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        scenario.when(
                        "RiskLimitsSet scope=STRATEGY maximumPosition=1",
                        "RiskLimitsSet scope=ACCOUNT instrument=1 maximumPosition=1",
                        "RiskLimitsSet scope=STRATEGY strategy=mm1 minimumMarginRatio=1",
                        "RiskLimitsSet scope=ACCOUNT maximumLeverage=-1",
                        "RiskLimitsSet scope=ACCOUNT maximumPosition=-1")
                .thenEmitted(
                        "AlertRaised name=limits-refused detail='limits of strategy : expected the name of a strategy, found none'",
                        "AlertRaised name=limits-refused",
                        "AlertRaised name=limits-refused",
                        "AlertRaised name=limits-refused",
                        "AlertRaised name=limits-refused");
    }

    @Test
    void aRecordOfVersionOneHasTheFirstThreeLimitsAndIsAnInstruments() {
        RecordDraft draft = new RecordDraft();
        draft.begin(new RiskLimitsSetEncoder(), 1)
                .maximumPosition(Fixed8.ONE)
                .maximumNotional(1000 * Fixed8.ONE)
                .maximumOpenOrders(2);
        draft.buffer().putShort(RecordHeader.VERSION, (short) 1);
        draft.buffer().putShort(RecordHeader.BLOCK_LENGTH, (short) 20);
        scenario.when(draft).thenNothing();
        scenario.when(buy("mm1-1", 1, "1"), buy("mm1-2", 1, "1"))
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED allowed=1",
                        "RiskDecision mm1-2 reason=POSITION_LIMIT scope=INSTRUMENT");
    }

    @Test
    void aDrawdownBeyondItsLimitLetsOnlyWhatReducesPassAndADayLaterEverything() {
        scenario.given(
                "RiskLimitsSet scope=STRATEGY strategy=mm1 maximumDailyDrawdown=50",
                fill("mm1-1", 1, "BUY", "100", "10"));
        scenario.when("MarkPriceUpdate instrument=1 mark=94")
                .thenEmitted(
                        "RiskBreached strategy=mm1 scope=STRATEGY reason=DRAWDOWN_LIMIT value=60 allowed=50 becomes=NORMAL"
                                + " detail='strategy mm1: expected at most 50, found 60'");
        scenario.when("MarkPriceUpdate instrument=1 mark=93").thenNothing();
        scenario.when(buy("mm1-2", 1, "1"), sell("mm1-3", 1, "10"), sell("mm1-4", 1, "1"), buy("arb-1", 1, "1"))
                .thenEmitted(
                        "RiskDecision mm1-2 verdict=REFUSED reason=DRAWDOWN_LIMIT scope=STRATEGY value=70 allowed=50",
                        "RiskDecision mm1-3 verdict=PASSED",
                        "RiskDecision mm1-4 verdict=REFUSED reason=DRAWDOWN_LIMIT",
                        "RiskDecision arb-1 verdict=PASSED");
        scenario.later(Duration.ofDays(1)).when(buy("mm1-5", 1, "1")).thenEmitted("RiskDecision mm1-5 verdict=PASSED");
        scenario.when("MarkPriceUpdate instrument=1 mark=80")
                .thenEmitted("RiskBreached reason=DRAWDOWN_LIMIT value=130");
    }

    @Test
    void theAccountsDrawdownIsWhatItSaysAndWhatPricesAddUntilItSaysItAgain() {
        scenario.given(
                "RiskLimitsSet scope=ACCOUNT maximumDailyDrawdown=50",
                fill("mm1-1", 1, "BUY", "100", "10"),
                equity("980", "20"));
        scenario.when("MarkPriceUpdate instrument=1 mark=97").thenNothing();
        scenario.when("MarkPriceUpdate instrument=1 mark=96")
                .thenEmitted("RiskBreached scope=ACCOUNT value=60 reason=DRAWDOWN_LIMIT");
        scenario.when(equity("990", "10")).thenNothing();
        scenario.when(equity("900", "100")).thenEmitted("RiskBreached scope=ACCOUNT value=100");
    }

    @Test
    void aNewDayBeginsWithoutDrawdownAndTheNextBreachIsABreachAgain() {
        Account account = new Account();
        Scenario both = new Scenario(new Risk(), account);
        both.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT quoteAsset=USDT",
                "ConfigSet key=account.capital value=1000",
                "RiskLimitsSet scope=ACCOUNT maximumDailyDrawdown=50 onBreach=REDUCE_ONLY",
                fill("mm1-1", 1, "BUY", "100", "10"));
        both.later(Duration.ofHours(1)).when("MarkPriceUpdate instrument=1 mark=94");
        assertThat(both.emitted("TradingHalted")).hasSize(1);
        both.later(Duration.ofHours(22)).given("AccountSnapshot balances=1000/1000/USDT positions=1/10/100/BOTH");
        both.when("OperatorCommand who=ann what=resume why=ok");
        assertThat(both.emitted("TradingResumed")).hasSize(1);
        both.given();
        both.later(Duration.ofHours(2)).when("Tick", "MarkPriceUpdate instrument=1 mark=90");
        assertThat(both.emitted("RiskBreached")).isEmpty();
        both.when("MarkPriceUpdate instrument=1 mark=88");
        assertThat(both.emitted("RiskBreached")).singleElement().matches(b -> b.matches("RiskBreached value=60"));
    }

    @Test
    void aReportOfYesterdayThatStandsBehindMidnightBringsNoDrawdown() {
        scenario.given("RiskLimitsSet scope=ACCOUNT maximumDailyDrawdown=50");
        scenario.later(Duration.ofDays(1)).when("Tick");
        AccountChangedEncoder report = new AccountChangedEncoder();
        RecordDraft draft = new RecordDraft();
        draft.begin(report, 0).equity(Fixed8.ONE).dailyDrawdown(60 * Fixed8.ONE);
        scenario.when(draft.cause(scenario.records().size() - 1L, 1)).thenNothing();
        scenario.when(draft.cause(scenario.records().size(), 1))
                .thenEmitted("RiskBreached reason=DRAWDOWN_LIMIT value=60");
    }

    private static String equity(String equity, String drawdown) {
        return "AccountChanged equity=" + equity + " dailyDrawdown=" + drawdown;
    }

    private static String changed(String order, String previous, String state, String quantity, String leaves) {
        return "OrderChanged " + order + " instrument=1 side=BUY price=100 previous=" + previous + " state=" + state
                + " quantity=" + quantity + " leaves=" + leaves;
    }

    private static String buy(String order, int instrument, String quantity) {
        return "OrderRequested " + order + " instrument=" + instrument + " side=BUY price="
                + (instrument == 1 ? 100 : 10) + " orderType=LIMIT timeInForce=GTX reduceOnly=NO quantity=" + quantity;
    }

    private static String sell(String order, int instrument, String quantity) {
        return buy(order, instrument, quantity).replace("BUY", "SELL");
    }

    private static String fill(String order, int instrument, String side, String price, String quantity) {
        return "Fill " + order + " instrument=" + instrument + " price=" + price + " side=" + side + " quantity="
                + quantity;
    }
}
