package io.onetape.services.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What AccountChanged says, and when. */
final class AccountReportTest {
    private final Account account = new Account();
    private final Scenario scenario = new Scenario(new CheckedAccount(account));

    @BeforeEach
    void capital() {
        scenario.when(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT quoteAsset=USDT",
                "InstrumentDefined instrument=2 contract=LINEAR market=USDM symbol=ETHUSDT quoteAsset=USDT",
                "ConfigSet key=account.capital value=1000");
        scenario.thenEmitted(
                "AccountChanged balance=1000 available=1000 equity=1000 realizedPnl=0 unrealizedPnl=0 dailyPnl=0"
                        + " fees=0 funding=0 marginRatio=null leverage=0 dailyDrawdown=0 maximumDrawdown=0");
    }

    @Test
    void theFirstRecordAfterASecondReportsWhatHasMovedSince() {
        scenario.given(fill("BUY", "100", "2") + " fee=1", "MarkPriceUpdate instrument=1 mark=110");
        scenario.later(Duration.ofMillis(900)).when("Tick").thenNothing();
        scenario.later(Duration.ofMillis(200))
                .when("Tick")
                .thenEmitted(
                        "AccountChanged balance=999 available=1008 equity=1019 realizedPnl=0 unrealizedPnl=20 dailyPnl=19 fees=1"
                                + " marginRatio=926.36363636 leverage=0.21589794 dailyDrawdown=0 maximumDrawdown=1");
        scenario.later(Duration.ofSeconds(5)).when("Tick").thenNothing();
        scenario.later(Duration.ofSeconds(5))
                .when("MarkPriceUpdate instrument=1 mark=110")
                .thenNothing();
        scenario.when("MarkPriceUpdate instrument=1 mark=100")
                .thenEmitted("AccountChanged equity=999 dailyDrawdown=20");
        scenario.when("MarkPriceUpdate instrument=1 mark=90").thenNothing();
    }

    @Test
    void openOrdersTakeFromWhatIsAvailable() {
        scenario.given("ConfigSet key=account.initialMarginRate value=0.1");
        scenario.later(Duration.ofSeconds(2))
                .when(order("mm1-1", "PENDING_SUBMIT", "SUBMITTED", "100", "5"))
                .thenEmitted("AccountChanged available=950 equity=1000");
        scenario.later(Duration.ofSeconds(2))
                .when(order("mm1-1", "SUBMITTED", "SUBMITTED", "101", "2")) // amended
                .thenEmitted("AccountChanged available=979.8");
        scenario.later(Duration.ofSeconds(2))
                .when(order("mm1-1", "SUBMITTED", "CANCELED", "101", "0"))
                .thenEmitted("AccountChanged available=1000");
        scenario.later(Duration.ofSeconds(2))
                .when("OrderChanged mm1-1 instrument=1 previous=NEW state=REJECTED leaves=0", "Tick")
                .thenNothing();
    }

    @Test
    void theDayBeginsAtMidnightWithTheEquityOfThen() {
        scenario.given(fill("BUY", "100", "1"), "MarkPriceUpdate instrument=1 mark=150");
        scenario.later(Duration.ofHours(23)).given("MarkPriceUpdate instrument=1 mark=140");
        scenario.later(Duration.ofHours(1))
                .when("MarkPriceUpdate instrument=1 mark=130")
                .thenEmitted("AccountChanged equity=1030 dailyPnl=-10 dailyDrawdown=10 maximumDrawdown=20");
        scenario.later(Duration.ofHours(24))
                .when("Tick")
                .thenEmitted("AccountChanged equity=1030 dailyPnl=0 dailyDrawdown=0 maximumDrawdown=20");
    }

    @Test
    void moneyInAndOutIsNeitherProfitNorDrawdown() {
        scenario.when("BalanceChanged asset=USDT balance=600 change=-400 reason=WITHDRAW")
                .thenNothing()
                .when("BalanceChanged asset=USDT balance=590 change=-10 reason=FUNDING_FEE"); // comes by FundingPaid
        scenario.later(Duration.ofSeconds(1))
                .when("Tick")
                .thenEmitted("AccountChanged balance=600 equity=600 dailyPnl=0 dailyDrawdown=0 maximumDrawdown=0");
    }

    @Test
    void hedgedPositionsAreTwoWithTheirOwnPricesAndBothNeedMargin() {
        scenario.when(
                        fill("BUY", "100", "3") + " positionSide=LONG",
                        fill("SELL", "120", "2") + " positionSide=SHORT",
                        fill("SELL", "130", "1") + " positionSide=LONG")
                .thenEmitted(
                        "PositionChanged instrument=1 position=3 entryPrice=100 positionSide=LONG equity=1000",
                        "PositionChanged instrument=1 position=-2 entryPrice=120 positionSide=SHORT equity=1060",
                        "PositionChanged instrument=1 position=2 entryPrice=100 realizedPnl=30 unrealizedPnl=60 mark=130 equity=1070");
        scenario.later(Duration.ofSeconds(1))
                .when("MarkPriceUpdate instrument=1 mark=110")
                .thenEmitted(
                        "AccountChanged realizedPnl=30 unrealizedPnl=40 equity=1070 available=1048 leverage=0.41121495"
                                + " marginRatio=486.36363636");
    }

    @Test
    void aLongPositionBelowNothingIsCritical() {
        scenario.when(fill("SELL", "100", "1") + " positionSide=LONG")
                .thenEmitted(
                        "AlertRaised severity=CRITICAL name=position-side",
                        "PositionChanged position=-1 positionSide=LONG");
    }

    @Test
    void lossBeyondTheCapitalHasNoLeverageAndARatioBelowNothing() {
        scenario.given(fill("BUY", "100", "100"));
        scenario.later(Duration.ofSeconds(1))
                .when("MarkPriceUpdate instrument=1 mark=80")
                .thenEmitted("AccountChanged equity=-1000 leverage=null marginRatio=-25 available=-1400");
    }

    @Test
    void aRateOutOfBoundsIsRefused() {
        scenario.when("ConfigSet key=account.maintenanceMarginRate value=0");
        assertThat(scenario.emitted().get(0).get("detail"))
                .isEqualTo("account.maintenanceMarginRate: expected a rate above 0 and up to 1, found '0'");
        scenario.when("ConfigSet key=account.reconciliationThreshold value=-1");
        assertThat(scenario.emitted("AlertRaised")).hasSize(2);
    }

    private static String fill(String side, String price, String quantity) {
        return "Fill mm1-1 instrument=1 side=" + side + " price=" + price + " quantity=" + quantity;
    }

    private static String order(String name, String previous, String state, String price, String leaves) {
        return "OrderChanged " + name + " instrument=1 side=BUY previous=" + previous + " state=" + state + " price="
                + price + " quantity=5 leaves=" + leaves;
    }
}
