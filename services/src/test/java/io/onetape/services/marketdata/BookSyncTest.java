package io.onetape.services.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Scenario;
import io.onetape.services.marketdata.BookSync.Counters;
import org.junit.jupiter.api.Test;

/** Which updates belong to which snapshot, by the rule of each market. */
final class BookSyncTest {
    private static final int USDM = 1;
    private static final int SPOT = 2;

    private final MarketData marketData = new MarketData();
    private final Scenario scenario = new Scenario(marketData)
            .given(
                    "InstrumentDefined instrument=1 market=USDM contract=LINEAR symbol=BTCUSDT",
                    "InstrumentDefined instrument=2 market=SPOT contract=LINEAR symbol=BTCUSDT");

    @Test
    void onFuturesAnUpdateThatEndsWithTheSnapshotIsAppliedAndOneThatEndsBelowIsDropped() {
        futures(5, 9, 4);
        futures(9, 10, 9);
        futures(14, 20, 10);
        snapshot(USDM, 10);
        thenStatus(USDM, "VALID");
        thenCounts(USDM, 2, 1, 0, 0);
    }

    @Test
    void onSpotAnUpdateThatEndsWithTheSnapshotIsDroppedAndTheNextIdIsApplied() {
        spot(5, 10);
        spot(11, 13);
        snapshot(SPOT, 10);
        spot(14, 14);
        thenStatus(SPOT, "VALID");
        thenCounts(SPOT, 2, 1, 0, 0);
    }

    @Test
    void aMissedUpdateIsOneGapAndWhatFollowsWaits() {
        snapshot(SPOT, 10);
        spot(9, 12);
        spot(14, 15);
        spot(16, 17);
        spot(20, 21);
        thenStatus(SPOT, "GAP");
        thenCounts(SPOT, 1, 0, 1, 3);
    }

    @Test
    void theNextSnapshotBringsTheBookBackWithWhatWaited() {
        snapshot(USDM, 10);
        futures(9, 12, 8);
        futures(15, 16, 14);
        futures(17, 18, 16);
        snapshot(USDM, 17);
        thenStatus(USDM, "VALID");
        thenCounts(USDM, 2, 1, 1, 0);
    }

    @Test
    void aSnapshotBelowTheFirstUpdateThatWaitsIsTooOld() {
        futures(15, 16, 14);
        snapshot(USDM, 10);
        thenStatus(USDM, "WAITING");
        thenCounts(USDM, 0, 0, 0, 1);
        assertThat(counters(USDM).snapshotsTooOld).isEqualTo(1);
        snapshot(USDM, 15);
        thenStatus(USDM, "VALID");
        thenCounts(USDM, 1, 0, 0, 0);
    }

    @Test
    void aSnapshotIsFoundTooOldByTheFirstUpdateBehindItToo() {
        snapshot(USDM, 10);
        thenStatus(USDM, "VALID");
        futures(15, 16, 14);
        thenStatus(USDM, "WAITING");
        thenCounts(USDM, 0, 0, 0, 1);
    }

    @Test
    void anUpdateThatNamesTheSnapshotAsItsPredecessorFollowsIt() {
        snapshot(USDM, 10);
        futures(11, 12, 10);
        thenStatus(USDM, "VALID");
        thenCounts(USDM, 1, 0, 0, 0);
    }

    @Test
    void aGapAmongTheUpdatesThatWaitIsFoundWhenTheyAreApplied() {
        spot(8, 12);
        spot(14, 15);
        snapshot(SPOT, 10);
        thenStatus(SPOT, "GAP");
        thenCounts(SPOT, 1, 0, 1, 1);
        snapshot(SPOT, 13);
        thenStatus(SPOT, "VALID");
        thenCounts(SPOT, 2, 0, 1, 0);
    }

