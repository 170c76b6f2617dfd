package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.TimeInForce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --queue-model l3}: who is ahead of us is known by id. */
final class QueueByOrderTest {
    private final TestVenue venue = new TestVenue(QueueRule.L3, FillModel.PARTIAL_FILL, BookSource.DEPTH);

    /** Bids of 5 (order 1) and 4 (order 2) at 100, ours of 2 behind them, then order 4 of 6. */
    private void weStandBetweenTwoAndFour() {
        venue.orders("1 BUY 5 @ 100", "2 BUY 4 @ 100", "3 SELL 5 @ 101");
        venue.limit(1, BUY, "2", "100");
        venue.add(4, BUY, "6", "100");
        assertThat(venue.heard).containsExactly("accepted 1 as 1 ahead 9");
        venue.heard.clear();
    }

    @Test
    void aCancelAheadMovesUsForwardByExactlyThatAndOneBehindDoesNot() {
        weStandBetweenTwoAndFour();
        venue.delete(4);
        venue.delete(1);
        venue.print(SELL, "100", "4");
        assertThat(venue.outcomes()).isEmpty();
        venue.executed(2, "0");
        venue.print(SELL, "100", "1.5");
        assertThat(venue.outcomes()).containsExactly("filled 1 1.5 @ 100 MAKER fee -0.0075 print 2");
    }

    @Test
    void lessOfAnOrderAheadMovesUsForwardAndLessOfOneBehindDoesNot() {
        weStandBetweenTwoAndFour();
        venue.change(1, "2");
        venue.change(4, "1");
        venue.print(SELL, "100", "7");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 1");
    }

