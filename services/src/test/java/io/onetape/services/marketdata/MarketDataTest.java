package io.onetape.services.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.services.Scenario;
import org.junit.jupiter.api.Test;

/** What the rest of the system sees: BookTop. The rules of ids are in {@link BookSyncTest}. */
final class MarketDataTest {
    private final MarketData marketData = new MarketData();
    private final Scenario scenario = new Scenario(marketData)
            .given(
                    "InstrumentDefined instrument=1 market=USDM contract=LINEAR symbol=BTCUSDT",
                    "InstrumentDefined instrument=2 market=COINM contract=INVERSE symbol=BTCUSD_PERP");

    @Test
    void aSnapshotGivesTheTopOfTheBook() {
        scenario.when("DepthSnapshot instrument=1 lastUpdateId=10 eventNanos=7 transactionNanos=6"
                + " bids=61659.7/1.486,61659.5/2 asks=61659.8/0.981");
        scenario.thenEmitted(
                "BookTop instrument=1 bid=61659.7 bidQuantity=1.486 ask=61659.8 askQuantity=0.981 spread=0.1"
                        + " mid=61659.75 imbalance=0.20470207 microprice=61659.7602351 updateId=10 exchangeNanos=6 status=VALID");
    }

    @Test
    void onlyAChangeOfTheTopIsToldNotOneBehindIt() {
        scenario.given("DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1,99/1 asks=101/1");
        scenario.when("DepthUpdate instrument=1 firstUpdateId=9 lastUpdateId=12 bids=99/5 asks=102/3");
        scenario.thenNothing();
        scenario.when(
                "DepthUpdate instrument=1 firstUpdateId=13 lastUpdateId=14 previousUpdateId=12 eventNanos=8 bids=100/0 asks=");
        scenario.thenEmitted("BookTop bid=99 bidQuantity=5 ask=101 updateId=14 exchangeNanos=8");
    }

    @Test
    void anEmptySideIsNullAndSoIsWhatNeedsBothSides() {
        scenario.when("DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=");
        scenario.thenEmitted(
                "BookTop bid=100 bidQuantity=1 ask=null askQuantity=null spread=null mid=null imbalance=null"
                        + " microprice=null exchangeNanos=null status=VALID");
    }

    @Test
    void aCrossedOrLockedBookIsNotValidUntilItUncrosses() {
        scenario.given("DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/1,102/1");
        scenario.when("DepthUpdate instrument=1 firstUpdateId=10 lastUpdateId=11 bids=101/2 asks=");
        scenario.thenEmitted("BookTop bid=101 bidQuantity=2 ask=101 spread=0 mid=101 status=CROSSED");
        scenario.when("DepthUpdate instrument=1 firstUpdateId=12 lastUpdateId=13 previousUpdateId=11 bids= asks=101/0");
        scenario.thenEmitted("BookTop bid=101 ask=102 status=VALID");
    }

    @Test
    void aMissedUpdateTakesThePricesAway() {
        scenario.given("DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/1,102/1");
        scenario.given("DepthUpdate instrument=1 firstUpdateId=10 lastUpdateId=11 bids=100/2 asks=");
        scenario.when("DepthUpdate instrument=1 firstUpdateId=14 lastUpdateId=15 previousUpdateId=13 bids=99/2 asks=");
        scenario.thenEmitted(
                "BookTop bid=null bidQuantity=null ask=null askQuantity=null spread=null mid=null imbalance=null"
                        + " microprice=null status=GAP");
        scenario.when("DepthSnapshot instrument=1 lastUpdateId=14 bids=98/1 asks=101/1");
        scenario.thenEmitted("BookTop bid=99 bidQuantity=2 ask=101 updateId=15 status=VALID");
    }

    @Test
    void aLostConnectionIsTheEndOfEveryBookAndAStaleFeedOfItsOwn() {
        scenario.given(
                "DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/1",
                "DepthSnapshot instrument=2 lastUpdateId=10 bids=100/1 asks=101/1");
        scenario.when("FeedStatusChanged instrument=1 status=STALE");
        scenario.thenEmitted("BookTop instrument=1 bid=null status=STALE");
        scenario.when("DepthUpdate instrument=1 firstUpdateId=10 lastUpdateId=11 bids=100/2 asks=");
        scenario.thenNothing();
        scenario.when("FeedStatusChanged instrument=1 status=SYNCED");
        scenario.thenEmitted("BookTop instrument=1 bid=100 bidQuantity=2 status=VALID");
        scenario.when("FeedStatusChanged status=DISCONNECTED");
        scenario.thenEmitted("BookTop instrument=1 bid=null status=STALE", "BookTop instrument=2 status=STALE");
        scenario.when("FeedStatusChanged status=CONNECTED", "FeedStatusChanged status=SYNCED");
        scenario.thenNothing();
        scenario.when("DepthSnapshot instrument=2 lastUpdateId=5 bids=100/1 asks=101/1");
        scenario.thenEmitted("BookTop instrument=2 bid=100 status=VALID");
    }

    @Test
    void productsAndSumsBeyondSixtyFourBitsAreExact() {
        scenario.when(
                "DepthSnapshot instrument=1 lastUpdateId=10 bids=90000000000/40000000000 asks=90000000001/50000000000");
        scenario.thenEmitted(
                "BookTop spread=1 mid=90000000000.5 imbalance=-0.11111111 microprice=90000000000.44444444");
    }

    @Test
    void quantitiesWhoseSumIsBeyondFixed8LeaveTheWeightedFieldsUnknown() {
        scenario.when("DepthSnapshot instrument=1 lastUpdateId=10 bids=0.00001/90000000000 asks=0.00002/50000000000");
        scenario.thenEmitted("BookTop mid=0.000015 imbalance=null microprice=null status=VALID");
    }

    @Test
    void halvesAreRoundedToEven() {
        scenario.when("DepthSnapshot instrument=1 lastUpdateId=10 bids=0.00000001/1 asks=0.00000002/1");
        scenario.thenEmitted("BookTop mid=0.00000002 microprice=0.00000002");
        scenario.when("DepthSnapshot instrument=1 lastUpdateId=11 bids=0.00000002/1 asks=0.00000003/1");
        scenario.thenEmitted("BookTop mid=0.00000002 microprice=0.00000002");
    }

    @Test
    void aLaterDefinitionOfTheSameMarketKeepsTheBook() {
        scenario.given("DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/1");
        scenario.when("InstrumentDefined instrument=1 market=USDM contract=LINEAR symbol=BTCUSDT tickSize=0.1");
        scenario.thenNothing();
        assertThat(marketData.find(1)).map(book -> book.bids().bestPrice()).hasValue(100_0000_0000L);
        assertThat(marketData.find(3)).isEmpty();
    }

    @Test
    void theFirstRecordOfACycleDefinesInstrumentsToo() {
        scenario.when("CycleStarted sources=1/SEQUENCER/5/sequencer"
                + " instruments=4/SPOT/LINEAR/NO/0.01/null/null/null/null/1/binance/ETHUSDT/ETH/USDT");
        scenario.when("DepthSnapshot instrument=4 lastUpdateId=10 bids=100/1 asks=101/1");
        scenario.thenEmitted("BookTop instrument=4 status=VALID");
    }

    @Test
    void anUndefinedInstrumentIsABrokenTape() {
        assertThatThrownBy(() -> scenario.when("DepthUpdate instrument=9"))
                .hasMessage("expected a defined instrument, found id 9");
    }
}
