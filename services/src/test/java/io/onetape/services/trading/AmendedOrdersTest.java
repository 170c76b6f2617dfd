package io.onetape.services.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.Emitted;
import io.onetape.services.Processors;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amends through all processors, in flight against fills and cancels, with fills that come twice: what the venue may fill is never more than the limit, 20. */
final class AmendedOrdersTest {
    private static final int LIMIT = 20;

    private final List<Restarting> processors = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private Random random = new Random(0);
    private HonestVenue venue = new HonestVenue(random);
    private Scenario scenario = new Scenario();
    private int taken;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatTheVenueMayFillIsNeverBeyondTheLimit(long seed) {
        run(seed, false);
        assertThat(scenario.emitted("AlertRaised")).as("seed %d", seed).isEmpty();
        assertThat(scenario.emitted("RiskBreached")).as("seed %d", seed).isEmpty();
        assertThat(venue.amended).as("seed %d", seed).isGreaterThan(5);
        assertThat(venue.mostFilled).as("seed %d", seed).isGreaterThan(8); // more than any order was requested for
        assertThat(scenario.emitted("RiskDecision"))
                .as("seed %d", seed)
                .anyMatch(decision -> causeOf(decision).equals("AmendRequested")
                        && decision.get("verdict").equals("REFUSED"));
        List<Emitted> positions = scenario.emitted("PositionChanged");
        assertThat(positions.get(positions.size() - 1).get("position")).isEqualTo("" + venue.position());
        thenNothingIsReserved();
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void processorsThatAreRestoredAtAnyPointGoOnAsIfNothingHadBeen(long seed) {
        run(seed, false);
        List<String> through =
                scenario.records().stream().map(Emitted::toString).toList();
        run(seed, true);
        assertThat(scenario.records().stream().map(Emitted::toString))
                .as("seed %d", seed)
                .containsExactlyElementsOf(through);
    }

    @Test
    void anAmendToMoreIsSentOnceRiskHasPassedItAndHoldsOnceTheVenueSaysSo() {
        begin(1);
        scenario.given(buy("mm1-1", 8), reply("mm1-1", "ACCEPTED"));
        scenario.when("AmendRequested mm1-1 instrument=1 price=101 quantity=15")
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=PASSED worstPosition=15",
                        "SubmitAmend mm1-1 price=101 quantity=15");
        scenario.given("Fill mm1-1 instrument=1 side=BUY price=100 quantity=3 cumulativeQuantity=3");
        scenario.when(buy("mm1-2", 6))
                .thenEmitted("RiskDecision verdict=REFUSED worstPosition=21", "OrderChanged", "OrderChanged");
        scenario.when(reply("mm1-1", "AMENDED price=101 leaves=12"))
                .thenEmitted("OrderChanged mm1-1 state=PARTIALLY_FILLED price=101 quantity=15 leaves=12");
        scenario.when("AmendRequested mm1-1 instrument=1 price=101 quantity=21")
                .thenEmitted(
                        "RiskDecision mm1-1 verdict=REFUSED reason=POSITION_LIMIT",
                        "OrderChanged mm1-1 reason=AMEND_REFUSED quantity=15");
        scenario.when(buy("mm1-3", 5));
        assertThat(scenario.emitted("SubmitOrder")).hasSize(1);
    }

    private void run(long seed, boolean restarts) {
        begin(seed);
        Random whenToRestart = new Random(seed);
        for (int step = 0; step < 1_000; step++) {
            switch (random.nextInt(12)) {
                case 0 -> request();
                case 1, 2, 3 -> amend();
                case 4 -> {
                    if (!names.isEmpty() && random.nextInt(4) == 0) {
                        feed("CancelRequested " + anyName() + " instrument=1");
                    }
                }
                case 5, 6, 7, 8 -> venue.act();
                default -> deliver();
            }
            assertThat(venue.worst(true)).as("seed %d step %d", seed, step).isLessThanOrEqualTo(LIMIT);
            assertThat(venue.worst(false)).as("seed %d step %d", seed, step).isGreaterThanOrEqualTo(-LIMIT);
            if (restarts && whenToRestart.nextInt(8) == 0) {
                processors.forEach(Restarting::restart);
            }
        }
        for (String name : List.copyOf(names)) {
            feed("CancelRequested " + name + " instrument=1");
        }
        while (!venue.isQuiet()) {
            venue.act();
            deliver();
        }
    }

    private void begin(long seed) {
        random = new Random(seed);
        venue = new HonestVenue(random);
        names.clear();
        processors.clear();
        Processors.all().forEach(processor -> processors.add(new Restarting(() -> Processors.named(processor.name()))));
        scenario = new Scenario(processors.toArray(Restarting[]::new));
        taken = 0;
        scenario.given(
                "CycleStarted tapeId=77 sources= instruments=",
                "InstrumentDefined instrument=1 market=USDM contract=LINEAR tickSize=1 lotSize=1 symbol=BTCUSDT quoteAsset=USDT",
                "RiskLimitsSet instrument=0 maximumPosition=" + LIMIT
                        + " maximumNotional=1000000 maximumOpenOrders=4 onBreach=HALTED");
    }

    private void request() {
        String name = "mm1-" + (names.size() + 1);
        names.add(name);
        String request = buy(name, 1 + random.nextInt(8));
        feed(random.nextBoolean() ? request : request.replace("BUY", "SELL"));
    }

    private void amend() {
        if (names.isEmpty()) {
            return;
        }
        String price = random.nextBoolean() ? "null" : Integer.toString(98 + random.nextInt(5));
        String quantity = random.nextInt(4) == 0 ? "null" : Integer.toString(1 + random.nextInt(16));
        feed("AmendRequested " + anyName() + " instrument=1 price=" + price + " quantity=" + quantity);
    }

    /** Of the last few. */
    private String anyName() {
        return names.get(names.size() - 1 - random.nextInt(Math.min(4, names.size())));
    }

    private void deliver() {
        String fact = venue.next();
        if (fact != null) {
            feed(fact);
        }
    }

    private void feed(String fact) {
        scenario.when(fact);
        List<Emitted> records = scenario.records();
        for (; taken < records.size(); taken++) {
            if (records.get(taken).name().startsWith("Submit")) {
                venue.receive(records.get(taken));
            }
        }
    }

    /** All orders have ended: what may still be bought and sold is exactly what the position leaves. */
    private void thenNothingIsReserved() {
        assertThat(StateCopy.text(processors.get(2))).doesNotContain("reserved");
        int buys = LIMIT - venue.position();
        int sells = LIMIT + venue.position();
        scenario.given().when(buy("end-1", buys), buy("end-2", sells).replace("BUY", "SELL"));
        assertThat(scenario.emitted("RiskDecision"))
                .map(decision -> decision.get("worstPosition"))
                .containsExactly("" + LIMIT, "-" + LIMIT);
    }

    private String causeOf(Emitted record) {
        return scenario.records().get((int) record.view().causedBy() - 1).name();
    }

    private static String buy(String order, int quantity) {
        return "OrderRequested " + order
                + " instrument=1 side=BUY price=100 orderType=LIMIT timeInForce=GTC reduceOnly=NO quantity=" + quantity;
    }

    private static String reply(String order, String kind) {
        return "VenueReply " + order + " instrument=1 attempt=1 reason=NONE kind=" + kind;
    }
}
