package io.onetape.services.strategy.maker;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import io.onetape.services.strategy.Strategies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MarketMakerTest {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private final Strategies engine = engine();
    private final Scenario scenario = new Scenario(engine);

    @BeforeEach
    void aMarketMakerThatRuns() {
        scenario.given(
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001",
                set("type", "market-maker"),
                set("symbol", "BTCUSDT"),
                set("quantity", "0.010"),
                set("maxPosition", "0.015"),
                set("spread", "0.2"),
                set("skew", "0.1"),
                set("enabled", "true"));
    }

    @Test
    void itQuotesPostOnlyOnBothSidesOfTheMicroprice() {
        scenario.when(top("100", "100.1", "100.04"))
                .thenEmitted(
                        "Signal strategy=mm1 instrument=1 name=microprice value=0.4 fairPrice=100.04 position=0",
                        "OrderRequested mm1-1 side=BUY price=99.9 quantity=0.01 orderType=LIMIT timeInForce=GTX reduceOnly=NO",
                        "OrderRequested mm1-2 side=SELL price=100.2 quantity=0.01 orderType=LIMIT timeInForce=GTX");
    }

    @Test
    void noQuoteWhileTheBookIsInvalid() {
        scenario.when(top("100", "100.1", "100.04").replace("VALID", "GAP")).thenNothing();
        scenario.when(top("100", "100.1", "100.04").replace("bid=100 ", "bid=null "))
                .thenNothing();
    }

    @Test
    void whatRestsIsCancelledAtOnceWhenTheBookBecomesInvalid() {
        quoting();
        scenario.when(top("100", "100.1", "100.04").replace("VALID", "CROSSED"))
                .thenEmitted("Signal", "CancelRequested mm1-1", "CancelRequested mm1-2");
    }

    @Test
    void aQuoteStaysWhileItsTargetDoes() {
        quoting();
        scenario.later(INTERVAL).when(top("100", "100.1", "100.03")).thenNothing();
    }

    @Test
    void aQuoteMovesByACancelAndThenANewOrderAtTheLatestTarget() {
        quoting();
        scenario.later(INTERVAL)
                .when(top("100.1", "100.2", "100.14"))
                .thenEmitted("Signal fairPrice=100.14", "CancelRequested mm1-1", "CancelRequested mm1-2");
        scenario.when(top("100.2", "100.3", "100.24")).thenNothing();
        scenario.when(ended("mm1-1", "BUY", "CANCELED"))
                .thenEmitted("Signal fairPrice=100.24", "OrderRequested mm1-3 side=BUY price=100.1");
    }

    @Test
    void aMoveBelowTheRequoteThresholdIsNotFollowed() {
        scenario.given(set("requote", "2"));
        quoting();
        scenario.later(INTERVAL).when(top("100.1", "100.2", "100.14")).thenNothing();
        scenario.when(top("100.2", "100.3", "100.24"))
                .thenEmitted("Signal", "CancelRequested mm1-1", "CancelRequested mm1-2");
    }

    @Test
    void aMoveWithinTheIntervalWaitsForItsEndEvenInSilence() {
        quoting();
        scenario.when(top("100.1", "100.2", "100.14")).thenNothing();
        scenario.later(Duration.ofMillis(98)).when("Tick").thenNothing();
        scenario.when("Tick").thenEmitted("Signal", "CancelRequested mm1-1", "CancelRequested mm1-2");
    }

    @Test
    void theInventoryLeansThePricesAndTheLimitStopsTheSideThatWouldAdd() {
        quoting();
        scenario.later(INTERVAL)
                .when("Fill mm1-1 instrument=1 side=BUY price=99.9 quantity=0.010")
                .thenEmitted(
                        "Signal fairPrice=99.94 position=0.01", // 100.04 less one skew; a second buy would come to 0.02
                        "CancelRequested mm1-2"); // which asks 100.2 and should ask 100.1
        scenario.when(ended("mm1-1", "BUY", "FILLED"), ended("mm1-2", "SELL", "CANCELED"))
                .thenEmitted("Signal", "OrderRequested mm1-3 side=SELL price=100.1");
    }

    @Test
    void aSideBeyondTheLimitIsCancelledAtOnce() {
        quoting();
        scenario.when("Fill mm1-2 instrument=1 side=SELL price=100.2 quantity=0.006")
                .thenEmitted("Signal position=-0.006", "CancelRequested mm1-2");
    }

    @Test
    void anAnswerOfPostOnlyIsTriedAgainAfterTheIntervalAndOthersAfterAPause() {
        quoting();
        scenario.when(
                        ended("mm1-1", "BUY", "REJECTED").replace("REQUESTED", "POST_ONLY_WOULD_CROSS"),
                        ended("mm1-2", "SELL", "REJECTED").replace("REQUESTED", "NOTIONAL_LIMIT"))
                .thenNothing();
        scenario.later(INTERVAL).when("Tick").thenEmitted("Signal", "OrderRequested mm1-3 side=BUY");
        scenario.later(Duration.ofMillis(890)).when("Tick").thenNothing();
        scenario.later(INTERVAL).when("Tick").thenEmitted("Signal", "OrderRequested mm1-4 side=SELL");
    }

    @Test
    void aCancelThatCameToNothingIsNotRepeatedAtOnce() {
        quoting();
        scenario.given(top("100", "100.1", "100.04").replace("VALID", "GAP"));
        String refused =
                "OrderChanged mm1-1 instrument=1 side=BUY previous=SUBMITTED state=SUBMITTED reason=UNKNOWN_ORDER";
        scenario.when(refused).thenNothing();
        scenario.later(Duration.ofSeconds(1)).when("Tick").thenEmitted("Signal", "CancelRequested mm1-1");
    }

    @Test
    void aHaltTakesTheQuotesBackAndAResumePutsThemOutAgain() {
        quoting();
        scenario.when("TradingHalted reason=REQUESTED")
                .thenEmitted("Signal", "CancelRequested mm1-1", "CancelRequested mm1-2");
        scenario.given(ended("mm1-1", "BUY", "CANCELED"), ended("mm1-2", "SELL", "CANCELED"));
        scenario.later(INTERVAL)
                .when("TradingResumed")
                .thenEmitted("Signal", "OrderRequested mm1-3", "OrderRequested mm1-4");
    }

    @Test
    void aQuantityOffTheLotIsRefusedWithWhatWasExpected() {
        scenario.when(set("quantity", "0.0105"));
        assertThat(scenario.emitted().get(0).get("detail"))
                .isEqualTo(
                        "mm1: quantity: expected a multiple of the lot 0.001, found '0.0105'; the former value holds");
    }

    @Test
    void halfWayTheStateGoesOnInAFreshProcessor() {
        quoting();
        scenario.given(
                top("100.1", "100.2", "100.14"),
                "Fill mm1-1 instrument=1 side=BUY price=99.9 quantity=0.004",
                ended("mm1-2", "SELL", "REJECTED"));
        scenario.later(Duration.ofHours(2)).given("Tick"); // timers are the loop's to keep, so the last one has fired
        Strategies restored = StateCopy.copy(engine, engine());
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(engine));
        String[] rest = {
            top("100.3", "100.4", "100.33"),
            ended("mm1-1", "BUY", "CANCELED"),
            top("99", "100", "99.6"),
            "Fill mm1-2 instrument=1 side=SELL price=100 quantity=0.01",
            top("99", "100", "99.6")
        };
        // The other scenario's clock starts anew, so both are set far beyond all pauses.
        Scenario other = new Scenario(restored).later(Duration.ofHours(4)).when(rest);
        scenario.later(Duration.ofHours(2)).when(rest);
        assertThat(other.emitted())
                .isNotEmpty()
                .map(Object::toString)
                .isEqualTo(scenario.emitted().stream().map(Object::toString).toList());
    }

    @Test
    void onABusyFeedEachSideHasOneOrderThatMovesAtMostOnceAnInterval() {
        long seed = 5;
        Random random = new Random(seed);
        Map<String, Long> placedNanos = new TreeMap<>();
        Map<String, Emitted> live = new TreeMap<>();
        long tick = 1_000;
        for (int step = 0; step < 2_000; step++) { // twenty seconds, a hundred book tops each
            tick += random.nextInt(3) - 1;
            String bid = Fixed8.toString(tick * (Fixed8.ONE / 10));
            String ask = Fixed8.toString((tick + 1) * (Fixed8.ONE / 10));
            scenario.given().later(Duration.ofMillis(9)).when(top(bid, ask, bid + "5"));
            List<Emitted> decided = scenario.emitted();
            scenario.given();
            for (Emitted record : decided) {
                if (record.name().equals("OrderRequested")) {
                    String side = record.get("side");
                    assertThat(live).as("seed %d step %d", seed, step).doesNotContainKey(side);
                    live.put(side, record);
                    Long before = placedNanos.put(side, scenario.nowNanos());
                    assertThat(before == null || scenario.nowNanos() - before >= INTERVAL.toNanos())
                            .isTrue();
                } else if (record.name().equals("CancelRequested")) {
                    String side = live.entrySet().stream()
                            .filter(order -> order.getValue().get("intent").equals(record.get("intent")))
                            .findFirst()
                            .orElseThrow()
                            .getKey();
                    live.remove(side);
                    scenario.when(ended("mm1-" + record.get("intent"), side, "CANCELED"));
                    scenario.emitted("OrderRequested").forEach(order -> {
                        live.put(order.get("side"), order);
                        placedNanos.put(order.get("side"), scenario.nowNanos());
                    });
                }
            }
        }
        long orders = scenario.records().stream()
                .filter(record -> record.name().equals("OrderRequested"))
                .count();
        assertThat(orders).as("seed %d", seed).isBetween(50L, 400L);
    }

    private void quoting() {
        scenario.given(top("100", "100.1", "100.04"));
    }

    private static Strategies engine() {
        return new Strategies(List.of(MarketMaker.TYPE));
    }

    private static String set(String parameter, String value) {
        return "ConfigSet key=strategy.mm1." + parameter + " value=" + value;
    }

    private static String top(String bid, String ask, String microprice) {
        return "BookTop instrument=1 status=VALID imbalance=0.4 bid=" + bid + " ask=" + ask + " microprice="
                + microprice;
    }

    private static String ended(String order, String side, String state) {
        return "OrderChanged " + order + " instrument=1 previous=PENDING_SUBMIT reason=REQUESTED side=" + side
                + " state=" + state;
    }
}
