package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static io.onetape.journal.schema.Side.SELL;
import static io.onetape.journal.schema.Trigger.STOP;
import static io.onetape.journal.schema.Trigger.TAKE_PROFIT;
import static io.onetape.journal.schema.TriggerSource.LAST;
import static io.onetape.journal.schema.TriggerSource.MARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.TimeInForce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stops and take-profits: what they wait for, what they see then, and what the venue refuses. */
class ConditionalOrdersTest {
    private TestVenue venue = new TestVenue(TestVenue.settings());

    @BeforeEach
    void aBookAndALastPrice() {
        venue.snapshot("100 10,99 20", "101 1,102 5,103 50");
        venue.print(BUY, "100.5", "0.001");
        venue.heard.clear();
    }

    @Test
    void aStopSeesTheBookAfterThePrintThatTriggersIt() {
        venue.conditional(1, STOP, LAST, "101", BUY, null);
        venue.print(BUY, "101", "1"); // takes what was there
        assertThat(venue.outcomes()).containsExactly("triggered 1", "filled 1 1 @ 102 TAKER fee 0.0714");
    }

    @Test
    void whatThePrintLeavesIsThere() {
        venue.conditional(1, STOP, LAST, "101", BUY, null);
        venue.print(BUY, "101", "0.6");
        assertThat(venue.outcomes())
                .containsExactly(
                        "triggered 1", "filled 1 0.4 @ 101 TAKER fee 0.02828", "filled 1 0.6 @ 102 TAKER fee 0.04284");
    }

    @Test
    void ourRestingOrdersHaveThePrintBeforeTheStopComes() {
        venue.limit(1, SELL, "1", "100.6");
        venue.conditional(2, STOP, LAST, "100.6", SELL, null);
        venue.outcomes();
        venue.print(BUY, "100.6", "1");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 100.6 MAKER fee -0.00503 print 2");
        venue.conditional(3, TAKE_PROFIT, LAST, "100.7", SELL, null);
        venue.print(BUY, "100.7", "1");
        assertThat(venue.outcomes()).containsExactly("triggered 3", "filled 3 1 @ 100 TAKER fee 0.07");
    }

    @Test
    void eachKindWaitsOnItsSide() {
        venue.conditional(1, STOP, LAST, "102", BUY, "90");
        venue.conditional(2, TAKE_PROFIT, LAST, "99", BUY, "90");
        venue.conditional(3, STOP, LAST, "99", SELL, "110");
        venue.conditional(4, TAKE_PROFIT, LAST, "102", SELL, "110");
        venue.print(BUY, "101.9", "0.001");
        venue.print(SELL, "99.1", "0.001");
        assertThat(venue.outcomes()).isEmpty();
        venue.print(BUY, "102", "0.001");
        assertThat(venue.outcomes()).containsExactly("triggered 1", "triggered 4");
        venue.print(SELL, "99", "0.001");
        assertThat(venue.outcomes()).containsExactly("triggered 2", "triggered 3");
    }

    @Test
    void theMarkPriceTriggersWhatWatchesItAndNothingElse() {
        venue.conditional(1, STOP, MARK, "99", SELL, null);
        venue.conditional(2, STOP, LAST, "99", SELL, null);
        venue.mark("99.5", "0.0001", 0);
        venue.mark("99", "0.0001", 0);
        assertThat(venue.outcomes()).containsExactly("triggered 1", "filled 1 1 @ 100 TAKER fee 0.07");
    }

    @Test
    void oneWhosePriceHasBeenReachedIsRefused() {
        venue.mark("100", "0.0001", 0);
        venue.conditional(1, STOP, LAST, "100.5", BUY, null);
        venue.conditional(2, STOP, LAST, "100.6", SELL, null);
        venue.conditional(3, TAKE_PROFIT, MARK, "100", SELL, null);
        venue.conditional(4, TAKE_PROFIT, MARK, "101", BUY, null);
        assertThat(venue.outcomes())
                .containsExactly(
                        "rejected 1 WOULD_TRIGGER -2021",
                        "rejected 2 WOULD_TRIGGER -2021",
                        "rejected 3 WOULD_TRIGGER -2021",
                        "rejected 4 WOULD_TRIGGER -2021");
    }

