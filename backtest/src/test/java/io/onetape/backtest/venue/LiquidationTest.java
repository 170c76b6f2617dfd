package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static io.onetape.journal.schema.Trigger.STOP;
import static io.onetape.journal.schema.TriggerSource.LAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import org.junit.jupiter.api.Test;

class LiquidationTest {
    private static final MarginTiers TIERS = MarginTiers.parse("0:0.004,300000:0.005,800000:0.01");

    private VenueSettings settings = TestVenue.settings();
    private TestVenue venue = new TestVenue(settings);

    /** Long 0.1 at 30,000 with 150: the price at which it is worth what must be kept is (150 - 3000) / (0.1 x 0.004 - 0.1) = 28614.457831... */
    @Test
    void atTheMarkPriceWhereEquityIsBelowTheMaintenanceMargin() {
        begin("150", "0");
        venue.snapshot("29990 10", "30000 10");
        venue.market(1, BUY, "0.1");
        venue.snapshot("28600 0.06,28500 10", "28700 10");
        venue.outcomes();
        venue.mark("28614.457832", "0.0001", 0);
        assertThat(venue.outcomes()).isEmpty();
        venue.mark("28614.457831", "0.0001", 0);
        assertThat(venue.outcomes())
                .containsExactly("liquidated mm1 0.06 @ 28600 TAKER fee 0", "liquidated mm1 0.04 @ 28500 TAKER fee 0");
        assertThat(venue.position()).isEqualTo("0");
    }

    @Test
    void theFeeOfALiquidationComesOnTopOfTheTakers() {
        begin("150", "0.0125");
        venue.snapshot("29990 10", "30000 10");
        venue.market(1, SELL, "0.1");
        venue.snapshot("31900 10", "32000 10");
        venue.outcomes();
        venue.mark("32000", "0.0001", 0);
        assertThat(venue.outcomes()).containsExactly("liquidated mm1 0.1 @ 32000 TAKER fee 40");
    }

    @Test
    void openOrdersEndFirstAndNothingIsTakenUntilAllIsFlat() {
        begin("150", "0");
        venue.snapshot("29990 10", "30000 10");
        venue.market(1, BUY, "0.1");
        venue.limit(2, BUY, "0.1", "20000");
        venue.limit(3, SELL, "0.1", "40000");
        venue.conditional(4, STOP, LAST, "20000", SELL, null);
        venue.snapshot("28000 0.03", "28100 10");
        venue.outcomes();
        venue.mark("28000", "0.0001", 0);
        venue.limit(5, BUY, "1", "20000");
        assertThat(venue.outcomes())
                .containsExactly(
                        "expired 4 LIQUIDATION leaves 1",
                        "expired 2 LIQUIDATION leaves 0.1",
                        "expired 3 LIQUIDATION leaves 0.1",
                        "liquidated mm1 0.03 @ 28000 TAKER fee 0",
                        "rejected 5 LIQUIDATION -2023");
        venue = venue.restarted(settings);
        venue.snapshot("27000 10", "27100 10");
        venue.mark("29000", "0.0001", 0); // what was begun is brought to its end
        venue.limit(6, BUY, "1", "20000");
        assertThat(venue.outcomes()).containsExactly("liquidated mm1 0.07 @ 27000 TAKER fee 0");
        assertThat(venue.position()).isEqualTo("0");
    }

    @Test
    void eachStrategyHasItsPartInIt() {
        begin("300", "0");
        venue.snapshot("29990 10", "30000 10");
        venue.market(1, BUY, "0.1");
        venue.strategy = "mm2";
        venue.market(2, SELL, "0.05");
        venue.strategy = "mm3";
        venue.market(3, BUY, "0.15");
        venue.snapshot("28000 10", "28100 10");
        venue.outcomes();
        venue.mark("28000", "0.0001", 0);
        assertThat(venue.outcomes())
                .containsExactly("liquidated mm1 0.1 @ 28000 TAKER fee 0", "liquidated mm3 0.1 @ 28000 TAKER fee 0");
    }

    @Test
    void withoutACapitalATableOrAMarkPriceNothingIsLiquidated() {
        venue = new TestVenue(settings.withCapital(Fixed8.parse("150")));
        venue.snapshot("29990 10", "30000 10");
        venue.market(1, BUY, "0.1");
        venue.outcomes();
        venue.mark("10000", "0.0001", 0);
        venue.snapshot("10000 10", "10001 10");
        assertThat(venue.outcomes()).isEmpty();
    }

    @Test
    void whatNoTableIsAboutIsTakenWhenNothingIsLeft() {
        settings = TestVenue.settings()
                .withLiquidation(MarginTiers.parse("ETHUSDT=0:0.01"), 0)
                .withCapital(Fixed8.parse("100"));
        venue = new TestVenue(settings);
        venue.snapshot("999 10", "1000 10");
        venue.market(1, BUY, "1"); // for 1000 and a fee of 0.7
        venue.snapshot("900 10", "901 10");
        venue.outcomes();
        venue.mark("900.8", "0.0001", 0);
        assertThat(venue.outcomes()).isEmpty();
        venue.mark("900.7", "0.0001", 0);
        assertThat(venue.outcomes()).containsExactly("liquidated mm1 1 @ 900 TAKER fee 0.63");
    }

    @Test
    void theMarginGrowsWithoutAJump() {
        assertThat(maintenance("300000")).isEqualTo("1200");
        assertThat(maintenance("300001")).isEqualTo("1200.005"); // 0.005 x 300,001 - 300, as the venue's cum
        assertThat(maintenance("800000")).isEqualTo("3700");
        assertThat(maintenance("1000000")).isEqualTo("5700");
    }

    @Test
    void anInstrumentMayHaveATableOfItsOwn() {
        MarginTiers both = MarginTiers.parse("0:0.004;ETHUSDT=0:0.01");
        assertThat(Fixed8.toString(both.maintenance("ETHUSDT", Fixed8.ONE))).isEqualTo("0.01");
        assertThat(Fixed8.toString(both.maintenance("BTCUSDT", Fixed8.ONE))).isEqualTo("0.004");
        assertThat(both.text()).isEqualTo("0:0.004;ETHUSDT=0:0.01");
        assertThat(MarginTiers.parse(MarginTiers.DEFAULT.text())).isEqualTo(MarginTiers.DEFAULT);
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertThatThrownBy(() -> MarginTiers.parse("0:0.004,300000"))
                .hasMessage("expected notional:rate, found '300000'");
        assertThatThrownBy(() -> MarginTiers.parse("10:0.004"))
                .hasMessage("expected a first bracket from 0 on with a rate above 0, found 10:0.004");
        assertThatThrownBy(() -> MarginTiers.parse("0:0.004,10:0.003"))
                .hasMessage("expected growing notionals and rates, found 10:0.003 behind 0:0.004");
    }

    private void begin(String capital, String feeRate) {
        settings = new VenueSettings(QueueRule.RISK_AVERSE, FillModel.PARTIAL_FILL, BookSource.DEPTH, 0, 0)
                .withLiquidation(TIERS, Fixed8.parse(feeRate))
                .withCapital(Fixed8.parse(capital));
        venue = new TestVenue(settings);
    }

    private static String maintenance(String notional) {
        return Fixed8.toString(TIERS.maintenance("BTCUSDT", Fixed8.parse(notional)));
    }
}
