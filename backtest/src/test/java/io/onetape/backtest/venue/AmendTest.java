package io.onetape.backtest.venue;

import static io.onetape.journal.schema.FillModel.PARTIAL_FILL;
import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.TimeInForce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a resting order whose terms change. */
class AmendTest {
    private final TestVenue venue = new TestVenue(PARTIAL_FILL);

    @BeforeEach
    void aBookAndABuyOf50BehindAQueueOf100() {
        venue.snapshot("100 100, 99 500", "101 100, 102 500");
        venue.limit(1, BUY, "50", "100");
        venue.heard.clear();
    }

    @Test
    void lessQuantityKeepsThePlace() {
        venue.print(SELL, "100", "60"); // 40 ahead
        venue.amend(1, "100", "20");
        venue.print(SELL, "100", "70");
        assertThat(venue.heard)
                .containsExactly("amended 1 leaves 20 @ 100 in place", "filled 1 20 @ 100 MAKER fee -0.1 print 2");
    }

    @Test
    void moreQuantityJoinsAnew() {
        venue.print(SELL, "100", "60");
        venue.amend(1, "100", "60");
        venue.print(SELL, "100", "101");
        assertThat(venue.heard)
                .containsExactly("amended 1 leaves 60 @ 100 ahead 100", "filled 1 1 @ 100 MAKER fee -0.005 print 2");
    }

    @Test
    void anotherPriceJoinsTheQueueThere() {
        venue.amend(1, "99", "50");
        venue.print(SELL, "99", "501");
        assertThat(venue.heard)
                .containsExactly("amended 1 leaves 50 @ 99 ahead 500", "filled 1 1 @ 99 MAKER fee -0.00495 print 1");
    }

    @Test
    void theQuantityIsTheWholeOneAndToWhatHasFilledTheVenueEndsTheOrder() {
        venue.print(SELL, "100", "110");
        venue.heard.clear();
        venue.amend(1, "100", "11");
        venue.amend(1, "100", "10");
        venue.print(SELL, "99", "50");
        assertThat(venue.heard)
                .containsExactly(
                        "amended 1 leaves 1 @ 100 in place",
                        "amend rejected 1 QUANTITY_OUT_OF_RANGE",
                        "expired 1 QUANTITY_OUT_OF_RANGE leaves 1");
    }

    @Test
    void whatTheRulesForbidLeavesTheOrderAsItWas() {
        venue.amend(1, "100.05", "50");
        venue.amend(1, "100", "20.0005");
        venue.amend(2, "100", "50");
        venue.print(SELL, "100", "150");
        assertThat(venue.heard)
                .containsExactly(
                        "amend rejected 1 PRICE_OFF_TICK",
                        "amend rejected 1 QUANTITY_OFF_LOT",
                        "amend rejected 2 UNKNOWN_ORDER",
                        "filled 1 50 @ 100 MAKER fee -0.25 print 1");
    }

    @Test
    void anOrderThatMayTakeTakesWhatItsNewPriceCrosses() {
        venue.amend(1, "101", "120");
        assertThat(venue.heard)
                .containsExactly("amended 1 leaves 120 @ 101 ahead 0", "filled 1 100 @ 101 TAKER fee 7.07");
        venue.print(SELL, "101", "5");
        assertThat(venue.heard).last().isEqualTo("filled 1 5 @ 101 MAKER fee -0.02525 print 1");
    }

    @Test
    void aPostOnlyOrderThatWouldCrossIsEnded() {
        venue.submit(2, BUY, "5", "99", TimeInForce.GTX, false);
        venue.heard.clear();
        venue.amend(2, "101", "5");
        assertThat(venue.heard)
                .containsExactly("amend rejected 2 POST_ONLY_WOULD_CROSS", "expired 2 POST_ONLY_WOULD_CROSS leaves 5");
        venue.cancel(2);
        assertThat(venue.heard).last().isEqualTo("cancel rejected 2 UNKNOWN_ORDER -2011");
    }

    @Test
    void withoutAValidBookOnlyWhatKeepsItsPlaceIsAmended() {
        venue.loseAnUpdate();
        venue.update("100 0", "100 10");
        venue.amend(1, "99", "50");
        venue.amend(1, "100", "40");
        assertThat(venue.heard)
                .containsExactly("amend rejected 1 BOOK_NOT_VALID", "amended 1 leaves 40 @ 100 in place");
    }
}
