package io.onetape.services.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The venue's snapshots against what we know. */
final class ReconciliationTest {
    private final Account account = new Account();
    private final Scenario scenario = new Scenario(new CheckedAccount(account));

    @BeforeEach
    void twoInstruments() {
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT quoteAsset=USDT",
                "InstrumentDefined instrument=2 contract=LINEAR market=USDM symbol=ETHUSDT quoteAsset=USDT",
                "InstrumentDefined instrument=3 contract=INVERSE market=COINM symbol=BTCUSD_PERP quoteAsset=USD",
                "ConfigSet key=account.capital value=1000");
    }

    @Test
    void whatIsTheSameOnBothSidesIsClean() {
        scenario.given(fill("BUY", "100", "1"), "MarkPriceUpdate instrument=1 mark=110");
        scenario.when(snapshot("1000", "1/1/100/BOTH")).thenEmitted("ReconciliationFinished differences=0 detail=");
    }

    @Test
    void aDifferenceThatIsSeenOnceCorrectsNothing() {
        scenario.given(fill("BUY", "100", "1"));
        scenario.when(snapshot("1000", "1/2/100/BOTH"))
                .thenEmitted(
                        "ReconciliationFinished differences=1 detail='BTCUSDT position: expected 1, found 2 (seen once)'");
        scenario.given(fill("BUY", "100", "1")); // it was under way
        scenario.when(snapshot("1000", "1/2/100/BOTH")).thenEmitted("ReconciliationFinished differences=0");
    }

    @Test
    void aDifferenceThatChangesIsAFillUnderWay() {
        scenario.given(snapshot("1000", "1/2/100/BOTH"));
        scenario.when(snapshot("1000", "1/3/100/BOTH")).thenEmitted("ReconciliationFinished differences=1");
    }

    @Test
    void aDifferenceThatStaysIsCorrectedToTheVenuesPositionAndPrice() {
        scenario.given(
                fill("BUY", "100", "1"), "MarkPriceUpdate instrument=1 mark=110", snapshot("1000", "1/3/104/BOTH"));
        scenario.when(snapshot("1000", "1/3/104/BOTH"))
                .thenEmitted(
                        "Correction instrument=1 position=2 cash=-212 positionSide=BOTH",
                        "ReconciliationFinished differences=1 detail='BTCUSDT position: expected 1, found 3 (corrected)'",
                        "AlertRaised severity=CRITICAL name=reconciliation",
                        "PositionChanged instrument=1 position=3 entryPrice=104 mark=110 realizedPnl=0 unrealizedPnl=18 equity=1018");
        scenario.when(snapshot("1000", "1/3/104/BOTH")).thenEmitted("ReconciliationFinished differences=0");
    }

    @Test
    void fillsBetweenTheSnapshotAndTheCorrectionKeepCounting() {
        scenario.given(snapshot("1000", "1/2/100/BOTH"), fill("SELL", "100", "5"));
        scenario.when(snapshot("1000", "1/-3/100/BOTH"));
        assertThat(scenario.emitted("Correction")).singleElement().matches(c -> c.matches("Correction position=2"));
        assertThat(account.positions().get(1).position()).isEqualTo(-3 * Fixed8.ONE);
    }

    @Test
    void aMissedFillThatClosedThePositionBecomesRealised() {
        scenario.given(
                "ConfigSet key=account.reconciliationThreshold value=150",
                fill("BUY", "100", "1"),
                "MarkPriceUpdate instrument=1 mark=105");
        scenario.given(snapshot("1009.9", ""));
        scenario.when(snapshot("1009.9", ""))
                .thenEmitted(
                        "Correction instrument=1 position=-1 cash=100",
                        "Correction instrument=0 position=0 cash=9.9",
                        "ReconciliationFinished differences=2",
                        "AlertRaised severity=WARNING name=reconciliation",
                        "PositionChanged instrument=1 position=0 realizedPnl=0 unrealizedPnl=0 equity=1000",
                        "PositionChanged instrument=0 position=0 realizedPnl=9.9 unrealizedPnl=0 equity=1009.9");
        scenario.when(snapshot("1009.9", "")).thenEmitted("ReconciliationFinished differences=0");
        assertThat(account.equity()).isEqualTo(Fixed8.parse("1009.9"));
    }

    @Test
    void aSecondCorrectionWithoutACleanComparisonBetweenIsCritical() {
        scenario.given("ConfigSet key=account.reconciliationThreshold value=1000");
        scenario.given(snapshot("1000", "1/1/100/BOTH"), snapshot("1000", "1/1/100/BOTH"));
        scenario.given(snapshot("1000", "1/2/100/BOTH"));
        scenario.when(snapshot("1000", "1/2/100/BOTH"));
        assertThat(scenario.emitted("AlertRaised"))
                .singleElement()
                .matches(alert -> alert.matches("AlertRaised severity=CRITICAL name=reconciliation"));
    }

    @Test
    void theBalanceMayDifferByTheTolerance() {
        scenario.given("ConfigSet key=account.reconciliationTolerance value=0.5", snapshot("1000.4", ""));
        scenario.when(snapshot("1000.4", "")).thenEmitted("ReconciliationFinished differences=0");
        scenario.given(snapshot("1000.6", ""));
        scenario.when(snapshot("1000.7", ""));
        assertThat(scenario.emitted("Correction")).singleElement().matches(c -> c.matches("Correction cash=0.7"));
    }

    @Test
    void hedgedPositionsAreComparedAndCorrectedEachOnItsOwn() {
        scenario.given(
                fill("BUY", "100", "2") + " positionSide=LONG",
                fill("SELL", "110", "1") + " positionSide=SHORT",
                snapshot("1000", "1/2/100/LONG,1/-2/110/SHORT"));
        scenario.when(snapshot("1000", "1/2/100/LONG,1/-2/110/SHORT"))
                .thenEmitted(
                        "Correction instrument=1 position=-1 cash=110 positionSide=SHORT",
                        "ReconciliationFinished differences=1 detail='BTCUSDT SHORT position: expected -1, found -2 (corrected)'",
                        "AlertRaised name=reconciliation severity=CRITICAL",
                        "PositionChanged instrument=1 position=-2 entryPrice=110 positionSide=SHORT");
    }

    @Test
    void thePositionThatTheSnapshotDoesNotListIsFlatAtTheVenue() {
        scenario.given(fill("BUY", "100", "2") + " positionSide=LONG", snapshot("1000", ""));
        scenario.when(snapshot("1000", ""));
        assertThat(scenario.emitted("Correction"))
                .singleElement()
                .matches(c -> c.matches("Correction instrument=1 position=-2 cash=200 positionSide=LONG"));
    }

    @Test
    void aPositionThatIsNotOursIsADifferenceAndNotTouched() {
        scenario.given(snapshot("1000", "3/1/100/BOTH"));
        scenario.when(snapshot("1000", "3/1/100/BOTH"))
                .thenEmitted("ReconciliationFinished differences=1"
                        + " detail='position in instrument 3, which is none of ours: expected 0, found 1 (ignored)'");
    }

    @Test
    void otherAssetsAreTakenOverAtOnceAndFeesInThemAreKnown() {
        scenario.given("AccountSnapshot balances=1000/1000/USDT,2/2/BNB positions=");
        scenario.given(fill("BUY", "100", "1") + " fee=0.5 feeAsset=BNB");
        scenario.when("AccountSnapshot balances=1000/1000/USDT,1.5/1.5/BNB positions=1/1/100/BOTH")
                .thenEmitted("ReconciliationFinished differences=0");
        scenario.when("AccountSnapshot balances=1000/1000/USDT,1.4/1.4/BNB positions=1/1/100/BOTH")
                .thenEmitted(
                        "ReconciliationFinished differences=1 detail='BNB balance: expected 1.5, found 1.4 (taken over)'");
        scenario.when(
                        "BalanceChanged asset=BNB balance=3 change=1.6 reason=DEPOSIT",
                        "AccountSnapshot balances=1000/1000/USDT,3/3/BNB positions=1/1/100/BOTH")
                .thenEmitted("ReconciliationFinished differences=0");
    }

    @Test
    void theFirstSnapshotOpensAnAccountWhoseCapitalNobodyHasSet() {
        Account fresh = new Account();
        Scenario live = new Scenario(new CheckedAccount(fresh));
        live.given("InstrumentDefined instrument=1 contract=LINEAR symbol=BTCUSDT quoteAsset=USDT");
        live.when(fill("BUY", "100", "1") + " fee=1", snapshot("5000", "1/1/100/BOTH"));
        assertThat(live.emitted("ReconciliationFinished"))
                .singleElement()
                .matches(r -> r.matches("ReconciliationFinished differences=0"));
        assertThat(fresh.capital()).isEqualTo(Fixed8.parse("5001"));
        assertThat(fresh.equity()).isEqualTo(Fixed8.parse("5000"));
        assertThat(fresh.maxDrawdown()).isEqualTo(Fixed8.ONE);
    }

    @Test
    void anOperatorsCorrectionIsAddedAndOneThatMakesNoSenseRefused() {
        scenario.when("Correction instrument=1 position=1 cash=-90 why='manual order'")
                .thenEmitted("PositionChanged instrument=1 position=1 entryPrice=90 mark=90 realizedPnl=0 equity=1000");
        scenario.when("Correction instrument=3 position=1", "Correction instrument=9 cash=1", "Correction position=1")
                .thenEmitted(
                        "AlertRaised name=correction-refused instrument=3",
                        "AlertRaised name=correction-refused instrument=9",
                        "AlertRaised name=correction-refused instrument=0");
    }

    private static String snapshot(String balance, String positions) {
        return "AccountSnapshot balances=" + balance + "/" + balance + "/USDT positions=" + positions;
    }

    private static String fill(String side, String price, String quantity) {
        return "Fill mm1-1 instrument=1 side=" + side + " price=" + price + " quantity=" + quantity;
    }
}
