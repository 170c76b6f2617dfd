package io.onetape.backtest.venue;

import static io.onetape.journal.schema.Side.BUY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.TimeWindows;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.OutageRule;
import java.util.List;
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

    /** The clock of the test: each call is a microsecond after the one before. */
    private void window(OutageRule rule, long calls) {
        long now = venue.nanos;
        TimeWindows windows =
                new TimeWindows(List.of(new TimeWindows.Window(now + 3_000, now + 3_000 + calls * 1_000)));
        venue = new TestVenue(TestVenue.settings().withOutages(rule, windows));
        venue.snapshot("100 10,99 20", "101 1");
        venue.limit(1, BUY, "1", "99");
        venue.heard.clear();
        venue.limit(2, BUY, "1", "100"); // the window begins
        venue.cancel(1);
    }

    @Test
    void aWindowThatIsSetByHandRejectsUntilItsEnd() {
        window(OutageRule.REJECT, 2);
        venue.limit(3, BUY, "1", "100");
        assertThat(venue.heard)
                .containsExactly("rejected 2 OUTAGE 0", "cancel rejected 1 OUTAGE 0", "accepted 3 as 2 ahead 10");
    }

    @Test
    void aWindowThatIsSetByHandDelaysToItsEnd() {
        window(OutageRule.DELAY, 4);
        venue.update("100 6", "");
        assertThat(venue.heard).isEmpty();
        venue.update("100 3", "");
        assertThat(venue.heard).isEmpty();
        venue.update("100 2", ""); // at the end of the window, and behind what waited
        assertThat(venue.heard).containsExactly("accepted 2 as 2 ahead 3", "canceled 1 leaves 1");
    }

    @Test
    void aRecordedOutageThatGoesOnKeepsThemAndSoDoesAWindow() {
        window(OutageRule.DELAY, 6);
        venue.feed(FeedStatus.DISCONNECTED);
        venue.snapshot("100 7,99 20", "101 1"); // the feed is back, and the window goes on
        assertThat(venue.heard).isEmpty();
        venue.feed(FeedStatus.DISCONNECTED);
        venue.feed(FeedStatus.CONNECTED);
        venue.feed(FeedStatus.CONNECTED); // the window is over, and the feed has no book
        assertThat(venue.heard).isEmpty();
        venue.snapshot("100 4,99 20", "101 1");
        assertThat(venue.heard).containsExactly("accepted 2 as 2 ahead 4", "canceled 1 leaves 1");
    }

    /** It waits only for the feed; when that is back, for the window that has begun meanwhile. */
    @Test
    void aRecordedOutageThatEndsInAWindow() {
        long now = venue.nanos;
        TimeWindows windows = new TimeWindows(List.of(new TimeWindows.Window(now + 5_000, now + 9_000)));
        venue = new TestVenue(TestVenue.settings().withOutages(OutageRule.DELAY, windows));
        venue.snapshot("100 10", "101 1");
        venue.feed(FeedStatus.DISCONNECTED);
        venue.limit(2, BUY, "1", "100");
        assertThat(venue.dueNanos()).isEqualTo(Long.MAX_VALUE);
        venue.feed(FeedStatus.CONNECTED);
        venue.snapshot("100 7", "101 1");
        assertThat(venue.heard).isEmpty();
        assertThat(venue.dueNanos()).isEqualTo(now + 9_000);
        venue.time(now + 9_000);
        assertThat(venue.heard).containsExactly("accepted 2 as 1 ahead 7");
    }

    @Test
    void windowsAreReadAndSaidAgain() {
        TimeWindows windows = TimeWindows.parse("2024-08-08T23:59:00Z/1m30s, 2024-08-08T23:55:00.5Z/30s");
        assertThat(windows.text()).isEqualTo("2024-08-08T23:55:00.500Z/30s,2024-08-08T23:59:00Z/90s");
        assertThat(TimeWindows.parse(windows.text())).isEqualTo(windows);
        assertThat(TimeWindows.parse("")).isEqualTo(TimeWindows.NONE);
        assertThatThrownBy(() -> TimeWindows.parse("yesterday"))
                .hasMessage("expected a time of UTC and a span such as 2024-08-08T23:55:00Z/30s, found 'yesterday'");
        assertThatThrownBy(() -> TimeWindows.parse("2024-08-08T23:55:00Z/30s,2024-08-08T23:55:10Z/1s"))
                .hasMessage(
                        "expected windows that do not overlap, found 2024-08-08T23:55:00Z/30s and 2024-08-08T23:55:10Z/1s");
        assertThatThrownBy(() -> TestVenue.settings().withOutages(OutageRule.NONE, windows))
                .hasMessage("expected the outage rule reject or delay with outages that are set, found none");
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