    @Test
    void anotherPriceOrMoreQuantityGoesBehindUs() {
        weStandBetweenTwoAndFour();
        venue.change(1, "8");
        venue.move(2, "4", "99.9");
        venue.print(SELL, "100", "1");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 1");
        venue.move(2, "4", "100");
        venue.print(SELL, "100", "1");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTradeCountsOnceWhetherItsPrintOrItsExecutionsComeFirst(boolean printFirst) {
        weStandBetweenTwoAndFour();
        for (int i = 0; i < 2; i++) {
            if (printFirst == (i == 0)) {
                venue.print(SELL, "100", "6");
            } else {
                venue.executed(1, "0");
                venue.executed(2, "3");
            }
        }
        venue.print(SELL, "100", "3");
        assertThat(venue.outcomes()).isEmpty();
        venue.executed(2, "0");
        venue.print(SELL, "100", "2");
        assertThat(venue.outcomes()).containsExactly("filled 1 2 @ 100 MAKER fee -0.01 print 3");
    }

    @Test
    void aPrintIsCountedOnceWhereTheFeedShowsItAsAChangeOnly() {
        weStandBetweenTwoAndFour();
        venue.print(SELL, "100", "6");
        venue.delete(1);
        venue.change(2, "3");
        venue.print(SELL, "100", "3");
        assertThat(venue.outcomes()).isEmpty();
        venue.print(SELL, "100", "1");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 3");
    }

    @Test
    void anExecutionThatNobodyPrintsMovesUsForwardInTheEnd() {
        weStandBetweenTwoAndFour();
        venue.executed(1, "0"); // 5 of the 9 ahead: its print may come
        venue.print(SELL, "100", "5");
        venue.executed(2, "1"); // 3 of 4: it never does
        venue.pass(200);
        venue.print(SELL, "100", "2");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 2");
    }

    @Test
    void unprintedExecutionsDoNotAddUp() {
        weStandBetweenTwoAndFour();
        for (int left = 4; left >= 0; left--) {
            venue.executed(1, Integer.toString(left));
            venue.pass(200);
        }
        venue.print(SELL, "100", "4.5");
        assertThat(venue.outcomes()).containsExactly("filled 1 0.5 @ 100 MAKER fee -0.0025 print 1");
    }

    @Test
    void whoJoinsBetweenAPrintAndItsExecutionIsNotBehindItForGood() {
        venue.orders("1 BUY 5 @ 100", "2 BUY 4 @ 100", "3 SELL 5 @ 101");
        venue.print(SELL, "100", "5");
        venue.limit(1, BUY, "2", "100");
        venue.executed(1, "0");
        venue.pass(200);
        venue.print(SELL, "100", "5");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 2");
    }

    @Test
    void whatIsSaidOfAnUnknownOrderIsPassedOver() {
        weStandBetweenTwoAndFour();
        venue.delete(77);
        venue.change(78, "1");
        venue.executed(79, "0");
        venue.print(SELL, "100", "9.5");
        assertThat(venue.outcomes()).containsExactly("filled 1 0.5 @ 100 MAKER fee -0.0025 print 1");
    }

    @Test
    void aMessageEndsWithAnOrderThatNobodyKnowsToo() {
        venue.orders("1 BUY 5 @ 99", "3 SELL 5 @ 101");
        venue.limit(1, BUY, "2", "100");
        venue.addPart(9, SELL, "1", "99.9");
        assertThat(venue.outcomes()).isEmpty();
        venue.delete(77);
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005");
    }

    @Test
    void aSecondOrderOfOursStandsBehindTheFirstAndBehindWhatCameBetween() {
        weStandBetweenTwoAndFour();
        venue.limit(2, BUY, "1", "100");
        assertThat(venue.heard).containsExactly("accepted 2 as 2 ahead 17");
        venue.heard.clear();
        venue.print(SELL, "100", "12");
        assertThat(venue.outcomes()).containsExactly("filled 1 2 @ 100 MAKER fee -0.01 print 1");
        venue.executed(1, "0");
        venue.executed(2, "0");
        venue.executed(4, "3");
        venue.delete(4);
        venue.print(SELL, "100", "0.5");
        assertThat(venue.outcomes()).containsExactly("filled 2 0.5 @ 100 MAKER fee -0.0025 print 2");
    }

    @Test
    void afterAGapTheOrdersThatWereAheadStillAreAndNewOnesAreNot() {
        weStandBetweenTwoAndFour();
        venue.feed(FeedStatus.DISCONNECTED);
        venue.orders("5 BUY 3 @ 100", "2 BUY 4 @ 100", "3 SELL 5 @ 101");
        venue.print(SELL, "100", "5");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 1");
    }

    @Test
    void aMissedMessageIsAGapUntilTheNextSnapshot() {
        weStandBetweenTwoAndFour();
        venue.loseAnUpdate();
        venue.add(6, BUY, "1", "100");
        venue.limit(3, BUY, "1", "99");
        assertThat(venue.outcomes()).containsExactly("rejected 3 BOOK_NOT_VALID 0");
        venue.orders("1 BUY 5 @ 100", "3 SELL 5 @ 101");
        venue.limit(4, BUY, "1", "100");
        assertThat(venue.heard).containsExactly("accepted 4 as 2 ahead 7");
    }

    @Test
    void aLevelIsTheSumOfItsOrdersAndWhatATakerTookIsBackWhenItIsShownAnew() {
        venue.orders("1 BUY 5 @ 100", "2 SELL 4 @ 101", "3 SELL 1 @ 101", "4 SELL 9 @ 102");
        venue.submit(1, BUY, "6", "102", TimeInForce.IOC, false);
        assertThat(venue.outcomes())
                .containsExactly("filled 1 5 @ 101 TAKER fee 0.3535", "filled 1 1 @ 102 TAKER fee 0.0714");
        venue.submit(2, BUY, "1", "101", TimeInForce.IOC, false);
        assertThat(venue.outcomes()).containsExactly("expired 2 NO_LIQUIDITY leaves 1");
        venue.change(2, "3");
        venue.submit(3, BUY, "5", "101", TimeInForce.IOC, false);
        assertThat(venue.outcomes())
                .containsExactly("filled 3 4 @ 101 TAKER fee 0.2828", "expired 3 NO_LIQUIDITY leaves 1");
    }

    @Test
    void aRestartedVenueKnowsWhoIsAhead() {
        weStandBetweenTwoAndFour();
        venue.print(SELL, "100", "6");
        VenueSettings settings = new VenueSettings(
                QueueRule.L3,
                FillModel.PARTIAL_FILL,
                BookSource.DEPTH,
                io.onetape.journal.fixed.Fixed8.parse(TestVenue.MAKER_RATE),
                io.onetape.journal.fixed.Fixed8.parse(TestVenue.TAKER_RATE));
        TestVenue after = venue.restarted(settings);
        assertThat(after.state()).isEqualTo(venue.state());
        after.executed(1, "0");
        after.executed(2, "3");
        after.change(2, "1");
        after.print(SELL, "100", "2");
        assertThat(after.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 2");
    }

    @Test
    void aBookOfLevelsIsNone() {
        venue.snapshot("100 5", "101 5");
        venue.limit(1, BUY, "1", "100");
        assertThat(venue.outcomes()).containsExactly("rejected 1 BOOK_NOT_VALID 0");
        venue.orders("1 BUY 5 @ 100", "3 SELL 5 @ 101");
        venue.limit(2, BUY, "1", "100");
        assertThat(venue.heard).containsExactly("accepted 2 as 1 ahead 5");
    }

    @Test
    void otherQueueModelsSeeTheLevels() {
        TestVenue levels = new TestVenue(QueueRule.parse("power:1"), FillModel.PARTIAL_FILL, BookSource.DEPTH);
        levels.orders("1 BUY 60 @ 100", "3 SELL 5 @ 101");
        levels.limit(1, BUY, "2", "100");
        levels.add(2, BUY, "40", "100");
        levels.change(2, "20"); // 20 of 100 are gone, 60 are ahead: 12 of the 20 were there
        levels.print(SELL, "100", "49");
        assertThat(levels.outcomes()).containsExactly("filled 1 1 @ 100 MAKER fee -0.005 print 1");
    }

    @Test
    void quotesDoNotMoveABookThatIsMadeOfOrders() {
        assertThatThrownBy(() -> new TestVenue(QueueRule.L3, FillModel.PARTIAL_FILL, BookSource.FUSED))
                .hasMessage(
                        "expected the book depth with the queue model l3, whose orders make its levels, found fused");
    }
}
