package io.onetape.backtest.venue;

import static io.onetape.journal.schema.FillModel.NO_PARTIAL_FILL;
import static io.onetape.journal.schema.FillModel.PARTIAL_FILL;
import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a resting order stands, and what a print leaves for it. Notional of 1 at 100 is 100: the maker's rebate is 0.005. */
class QueueTest {
    private static TestVenue given(FillModel fills, String bidAt100) {
        TestVenue venue = new TestVenue(fills);
        venue.snapshot("100 " + bidAt100 + ", 99 500", "101 100, 102 500");
        return venue;
    }

    @Test
    void theFrontOnArrivalIsTheDisplayedQuantity() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        assertThat(venue.heard).containsExactly("accepted 1 as 1 ahead 100");
    }

    @Test
    void partialFillsAreWhatEachPrintLeavesAfterTheFront() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.print(SELL, "100", "80");
        assertThat(venue.outcomes()).isEmpty();
        venue.print(SELL, "100", "30");
        assertThat(venue.outcomes()).containsExactly("filled 1 10 @ 100 MAKER fee -0.05 print 2");
        venue.print(SELL, "100", "50");
        assertThat(venue.outcomes()).containsExactly("filled 1 40 @ 100 MAKER fee -0.2 print 3");
    }

    @Test
    void aFillKnowsWhatWasAheadRightBeforeIt() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.print(SELL, "100", "80");
        venue.print(SELL, "100", "30");
        venue.print(SELL, "100", "10");
        assertThat(venue.aheadOfFills).containsExactly("20", "0");
    }

    @Test
    void aPrintThroughThePriceFillsBeforeWhatWasAhead() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.print(SELL, "99", "10");
        assertThat(venue.aheadOfFills).containsExactly("100");
    }

    @Test
    void withoutPartialFillsTheWholeOrderFillsOnceItsFrontIsGone() {
        TestVenue venue = given(NO_PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.print(SELL, "100", "80");
        assertThat(venue.outcomes()).isEmpty();
        venue.print(SELL, "100", "30");
        assertThat(venue.outcomes()).containsExactly("filled 1 50 @ 100 MAKER fee -0.25 print 2");
        venue.print(SELL, "100", "50");
        assertThat(venue.outcomes()).isEmpty();
    }

    @Test
    void aPrintThatTakesExactlyTheFrontFillsNothing() {
        TestVenue venue = given(NO_PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.print(SELL, "100", "100");
        assertThat(venue.outcomes()).isEmpty();
    }

    @Test
    void cancelsAreBehindUsAsLongAsThereIsRoom() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.print(SELL, "100", "40"); // front 60
        venue.update("100 80", ""); // 40 printed less 20 that came: the level shows 80
        venue.print(SELL, "100", "60");
        assertThat(venue.outcomes()).isEmpty();
        venue.print(SELL, "100", "1");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 3");
    }

    @Test
    void theFrontFallsToAtMostTheLevelsNewQuantity() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.update("100 30", "");
        venue.print(SELL, "100", "31");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 1");
    }

    @Test
    void aLevelThatGrowsLeavesTheFront() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.update("100 900", "");
        venue.print(SELL, "100", "101");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 1");
    }

    @Test
    void aLevelThatDisappearsLeavesNobodyAhead() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.update("100 0", "");
        venue.print(SELL, "100", "7");
        assertThat(venue.outcomes()).containsExactly("filled 1 7 @ 100 MAKER fee -0.035 print 1");
    }

    @Test
    void theQueueOfTheSecondOrderIncludesTheFirst() {
        TestVenue venue = given(PARTIAL_FILL, "10");
        venue.limit(1, BUY, "5", "100");
        venue.limit(2, BUY, "5", "100");
        assertThat(venue.heard).containsExactly("accepted 1 as 1 ahead 10", "accepted 2 as 2 ahead 15");
        venue.print(SELL, "100", "17");
        assertThat(venue.outcomes())
                .containsExactly(
                        "filled 1 5 @ 100 MAKER fee -0.025 print 1", "filled 2 2 @ 100 MAKER fee -0.01 print 1");
    }

    @Test
    void whatCameBetweenOurOrdersStandsBetweenThem() {
        TestVenue venue = given(PARTIAL_FILL, "10");
        venue.limit(1, BUY, "5", "100");
        venue.update("100 16", "");
        venue.limit(2, BUY, "5", "100");
        venue.print(SELL, "100", "21");
        assertThat(venue.outcomes()).containsExactly("filled 1 5 @ 100 MAKER fee -0.025 print 1");
        venue.print(SELL, "100", "1");
        assertThat(venue.outcomes()).containsExactly("filled 2 1 @ 100 MAKER fee -0.005 print 2");
    }

    @Test
    void twoOrdersAndOnePrintOfOneFillAtMostOneTogether() {
        for (FillModel fills : List.of(PARTIAL_FILL, NO_PARTIAL_FILL)) {
            TestVenue venue = given(fills, "0");
            venue.limit(1, BUY, "1", "100");
            venue.limit(2, BUY, "1", "99.9");
            venue.print(SELL, "99.9", "1");
            assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 1");
        }
    }

    @Test
    void aBetterPriceGoesBeforeAnOlderOrder() {
        TestVenue venue = given(PARTIAL_FILL, "0");
        venue.limit(1, SELL, "1", "100.9");
        venue.limit(2, SELL, "1", "100.8");
        venue.print(BUY, "100.9", "1.5");
        assertThat(venue.outcomes())
                .containsExactly(
                        "filled 2 1 @ 100.8 MAKER fee -0.00504 print 1",
                        "filled 1 0.5 @ 100.9 MAKER fee -0.0025225 print 1");
    }

    @Test
    void aPrintThroughThePriceLeavesNobodyAhead() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.print(SELL, "99", "20");
        assertThat(venue.outcomes()).containsExactly("filled 1 20 @ 100 MAKER fee -0.1 print 1");
        venue.print(SELL, "100", "5");
        assertThat(venue.outcomes()).containsExactly("filled 1 5 @ 100 MAKER fee -0.025 print 2");
    }

    @Test
    void aSnapshotSaysNothingBeyondItsLastLevel() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "1", "99");
        venue.snapshot("101 5, 100.5 5", "102 500");
        venue.print(SELL, "99", "500");
        assertThat(venue.outcomes()).isEmpty();
        venue.print(SELL, "99", "1");
        assertThat(venue.outcomes()).hasSize(1);
    }

    @Test
    void inAGapOnlyPrintsFill() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.loseAnUpdate();
        venue.update("100 0", "100 10");
        venue.limit(2, BUY, "1", "100");
        venue.print(SELL, "100", "101");
        assertThat(venue.outcomes())
                .containsExactly("rejected 2 BOOK_NOT_VALID 0", "filled 1 1 @ 100 MAKER fee -0.005 print 1");
    }

    @Test
    void theSnapshotAfterAGapFillsWhatItCrosses() {
        TestVenue venue = given(PARTIAL_FILL, "100");
        venue.limit(1, BUY, "50", "100");
        venue.loseAnUpdate();
        venue.update("100 0", "100 10");
        venue.snapshot("98 5", "99 20, 100 10, 101 7");
        assertThat(venue.outcomes())
                .containsExactly("filled 1 20 @ 100 MAKER fee -0.1", "filled 1 10 @ 100 MAKER fee -0.05");
    }

    @Test
    void aBestQuoteShowsThatNobodyIsAheadOfUsAtABetterPrice() {
        TestVenue venue = new TestVenue(PARTIAL_FILL, BookSource.FUSED);
        venue.snapshot("100 30, 99 500", "101 100");
        venue.limit(1, BUY, "50", "100");
        venue.quote("99", "500", "101", "100");
        venue.print(SELL, "100", "20");
        assertThat(venue.outcomes()).containsExactly("filled 1 20 @ 100 MAKER fee -0.1 print 1");
    }

    @Test
    void aQuoteWithoutAsksShowsThatNobodyIsAheadOfUsThere() {
        TestVenue venue = new TestVenue(PARTIAL_FILL, BookSource.FUSED);
        venue.snapshot("100 30", "101 100, 102 100");
        venue.limit(1, SELL, "50", "102");
        venue.quote(0, "100", "30", "0", "0");
        venue.print(BUY, "102", "20");
        assertThat(venue.outcomes()).containsExactly("filled 1 20 @ 102 MAKER fee -0.102 print 1");
    }

    @Test
    void aSnapshotThatIsOlderThanTheBookSaysNothingOfTheQueue() {
        TestVenue venue = new TestVenue(QueueRule.parse("power:1"), PARTIAL_FILL, BookSource.DEPTH);
        venue.snapshot("100 100", "101 100");
        venue.limit(1, BUY, "50", "100");
        venue.print(SELL, "100", "40");
        venue.oldSnapshot("100 70", "101 100");
        venue.update("100 60", ""); // what was printed, and no cancel: 60 are ahead
        venue.print(SELL, "100", "61");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 2");
    }
}
