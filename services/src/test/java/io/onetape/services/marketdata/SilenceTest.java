package io.onetape.services.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SilenceTest {
    private static final String DEFINED = "InstrumentDefined instrument=1 market=USDM contract=LINEAR symbol=BTCUSDT";
    private static final String ALSO = "InstrumentDefined instrument=2 market=USDM contract=LINEAR symbol=ETHUSDT";
    private static final String TICK = "Tick wallNanos=1";
    private static final String TRADE =
            "TradePrint instrument=1 tradeId=1 price=100 quantity=1 aggressor=BUY kind=TRADE";
    private static final String QUOTE = "QuoteUpdate instrument=1 bid=100 bidQuantity=1 ask=101 askQuantity=1";
    private static final String STALE = "BookTop instrument=1 status=STALE bid=null ask=null mid=null";
    private static final String VALID = "BookTop instrument=1 status=VALID bid=100 ask=101";

    private static Scenario withBook() {
        return new Scenario(new MarketData())
                .given(
                        DEFINED,
                        "ConfigSet key=marketdata.staleAfterMillis value=1000",
                        "DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/2");
    }

    private static String update(int id) {
        return "DepthUpdate instrument=1 firstUpdateId=" + id + " lastUpdateId=" + id + " previousUpdateId=" + (id - 1)
                + " bids= asks=102/" + id;
    }

    @Test
    void withoutASettingNoSilenceIsTooLong() {
        new Scenario(new MarketData())
                .given(DEFINED, "DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/2")
                .later(Duration.ofDays(1))
                .when(TICK)
                .thenNothing();
    }

    @Test
    void aBookIsStaleAtTheFirstRecordAfterTheSilenceAndShownByTheNextUpdate() {
        withBook()
                .later(Duration.ofMillis(999))
                .when(TICK)
                .thenNothing()
                .later(Duration.ofMillis(1))
                .when(TICK)
                .thenEmitted(STALE)
                .later(Duration.ofSeconds(60))
                .when(TICK)
                .thenNothing()
                .when(update(11))
                .thenEmitted(VALID);
    }

    @Test
    void theUpdateThatEndsTheSilenceShowsFirstThatThereWasOne() {
        withBook().later(Duration.ofSeconds(5)).when(update(11)).thenEmitted(STALE, VALID);
    }

    @Test
    void depthQuotesAndTradesAllBreakTheSilence() {
        withBook()
                .later(Duration.ofMillis(800))
                .when(TRADE)
                .later(Duration.ofMillis(800))
                .when(QUOTE)
                .later(Duration.ofMillis(800))
                .when(update(11))
                .later(Duration.ofMillis(999))
                .when(TICK)
                .thenNothing()
                .later(Duration.ofMillis(1))
                .when(TICK)
                .thenEmitted(STALE);
    }

    @Test
    void aTradeOrAnOldUpdateDoesNotShowAStaleBookButASnapshotDoes() {
        withBook()
                .given(update(11))
                .later(Duration.ofSeconds(2))
                .when(TRADE)
                .thenEmitted(STALE)
                .when(QUOTE, update(11))
                .thenNothing()
                .when("DepthSnapshot instrument=1 lastUpdateId=20 bids=100/1 asks=101/2")
                .thenEmitted(VALID);
    }

    @Test
    void aStaleBookThatMissesAnUpdateHasAGap() {
        withBook()
                .given(update(11))
                .later(Duration.ofSeconds(2))
                .when(TICK)
                .thenEmitted(STALE)
                .when(update(15))
                .thenEmitted("BookTop instrument=1 status=GAP");
    }

    @Test
    void instrumentsAreSilentEachForItself() {
        withBook()
                .given(ALSO, "DepthSnapshot instrument=2 lastUpdateId=10 bids=10/1 asks=11/2")
                .later(Duration.ofMillis(900))
                .when(update(11))
                .later(Duration.ofMillis(200))
                .when(TICK)
                .thenEmitted("BookTop instrument=2 status=STALE");
    }

    @Test
    void aSettingCountsFromItsRecordOnAndTakingItBackShowsWhatWasHidden() {
        new Scenario(new MarketData())
                .given(DEFINED, "DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/2")
                .later(Duration.ofSeconds(9))
                .when("ConfigSet key=marketdata.staleAfterMillis value=1000")
                .later(Duration.ofMillis(999))
                .when(TICK)
                .thenNothing()
                .later(Duration.ofMillis(1))
                .when(TICK)
                .thenEmitted(STALE)
                .when("ConfigSet key=marketdata.staleAfterMillis value=0")
                .thenEmitted(VALID)
                .later(Duration.ofDays(1))
                .when(TICK, "ConfigSet key=account.capital value=5")
                .thenNothing();
    }

    @Test
    void anInstrumentOfAnotherMarketBeginsAnew() {
        withBook()
                .when("InstrumentDefined instrument=1 market=SPOT contract=LINEAR symbol=BTCUSDT")
                .later(Duration.ofSeconds(5))
                .when(TICK)
                .thenNothing();
    }

    @Test
    void aSettingThatCannotBeReadIsAnAlertAndChangesNothing() {
        for (String bad : List.of("soon", "-1", "1.5", "86400001", "999999999999", "''")) {
            withBook()
                    .when("ConfigSet key=marketdata.staleAfterMillis value=" + bad)
                    .thenEmitted("AlertRaised severity=CRITICAL name=configuration")
                    .later(Duration.ofSeconds(1))
                    .when(TICK)
                    .thenEmitted(STALE);
        }
    }

    /** Timers are the host's; what the processor itself keeps has to survive. */
    @Test
    void aRestoredProcessorKnowsSilenceAndSetting() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> facts = new ArrayList<>(List.of(
                DEFINED,
                "ConfigSet key=marketdata.staleAfterMillis value=1000",
                "DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/2"));
        for (int id = 11; id < 40; id++) {
            facts.add(
                    switch (random.nextInt(3)) {
                        case 0 -> TRADE;
                        case 1 -> QUOTE;
                        default -> TICK;
                    });
            facts.add(update(id));
        }
        MarketData original = new MarketData();
        Scenario scenario = new Scenario(original);
        for (String fact : facts) {
            scenario.later(Duration.ofMillis(random.nextInt(1_500))).when(fact);
            MarketData copy = StateCopy.copy(original, new MarketData());
            assertThat(StateCopy.text(copy)).as("seed " + seed).isEqualTo(StateCopy.text(original));
        }
        assertThat(scenario.emitted("BookTop"))
                .as("seed " + seed)
                .extracting(Emitted::toString)
                .anyMatch(top -> top.contains("STALE"));
    }

    @Test
    void aRestoredProcessorShowsTheStaleBookWithTheNextUpdate() {
        MarketData original = new MarketData();
        new Scenario(original)
                .given(
                        DEFINED,
                        "ConfigSet key=marketdata.staleAfterMillis value=1000",
                        "DepthSnapshot instrument=1 lastUpdateId=10 bids=100/1 asks=101/2")
                .later(Duration.ofSeconds(2))
                .when(TICK)
                .thenEmitted(STALE);
        new Scenario(StateCopy.copy(original, new MarketData()))
                .when(TICK)
                .thenNothing()
                .when(update(11))
                .thenEmitted(VALID)
                .later(Duration.ofSeconds(1))
                .when(TICK)
                .thenEmitted(STALE);
    }
}
