package io.onetape.services.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccountTest {
    private final Account account = new Account();
    private Scenario scenario = new Scenario(new CheckedAccount(account));

    @BeforeEach
    void instrumentsAndCapital() {
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT quoteAsset=USDT",
                "InstrumentDefined instrument=2 contract=LINEAR market=USDM symbol=ETHUSDT quoteAsset=USDT",
                "InstrumentDefined instrument=3 contract=INVERSE market=COINM symbol=BTCUSD_PERP quoteAsset=USD",
                "ConfigSet key=account.capital value=1000");
    }

    @Test
    void aPositionIsOpenedAndTakenBackAtAverageCost() {
        scenario.when(buy("100", "1"), buy("110", "1"), sell("120", "0.5"), sell("90", "1.5"))
                .thenEmitted(
                        "PositionChanged instrument=1 position=1 entryPrice=100 mark=100 realizedPnl=0 unrealizedPnl=0 equity=1000",
                        "PositionChanged position=2 entryPrice=105 mark=110 realizedPnl=0 unrealizedPnl=10 equity=1010",
                        "PositionChanged position=1.5 entryPrice=105 mark=120 realizedPnl=7.5 unrealizedPnl=22.5 equity=1030",
                        "PositionChanged position=0 entryPrice=null mark=90 realizedPnl=-15 unrealizedPnl=0 equity=985");
    }

    @Test
    void aFillThroughZeroClosesAndOpensTheOtherSide() {
        scenario.when(buy("100", "1"), sell("110", "3"), buy("105", "1"))
                .thenEmitted(
                        "PositionChanged position=1",
                        "PositionChanged position=-2 entryPrice=110 realizedPnl=10 unrealizedPnl=0",
                        "PositionChanged position=-1 entryPrice=110 realizedPnl=15 unrealizedPnl=5 equity=1020");
    }

    @Test
    void aThirdOfAPriceIsRoundedHalfEvenAndTheTotalStaysExact() {
        scenario.when(buy("100", "1"), buy("100.01", "2"), sell("100.01", "1"))
                .thenEmitted(
                        "PositionChanged position=1",
                        "PositionChanged position=3 entryPrice=100.00666667 realizedPnl=0 unrealizedPnl=0.01",
                        "PositionChanged position=2 entryPrice=100.00666667 realizedPnl=0.00333333 unrealizedPnl=0.00666667"
                                + " equity=1000.01");
    }

    @Test
    void feesArePaidAndRebatesReceived() {
        scenario.when(buy("60000", "0.01") + " liquidity=TAKER fee=0.42 feeAsset=USDT")
                .thenEmitted("PositionChanged fees=0.42 equity=999.58");
        scenario.when(sell("60000", "0.01") + " liquidity=MAKER fee=-0.03")
                .thenEmitted("PositionChanged fees=0.39 equity=999.61 realizedPnl=0");
        assertThat(account.fees()).isEqualTo(Fixed8.parse("0.39"));
        assertThat(account.netPnl()).isEqualTo(Fixed8.parse("-0.39"));
        assertThat(account.maxDrawdown()).isEqualTo(Fixed8.parse("0.42"));
        assertThat(account.turnover()).isEqualTo(Fixed8.parse("1200"));
        assertThat(account.fills()).isEqualTo(2);
        assertThat(account.makerFills()).isEqualTo(1);
        assertThat(account.takerFills()).isEqualTo(1);
    }

    @Test
    void aFillThatComesTwiceCountsOnceAlsoAfterARestart() {
        String fill = buy("100", "1") + " fee=0.1 venueOrderId=5 venueTradeId=";
        scenario.when(fill + "1 cumulativeQuantity=1").thenEmitted("PositionChanged position=1 fees=0.1");
        scenario.when(fill + "1 cumulativeQuantity=1").thenNothing();
        assertThat(account.fills()).isEqualTo(1);
        scenario = new Scenario(StateCopy.copy(account, new Account()));
        scenario.when(fill + "1 cumulativeQuantity=1").thenNothing();
        scenario.when(fill + "1 cumulativeQuantity=2").thenEmitted("PositionChanged position=2 fees=0.2");
        scenario.when(fill + "null", fill + "null") // nothing tells these from each other: both count
                .thenEmitted("PositionChanged position=3", "PositionChanged position=4 fees=0.4");
    }

    @Test
    void aFeeInAnotherAssetRaisesAnAlertAndIsNotMixedIn() {
        scenario.when(buy("60000", "0.01") + " fee=0.001 feeAsset=BNB")
                .thenEmitted(
                        "AlertRaised name=fee-asset detail='expected a fee in USDT, found 0.001 BNB: it is not counted'",
                        "PositionChanged fees=0 equity=1000");
    }

    @Test
    void fundingIsReceivedOrPaid() {
        scenario.given(buy("60000", "1"))
                .when("FundingPaid instrument=1 payment=-6 rate=0.0001 mark=60000 position=1")
                .thenEmitted("PositionChanged instrument=1 position=1 funding=-6 equity=994");
        assertThat(account.funding()).isEqualTo(Fixed8.parse("-6"));
        assertThat(account.maxDrawdown()).isEqualTo(Fixed8.parse("6"));
    }

    @Test
    void theMarkIsTheVenuesElseTheMidOfAValidBookElseOurFill() {
        scenario.given(buy("100", "1"));
        assertThat(account.equity()).isEqualTo(Fixed8.parse("1000"));
        scenario.given("BookTop instrument=1 mid=101 status=VALID", "BookTop instrument=1 mid=500 status=CROSSED");
        assertThat(account.equity()).isEqualTo(Fixed8.parse("1001"));
        scenario.given(
                "MarkPriceUpdate instrument=1 mark=99", "BookTop instrument=1 mid=200 status=VALID", buy("150", "1"));
        assertThat(account.equity()).isEqualTo(Fixed8.parse("948"));
        assertThat(account.positions().get(0).markSource()).isEqualTo(MarkSource.VENUE);
    }

    @Test
    void drawdownIsSeenAtEveryMarkAndFromTheHighest() {
        scenario.given(
                buy("100", "1"),
                "BookTop instrument=1 mid=110 status=VALID",
                "BookTop instrument=1 mid=103 status=VALID",
                "BookTop instrument=1 mid=108 status=VALID",
                "BookTop instrument=1 mid=104 status=VALID");
        assertThat(account.maxDrawdown()).isEqualTo(Fixed8.parse("7"));
        scenario.given("BookTop instrument=1 mid=120 status=VALID", "BookTop instrument=1 mid=112.5 status=VALID");
        assertThat(account.maxDrawdown()).isEqualTo(Fixed8.parse("7.5"));
    }

    @Test
    void instrumentsAddUp() {
        scenario.given(
                buy("100", "1"),
                sell("10", "5").replace("instrument=1", "instrument=2"),
                "MarkPriceUpdate instrument=1 mark=101",
                "MarkPriceUpdate instrument=2 mark=11");
        assertThat(account.netPnl()).isEqualTo(Fixed8.parse("-4"));
        assertThat(account.positions()).map(HeldPosition::unrealizedPnl).containsExactly(Fixed8.ONE, -5 * Fixed8.ONE);
        assertThat(account.unrealizedPnl()).isEqualTo(Fixed8.parse("-4"));
        assertThat(account.realizedPnl()).isZero();
    }

    @Test
    void aSimulationBringsItsCapital() {
        scenario.given("SimulationConfigured capital=50000");
        assertThat(account.equity()).isEqualTo(Fixed8.parse("50000"));
        assertThat(account.maxDrawdown()).isZero();
    }

    @Test
    void aCapitalThatIsNoNumberRaisesAnAlertAndTheFormerOneHolds() {
        scenario.when("ConfigSet key=account.capital value=1e6");
        assertThat(scenario.emitted()).hasSize(1);
        assertThat(scenario.emitted().get(0).get("detail"))
                .isEqualTo("account.capital: expected a decimal number, found '1e6'");
        assertThat(account.capital()).isEqualTo(Fixed8.parse("1000"));
    }

    @Test
    void aFillOfAnInverseContractThrows() {
        assertThatThrownBy(() -> scenario.when(buy("100", "1").replace("instrument=1", "instrument=3")))
                .hasMessage("expected a linear contract, found a fill of BTCUSD_PERP, which is INVERSE, at 6");
    }

    @Test
    void halfWayTheStateGoesOnInAFreshProcessor() {
        scenario.given(
                buy("100", "1") + " fee=0.1 liquidity=TAKER",
                buy("100.01", "2"),
                sell("100.01", "1"),
                "FundingPaid instrument=2 payment=-0.5",
                "BookTop instrument=1 mid=90.005 status=VALID");
        Account restored = StateCopy.copy(account, new Account());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(account));
        String[] rest = {sell("100.03", "3"), "BookTop instrument=1 mid=107 status=VALID", buy("100", "1")};
        Scenario other = new Scenario(restored).when(rest);
        scenario.when(rest);
        assertThat(other.emitted())
                .map(Object::toString)
                .isEqualTo(scenario.emitted().stream().map(Object::toString).toList());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(account));
        assertThat(restored.maxDrawdown()).isEqualTo(account.maxDrawdown()).isPositive();
    }

    private static String buy(String price, String quantity) {
        return "Fill mm1-1 instrument=1 side=BUY price=" + price + " quantity=" + quantity;
    }

    private static String sell(String price, String quantity) {
        return buy(price, quantity).replace("BUY", "SELL");
    }
}
