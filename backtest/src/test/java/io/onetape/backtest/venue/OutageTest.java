package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.OutageRule;
import org.junit.jupiter.api.Test;

/** What becomes of requests that arrive while the recorded feed was disconnected. */
class OutageTest {
    private TestVenue venue = new TestVenue(TestVenue.settings());

    @Test
    void rejectedUntilThereIsABookAgain() {
        begin(OutageRule.REJECT);
        venue.feed(FeedStatus.CONNECTED);
        venue.limit(3, BUY, "1", "100");
        end();
        venue.cancel(1);
        assertThat(venue.outcomes())
                .containsExactly(
                        "rejected 2 OUTAGE 0",
                        "amend rejected 1 OUTAGE",
                        "cancel rejected 1 OUTAGE 0",
                        "rejected 3 OUTAGE 0",
                        "canceled 1 leaves 1");
    }

    @Test
    void delayedToTheEndInTheirOrder() {
        begin(OutageRule.DELAY);
        assertThat(venue.outcomes()).isEmpty();
        end();
        assertThat(venue.heard)
                .containsExactly("accepted 2 as 2 ahead 7", "amended 1 leaves 1 @ 98 ahead 0", "canceled 1 leaves 1");
    }

    @Test
    void aRestartForgetsNoneThatWaits() {
        VenueSettings settings = begin(OutageRule.DELAY);
        venue = venue.restarted(settings);
        end();
        assertThat(venue.heard)
                .containsExactly("accepted 2 as 2 ahead 7", "amended 1 leaves 1 @ 98 ahead 0", "canceled 1 leaves 1");
    }

    @Test
    void ifOnlyWeDoNotHearItANewOrderFindsNoBookAndCancelsWork() {
        begin(OutageRule.NONE);
        assertThat(venue.outcomes())
                .containsExactly(
                        "rejected 2 BOOK_NOT_VALID 0", "amend rejected 1 BOOK_NOT_VALID", "canceled 1 leaves 1");
    }

    @Test
    void aRestingOrderIsFilledByWhatIsPrintedMeanwhile() {
        begin(OutageRule.DELAY);
        venue.print(io.onetape.journal.schema.Side.SELL, "98", "3");
        assertThat(venue.outcomes()).containsExactly("filled 1 1 @ 99 MAKER fee -0.00495 print 1");
        end();
        assertThat(venue.outcomes())
                .containsExactly("amend rejected 1 UNKNOWN_ORDER", "cancel rejected 1 UNKNOWN_ORDER -2011");
    }

    private VenueSettings begin(OutageRule rule) {
        VenueSettings settings = TestVenue.settings().withOutageRule(rule);
        venue = new TestVenue(settings);
        venue.snapshot("100 10,99 20", "101 1");
        venue.limit(1, BUY, "1", "99");
        venue.heard.clear();
        venue.feed(FeedStatus.DISCONNECTED);
        venue.limit(2, BUY, "1", "100");
        venue.amend(1, "98", "1");
        venue.cancel(1);
        return settings;
    }

    private void end() {
        venue.snapshot("100 7,99 20", "101 1");
        venue.feed(FeedStatus.SYNCED);
    }
}
