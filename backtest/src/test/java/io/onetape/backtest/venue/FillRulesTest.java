package io.onetape.backtest.venue;

import static io.onetape.journal.schema.FillModel.NO_PARTIAL_FILL;
import static io.onetape.journal.schema.FillModel.PARTIAL_FILL;
import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static io.onetape.journal.schema.TimeInForce.FOK;
import static io.onetape.journal.schema.TimeInForce.GTX;
import static io.onetape.journal.schema.TimeInForce.IOC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.Contract;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.OrderType;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import org.junit.jupiter.api.Test;

class FillRulesTest {
    private static TestVenue given(FillModel fills) {
        TestVenue venue = new TestVenue(fills);
        venue.snapshot("100 10, 99 10", "101 1, 102 2, 103 3");
        return venue;
    }

    @Test
    void theSameSidesAggressorNeverFills() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.limit(1, BUY, "1", "100.5");
        venue.print(BUY, "100", "1000");
        venue.print(BUY, "101", "1000");
        assertThat(venue.outcomes()).isEmpty();
    }

    @Test
    void anOppositeQuoteThatCrossesFillsWithoutAPrintUpToItsQuantity() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.limit(1, BUY, "5", "100.5");
        venue.update("", "100.4 2");
        assertThat(venue.outcomes()).containsExactly("filled 1 2 @ 100.5 MAKER fee -0.01005");
        venue.update("99 11", "");
        assertThat(venue.outcomes()).as("that liquidity is used").isEmpty();
        venue.update("", "100.4 1");
        assertThat(venue.outcomes()).as("shown anew").containsExactly("filled 1 1 @ 100.5 MAKER fee -0.005025");
    }

    @Test
    void whatCrossesInAStaleBookFillsWhenItIsTrustedAgain() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.limit(1, BUY, "1", "100.5");
        venue.feed(FeedStatus.STALE);
        venue.update("", "100.4 2");
        assertThat(venue.outcomes()).isEmpty();
        venue.feed(FeedStatus.SYNCED);
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100.5 MAKER fee -0.005025");
    }

    @Test
    void twoHundredMayRestAndOneThatDoesNotIsTaken() {
        TestVenue venue = given(PARTIAL_FILL);
        for (int intent = 1; intent <= 201; intent++) {
            venue.limit(intent, BUY, "1", "99");
        }
        assertThat(venue.outcomes()).containsExactly("rejected 201 OPEN_ORDERS_LIMIT -2025");
        venue.market(202, BUY, "1");
        assertThat(venue.outcomes()).containsExactly("filled 202 1 @ 101 TAKER fee 0.0707");
    }

    @Test
    void withoutPartialFillsACrossingQuoteFillsTheWholeOrder() {
        TestVenue venue = given(NO_PARTIAL_FILL);
        venue.limit(1, SELL, "5", "100.5");
        venue.update("100.5 2", "");
        assertThat(venue.outcomes()).containsExactly("filled 1 5 @ 100.5 MAKER fee -0.025125");
    }

    @Test
    void quotesMoveTheBookOnlyIfAskedTo() {
        TestVenue depth = given(PARTIAL_FILL);
        depth.limit(1, BUY, "5", "100.5");
        depth.quote("100", "10", "100.5", "3");
        assertThat(depth.outcomes()).isEmpty();

        TestVenue fused = new TestVenue(PARTIAL_FILL, BookSource.FUSED);
        fused.snapshot("100 10, 99 10", "101 1, 102 2");
        fused.limit(1, BUY, "5", "100.5");
        fused.quote("100", "10", "100.5", "3");
        assertThat(fused.outcomes()).containsExactly("filled 1 3 @ 100.5 MAKER fee -0.015075");
        fused.quote("99", "4", "102", "2");
        fused.limit(2, SELL, "1", "99.5");
        assertThat(fused.heard).containsExactly("accepted 2 as 2 ahead 0", "expired 2 SELF_TRADE leaves 1");
    }

    @Test
    void quotesWithoutIdsCountByTheirTime() {
        TestVenue venue = new TestVenue(PARTIAL_FILL, BookSource.FUSED);
        venue.snapshot("100 10, 99 10", "101 1, 102 2");
        venue.limit(1, BUY, "5", "100.5");
        venue.update("99 11", "");
        venue.nanos -= 1_000;
        venue.quote(0, "100", "10", "100.5", "3");
        assertThat(venue.outcomes()).as("as old as the book").isEmpty();
        venue.quote(0, "100", "10", "100.5", "3");
        assertThat(venue.outcomes()).containsExactly("filled 1 3 @ 100.5 MAKER fee -0.015075");
    }

    @Test
    void aQuoteWithAnEmptySideEmptiesTheBooks() {
        TestVenue venue = new TestVenue(PARTIAL_FILL, BookSource.FUSED);
        venue.snapshot("100 10, 99 10", "101 1, 102 2");
        venue.quote(0, "100", "10", "0", "0");
        venue.submit(1, BUY, "1", "103", IOC, false);
        venue.quote(0, "0", "0", "102", "2");
        venue.submit(2, SELL, "1", "98", IOC, false);
        venue.submit(3, BUY, "1", "103", IOC, false);
        assertThat(venue.outcomes())
                .containsExactly(
                        "expired 1 NO_LIQUIDITY leaves 1",
                        "expired 2 NO_LIQUIDITY leaves 1",
                        "filled 3 1 @ 102 TAKER fee 0.0714");
    }

    @Test
    void postOnlyThatWouldCrossIsRejected() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.submit(1, BUY, "1", "101", GTX, false);
        venue.submit(2, BUY, "1", "100.9", GTX, false);
        assertThat(venue.heard).containsExactly("rejected 1 POST_ONLY_WOULD_CROSS -5022", "accepted 2 as 1 ahead 0");
    }

    @Test
    void aTakerWalksTheBookLevelByLevel() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.limit(1, BUY, "4", "102");
        assertThat(venue.heard)
                .containsExactly(
                        "accepted 1 as 1 ahead 0",
                        "filled 1 1 @ 101 TAKER fee 0.0707",
                        "filled 1 2 @ 102 TAKER fee 0.1428");
        venue.outcomes();
        venue.print(SELL, "102", "0.4");
        assertThat(venue.outcomes())
                .as("the rest of GTC rests")
                .containsExactly("filled 1 0.4 @ 102 MAKER fee -0.00204 print 1");
    }

    @Test
    void whatATakerTookIsGoneUntilTheLevelIsShownAnew() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.market(1, BUY, "1");
        venue.market(2, BUY, "1");
        venue.update("", "101 1");
        venue.market(3, BUY, "1");
        assertThat(venue.outcomes())
                .containsExactly(
                        "filled 1 1 @ 101 TAKER fee 0.0707",
                        "filled 2 1 @ 102 TAKER fee 0.0714",
                        "filled 3 1 @ 101 TAKER fee 0.0707");
    }

    @Test
    void theRestOfAMarketOrderExpires() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.market(1, BUY, "7");
        assertThat(venue.heard)
                .containsExactly(
                        "accepted 1 as 1 ahead null",
                        "filled 1 1 @ 101 TAKER fee 0.0707",
                        "filled 1 2 @ 102 TAKER fee 0.1428",
                        "filled 1 3 @ 103 TAKER fee 0.2163",
                        "expired 1 NO_LIQUIDITY leaves 1");
    }

    @Test
    void theRestOfImmediateOrCancelExpires() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.submit(1, BUY, "2", "101", IOC, false);
        venue.submit(2, BUY, "2", "100", IOC, false);
        assertThat(venue.outcomes())
                .containsExactly(
                        "filled 1 1 @ 101 TAKER fee 0.0707",
                        "expired 1 NO_LIQUIDITY leaves 1",
                        "expired 2 NO_LIQUIDITY leaves 2");
    }

    @Test
    void fillOrKillIsAllOrNothing() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.submit(1, BUY, "3.001", "102", FOK, false);
        venue.submit(2, BUY, "3", "102", FOK, false);
        assertThat(venue.outcomes())
                .containsExactly(
                        "rejected 1 NO_LIQUIDITY -5021",
                        "filled 2 1 @ 101 TAKER fee 0.0707",
                        "filled 2 2 @ 102 TAKER fee 0.1428");
    }

    @Test
    void anIncomingOrderStopsBeforeOurOwn() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.limit(1, SELL, "1", "102");
        venue.limit(2, BUY, "3", "103");
        venue.submit(3, BUY, "1", "102", GTX, false);
        venue.submit(4, BUY, "2", "103", FOK, false);
        assertThat(venue.outcomes())
                .containsExactly(
                        "filled 2 1 @ 101 TAKER fee 0.0707",
                        "expired 2 SELF_TRADE leaves 2",
                        "rejected 3 POST_ONLY_WOULD_CROSS -5022",
                        "rejected 4 NO_LIQUIDITY -5021");
    }

    @Test
    void feesAreRateTimesNotional() {
        TestVenue venue = new TestVenue(PARTIAL_FILL);
        venue.snapshot("59999 1", "60000 0.01");
        venue.market(1, BUY, "0.01");
        venue.limit(2, SELL, "0.01", "60000");
        venue.print(BUY, "60000.1", "1");
        assertThat(venue.outcomes())
                .containsExactly(
                        "filled 1 0.01 @ 60000 TAKER fee 0.42", "filled 2 0.01 @ 60000 MAKER fee -0.03 print 1");
    }

    @Test
    void aCancelCanLoseToAFill() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.limit(1, BUY, "1", "100.5");
        venue.limit(2, BUY, "1", "100.4");
        venue.cancel(2);
        venue.print(SELL, "100.4", "5");
        venue.cancel(1);
        venue.amend(1, "100", "1");
        assertThat(venue.outcomes())
                .containsExactly(
                        "canceled 2 leaves 1",
                        "filled 1 1 @ 100.5 MAKER fee -0.005025 print 1",
                        "cancel rejected 1 UNKNOWN_ORDER -2011",
                        "amend rejected 1 UNKNOWN_ORDER");
    }

    @Test
    void theVenueRefusesWhatBreaksItsRules() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.limit(1, BUY, "1", "100.05");
        venue.limit(2, BUY, "1.0001", "100");
        venue.limit(3, BUY, "1001", "100");
        venue.limit(4, BUY, "0.049", "100");
        venue.submit(5, SELL, "1", "102", TimeInForce.GTC, true);
        venue.limit(6, BUY, "1", "100");
        venue.limit(6, BUY, "1", "100");
        venue.submit(2, 7, BUY, "1", Fixed8.ONE, OrderType.LIMIT, TimeInForce.GTC, false);
        assertThat(venue.outcomes())
                .containsExactly(
                        "rejected 1 PRICE_OFF_TICK -4014",
                        "rejected 2 QUANTITY_OFF_LOT -4023",
                        "rejected 3 QUANTITY_OUT_OF_RANGE -4005",
                        "rejected 4 BELOW_MINIMUM_NOTIONAL -4164",
                        "rejected 5 REDUCE_ONLY -2022",
                        "rejected 6 DUPLICATE_INTENT -4116",
                        "rejected 7 UNKNOWN_INSTRUMENT -1121");
    }

    @Test
    void inverseContractsAndBooksThatAreNotThereAreRefused() {
        TestVenue venue = new TestVenue(PARTIAL_FILL);
        venue.limit(1, BUY, "1", "100");
        venue.define(Contract.INVERSE);
        venue.limit(2, BUY, "1", "100");
        assertThat(venue.outcomes()).containsExactly("rejected 1 BOOK_NOT_VALID 0", "rejected 2 INVERSE_CONTRACT 0");
    }

    @Test
    void aReduceOnlyOrderNeverTurnsThePosition() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.market(1, BUY, "1");
        venue.submit(2, SELL, "5", "103", TimeInForce.GTC, true);
        venue.submit(3, SELL, "1", "103.5", TimeInForce.GTC, true);
        venue.print(BUY, "104", "50");
        assertThat(venue.outcomes())
                .containsExactly(
                        "filled 1 1 @ 101 TAKER fee 0.0707",
                        "filled 2 1 @ 103 MAKER fee -0.00515 print 1",
                        "expired 2 REDUCE_ONLY leaves 4",
                        "expired 3 REDUCE_ONLY leaves 1");
        assertThat(venue.position()).isEqualTo("0");
    }

    @Test
    void fundingIsPaidOnceAtTheBoundaryOnThePositionHeldThen() {
        TestVenue venue = new TestVenue(PARTIAL_FILL);
        venue.snapshot("59999 1", "60000 5");
        venue.mark("60000", "0.0001", 50_000);
        venue.market(1, BUY, "1");
        venue.outcomes();
        venue.nanos = 60_000;
        venue.market(2, BUY, "1"); // after the boundary: not on this one
        venue.mark("60000", "0.0001", 99_000_000);
        assertThat(venue.outcomes()).containsExactly("funding -6 at 50000", "filled 2 1 @ 60000 TAKER fee 42");
    }

    @Test
    void fundingIsPaidOnceAlsoOverARestart() {
        TestVenue venue = new TestVenue(PARTIAL_FILL);
        venue.snapshot("59999 1", "60000 5");
        venue.mark("60000", "0.0001", 50_000);
        venue.market(1, BUY, "1");
        venue = venue.restarted(TestVenue.settings());
        venue.nanos = 60_000;
        venue.mark("60000", "0.0001", 50_000);
        assertThat(venue.outcomes()).containsExactly("funding -6 at 50000");
        venue = venue.restarted(TestVenue.settings());
        venue.mark("60000", "0.0001", 50_000);
        assertThat(venue.outcomes()).isEmpty();
    }

    @Test
    void anUpdateThatStillNamesAPastBoundaryDoesNotMakeItDueAgain() {
        TestVenue venue = new TestVenue(PARTIAL_FILL);
        venue.snapshot("59999 1", "60000 5");
        venue.mark("60000", "0.0001", 50_000);
        venue.market(1, BUY, "1");
        venue.outcomes();
        venue.nanos = 49_000;
        venue.mark("60000", "0.0001", 50_000); // at the boundary
        venue.mark("60000", "0.0001", 50_000); // and after it
        venue.mark("60000", "0.0001", 53_000);
        venue.mark("60000", "0.0001", 99_000_000);
        venue.market(2, Side.SELL, "1");
        assertThat(venue.outcomes())
                .containsExactly("funding -6 at 50000", "funding -6 at 53000", "filled 2 1 @ 59999 TAKER fee 41.9993");
    }

    @Test
    void aPositionOpenedAfterTheBoundaryPaysNothing() {
        TestVenue venue = new TestVenue(PARTIAL_FILL);
        venue.snapshot("59999 1", "60000 5");
        venue.mark("60000", "0.0001", 50_000);
        venue.nanos = 1_050_000;
        venue.market(1, Side.BUY, "1");
        venue.mark("60000", "0.0001", 99_000_000);
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 60000 TAKER fee 42");
    }

    @Test
    void exchangeTimeNeverRunsBackwards() {
        TestVenue venue = given(PARTIAL_FILL);
        venue.nanos = 0;
        assertThatThrownBy(() -> venue.market(1, BUY, "1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected an exchange time of at least 3000, found 1000");
    }
}