    @Test
    void aLimitOrderRestsAfterItsTriggerBehindTheQueueThere() {
        venue.conditional(1, STOP, LAST, "102", BUY, "99");
        venue.print(BUY, "102", "0.001");
        venue.print(SELL, "99", "20.5");
        assertThat(venue.outcomes()).containsExactly("triggered 1", "filled 1 0.5 @ 99 MAKER fee -0.002475 print 3");
    }

    @Test
    void postOnlyAndFillOrKillAreJudgedAtTheTrigger() {
        venue.conditional(1, STOP, LAST, "102", BUY, "105", TimeInForce.GTX, false);
        venue.conditional(2, STOP, LAST, "102", BUY, "100", TimeInForce.FOK, false);
        venue.print(BUY, "102", "0.001");
        assertThat(venue.outcomes())
                .containsExactly(
                        "triggered 1",
                        "triggered 2",
                        "expired 1 POST_ONLY_WOULD_CROSS leaves 1",
                        "expired 2 NO_LIQUIDITY leaves 1");
    }

    @Test
    void aReduceOnlyStopWithNothingToReduceExpires() {
        venue.conditional(1, STOP, LAST, "99", SELL, null, TimeInForce.GTC, true);
        venue.print(SELL, "99", "0.001");
        assertThat(venue.outcomes()).containsExactly("triggered 1", "expired 1 REDUCE_ONLY leaves 1");
    }

    @Test
    void nothingToReduceComesBeforePostOnlyAndFillOrKill() {
        venue.conditional(1, STOP, LAST, "102", BUY, "105", TimeInForce.GTX, true);
        venue.conditional(2, STOP, LAST, "102", BUY, "100", TimeInForce.FOK, true);
        venue.print(BUY, "102", "0.001");
        assertThat(venue.outcomes())
                .containsExactly(
                        "triggered 1",
                        "triggered 2",
                        "expired 1 REDUCE_ONLY leaves 1",
                        "expired 2 REDUCE_ONLY leaves 1");
    }

    @Test
    void itIsCanceledLikeAnyOtherAndCannotBeAmended() {
        venue.conditional(1, STOP, LAST, "99", SELL, "98");
        venue.amend(1, "97", "1");
        venue.cancel(1);
        venue.print(SELL, "99", "0.001");
        assertThat(venue.outcomes()).containsExactly("amend rejected 1 AMEND_REFUSED", "canceled 1 leaves 1");
    }

    @Test
    void withoutAValidBookATriggeredOneWaitsForIt() {
        venue.conditional(1, STOP, LAST, "99", SELL, null);
        venue.feed(FeedStatus.GAP);
        venue.print(SELL, "98", "0.001");
        assertThat(venue.outcomes()).containsExactly("triggered 1");
        venue.snapshot("97 5", "98 5");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 97 TAKER fee 0.0679");
    }

    @Test
    void aBookThatWasStaleIsAValidOneToo() {
        venue.conditional(1, STOP, LAST, "99", SELL, null);
        venue.feed(FeedStatus.STALE);
        venue.print(SELL, "99", "0.001");
        assertThat(venue.outcomes()).containsExactly("triggered 1");
        venue.feed(FeedStatus.SYNCED);
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 99 TAKER fee 0.0693");
    }

    @Test
    void aTriggerPriceIsAPrice() {
        venue.conditional(1, STOP, LAST, "101.55", BUY, null);
        assertThat(venue.outcomes()).containsExactly("rejected 1 PRICE_OFF_TICK -4014");
    }

    @Test
    void theVenueKeepsTwoHundred() {
        for (int intent = 1; intent <= 201; intent++) {
            venue.conditional(intent, STOP, LAST, "150", BUY, null);
        }
        assertThat(venue.outcomes()).containsExactly("rejected 201 OPEN_ORDERS_LIMIT -4045");
    }

    @Test
    void aRestartForgetsNothing() {
        venue.conditional(1, STOP, LAST, "99", SELL, null);
        venue.conditional(2, TAKE_PROFIT, MARK, "98", BUY, "97");
        venue.feed(FeedStatus.GAP);
        venue.print(SELL, "99", "0.001");
        venue = venue.restarted(TestVenue.settings());
        venue.mark("98", "0.0001", 0);
        venue.snapshot("97 5", "98 5");
        assertThat(venue.outcomes()).containsExactly("triggered 2", "filled 1 1 @ 97 TAKER fee 0.0679");
    }
}