    @Test
    void aSnapshotThatIsOlderThanTheBookIsIgnored() {
        snapshot(USDM, 10);
        futures(9, 12, 8);
        snapshot(USDM, 11);
        futures(13, 14, 12);
        thenStatus(USDM, "VALID");
        thenCounts(USDM, 2, 0, 0, 0);
        assertThat(counters(USDM).snapshots).isEqualTo(2);
        assertThat(counters(USDM).snapshotsIgnored).isEqualTo(1);
    }

    @Test
    void aNewerSnapshotReplacesTheBookAndOlderUpdatesAreDroppedAgain() {
        snapshot(USDM, 10);
        futures(9, 12, 8);
        snapshot(USDM, 20);
        futures(13, 14, 12);
        futures(15, 22, 14);
        thenStatus(USDM, "VALID");
        thenCounts(USDM, 2, 1, 0, 0);
    }

    @Test
    void anUpdateThatIsReceivedTwiceIsDroppedAndNoGap() {
        snapshot(USDM, 10);
        futures(9, 12, 8);
        futures(13, 14, 12);
        futures(13, 14, 12);
        futures(15, 16, 14);
        thenStatus(USDM, "VALID");
        thenCounts(USDM, 3, 1, 0, 0);
    }

    @Test
    void aGapThatTheGatewayReportsCountsOnce() {
        snapshot(USDM, 10);
        futures(9, 12, 8);
        scenario.when("FeedStatusChanged instrument=1 status=GAP");
        futures(15, 16, 14);
        scenario.when("FeedStatusChanged instrument=1 status=GAP");
        thenStatus(USDM, "GAP");
        thenCounts(USDM, 1, 0, 1, 1);
    }

    @Test
    void updatesOfALostConnectionDoNotWait() {
        futures(15, 16, 14);
        scenario.when("FeedStatusChanged status=DISCONNECTED");
        thenStatus(USDM, "STALE");
        thenCounts(USDM, 0, 0, 0, 0);
        assertThat(counters(USDM).letGo).isEqualTo(1);
    }

    @Test
    void onlySoManyUpdatesWaitAndTheOldestAreLetGo() {
        int more = 10;
        for (int i = 1; i <= KeptUpdates.MAX_UPDATES + more; i++) {
            spot(i, i);
        }
        assertThat(counters(SPOT).letGo).isEqualTo(more);
        snapshot(SPOT, more);
        thenStatus(SPOT, "VALID");
        thenCounts(SPOT, KeptUpdates.MAX_UPDATES, 0, 0, 0);
    }

    private void futures(long first, long last, long previous) {
        scenario.when("DepthUpdate instrument=1 firstUpdateId=" + first + " lastUpdateId=" + last + " previousUpdateId="
                + previous + " bids=99/" + last + " asks=102/1,103/0");
    }

    private void spot(long first, long last) {
        scenario.when("DepthUpdate instrument=2 firstUpdateId=" + first + " lastUpdateId=" + last + " bids=99/" + last
                + " asks=102/1,103/0");
    }

    private void snapshot(int instrument, long lastId) {
        scenario.when(
                "DepthSnapshot instrument=" + instrument + " lastUpdateId=" + lastId + " bids=99/1,98/1 asks=101/1");
    }

    private void thenStatus(int instrument, String status) {
        assertThat(sync(instrument).status()).hasToString(status);
    }

    private void thenCounts(int instrument, long applied, long dropped, long gaps, int waiting) {
        Counters counters = counters(instrument);
        assertThat(counters.applied).as("applied").isEqualTo(applied);
        assertThat(counters.dropped).as("dropped").isEqualTo(dropped);
        assertThat(counters.gaps).as("gaps").isEqualTo(gaps);
        assertThat(sync(instrument).kept.size()).as("waiting").isEqualTo(waiting);
    }

    private Counters counters(int instrument) {
        return sync(instrument).counters;
    }

    private BookSync sync(int instrument) {
        return marketData.book(instrument).sync;
    }
}
