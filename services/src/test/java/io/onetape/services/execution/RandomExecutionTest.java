package io.onetape.services.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderState;
import io.onetape.services.Emitted;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import io.onetape.services.orders.OrderLifeCycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random requests, amends, cancels and halts, against a venue that loses, repeats and, at its worst, disorders what it says. */
final class RandomExecutionTest {
    private static final int STEPS = 250;

    /** What the tape says of one order. */
    private static final class Seen {
        OrderState state = OrderState.NEW;
        long filled;
        long quantity;
        int attempts;
    }

    private final Map<String, Seen> orders = new TreeMap<>();
    private final Set<String> fills = new HashSet<>();
    private final List<String> alerts = new ArrayList<>();
    private Execution execution = new Execution();
    private Scenario scenario = new Scenario(new PassingRisk(), execution);
    private ModelVenue venue = new ModelVenue(new Random(0), false);
    private Random random = new Random(0);
    private String where = "";
    private int taken;
    private int intents;

    @Test
    void withAVenueThatLosesAndRepeatsNothingIsEverContradictedAndAllIsWellInTheEnd() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 40; seed++) {
            begin(seed, true);
            run(false);
            finish();
            assertThat(alerts).as(where).isEmpty();
            for (Map.Entry<String, Seen> order : orders.entrySet()) {
                Seen seen = order.getValue();
                assertThat(seen.filled / Fixed8.ONE)
                        .as("%s of %s", where, order.getKey())
                        .isEqualTo(venue.filled(order.getKey()));
                assertThat(seen.filled).as("%s of %s", where, order.getKey()).isLessThanOrEqualTo(seen.quantity);
                boolean rests = venue.open().stream().anyMatch(live -> live.name.equals(order.getKey()));
                assertThat(OrderLifeCycle.isTerminal(seen.state))
                        .as("%s: %s %s", where, order.getKey(), seen.state)
                        .isEqualTo(!rests);
            }
        }
    }

    @Test
    void withAVenueThatDisordersWhatItSaysOnlyLegalStepsAreTaken() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 30; seed++) {
            begin(seed, true);
            run(true);
        }
    }

    private void begin(long seed, boolean losesReplies) {
        where = "seed " + seed;
        random = new Random(seed);
        venue = new ModelVenue(random, losesReplies);
        execution = new Execution();
        scenario = new Scenario(new PassingRisk(), execution);
        orders.clear();
        fills.clear();
        alerts.clear();
        taken = 0;
        intents = 0;
        feed("CycleStarted tapeId=77 sources= instruments=");
        feed(
                "InstrumentDefined instrument=1 market=USDM contract=LINEAR tickSize=1 lotSize=1 minimumNotional=5 symbol=BTCUSDT");
        feed("ConfigSet key=execution.requoteMinMillis value=5");
        feed("ConfigSet key=execution.cancelsPerSecond value=40");
        feed("ConfigSet key=execution.ordersPerSecond value=60");
        feed("BookTop instrument=1 status=VALID bid=100 ask=102");
    }

    private void run(boolean disorder) {
        for (int step = 0; step < STEPS; step++) {
            where = where.replaceAll(" step.*", "") + " step " + step;
            switch (random.nextInt(14)) {
                case 0 -> feed(request(++intents));
                case 1 -> withAnOrder("CancelRequested ", " instrument=1");
                case 2 ->
                    withAnOrder(
                            "AmendRequested ",
                            " instrument=1 price=" + (95 + random.nextInt(8)) + " quantity="
                                    + (1 + random.nextInt(12)));
                case 3 -> venue.moveBook();
                case 4 -> scenario.later(Duration.ofMillis(random.nextInt(200)));
                case 5 -> rarely();
                default -> {
                    venue.act();
                    deliver(disorder);
                    deliver(disorder);
                }
            }
            if (random.nextInt(60) == 0) {
                assertThat(StateCopy.text(StateCopy.copy(execution, new Execution())))
                        .as(where)
                        .isEqualTo(StateCopy.text(execution));
            }
        }
    }

    private void rarely() {
        switch (random.nextInt(8)) {
            case 0 -> feed("OperatorCommand who=me what=cancel-all why=test");
            case 1 ->
                feed("TradingHalted reason=REQUESTED state=" + (random.nextBoolean() ? "HALTED" : "REDUCE_ONLY")
                        + " flatten=NO");
            case 2 -> feed("TradingHalted reason=REQUESTED state=HALTED flatten=YES");
            case 3 -> feed("TradingResumed detail=ok");
            case 4 -> feed("CircuitChanged circuit=venue state=" + (random.nextBoolean() ? "OPEN" : "HALF_OPEN"));
            default -> feed("CircuitChanged circuit=venue state=CLOSED");
        }
    }

    private void deliver(boolean disorder) {
        String next = disorder ? venue.any() : venue.next();
        if (next == null) {
            return;
        }
        feed(next);
        boolean streamed = !next.contains("REJECTED") && !next.contains("NO_REPLY");
        if (random.nextInt(6) == 0 && (streamed || disorder)) {
            feed(next);
        }
    }

    /** All that was asked is answered, and time passes until nothing happens any more. */
    private void finish() {
        feed("CircuitChanged circuit=venue state=CLOSED");
        venue.losesReplies = false;
        venue.settleBook();
        int rounds = 0;
        for (int quiet = 0; quiet < 5; quiet++) {
            while (!venue.isQuiet()) {
                venue.process();
                venue.answerQuestion();
                deliver(false);
                quiet = 0;
                assertThat(++rounds)
                        .as("%s: rounds until nothing happens", where)
                        .isLessThan(5_000);
            }
            scenario.later(Duration.ofSeconds(31)); // longer than a circuit stays open
            feed("Tick wallNanos=0");
        }
    }

    private String request(int intent) {
        int quantity = 1 + random.nextInt(12);
        String side = random.nextBoolean() ? "BUY" : "SELL";
        String order =
                "OrderRequested mm1-" + intent + " instrument=1 reduceOnly=NO side=" + side + " quantity=" + quantity;
        return switch (random.nextInt(4)) {
            case 0 -> order + " orderType=LIMIT timeInForce=GTC price=" + (96 + random.nextInt(10));
            case 1 -> order + " orderType=MARKET timeInForce=IOC price=null";
            default ->
                order + " orderType=LIMIT timeInForce=GTX price=null pricing=BEST urgentAfterNanos="
                        + (random.nextBoolean() ? 0 : 300_000_000);
        };
    }

    private void withAnOrder(String before, String after) {
        if (intents > 0) {
            feed(before + "mm1-" + (1 + random.nextInt(intents)) + after);
        }
    }

    private void feed(String text) {
        scenario.when(text);
        List<Emitted> records = scenario.records();
        for (; taken < records.size(); taken++) {
            take(records.get(taken));
        }
    }

    private void take(Emitted record) {
        switch (record.name()) {
            case "SubmitOrder" -> {
                Seen order = order(record);
                order.attempts++;
                assertThat(record.get("attempt")).as(where).isEqualTo(Integer.toString(order.attempts));
                venue.receive(record);
            }
            case "SubmitCancel", "SubmitAmend" -> venue.receive(record);
            case "Fill" -> {
                if (fills.add(record.toString())) {
                    order(record).filled += Fixed8.parse(record.get("quantity"));
                }
            }
            case "OrderChanged" -> changed(record);
            case "AlertRaised" -> {
                if (!"circuit-open".equals(record.get("name"))) { // replies are lost here, five in 30 s too
                    alerts.add(record.toString());
                }
            }
            default -> {}
        }
    }

    private void changed(Emitted record) {
        Seen order = order(record);
        OrderState previous = OrderState.valueOf(record.get("previous"));
        OrderState next = OrderState.valueOf(record.get("state"));
        assertThat(previous).as("%s: %s", where, record).isEqualTo(order.state);
        assertThat(previous == next || OrderLifeCycle.allows(previous, next))
                .as("%s: %s", where, record)
                .isTrue();
        order.state = next;
        order.quantity = Fixed8.parse(record.get("quantity"));
        long cumulative = Fixed8.parse(record.get("cumulativeQuantity"));
        assertThat(cumulative).as("%s: %s", where, record).isEqualTo(order.filled);
        long leaves = OrderLifeCycle.isTerminal(next) ? 0 : Math.max(0, order.quantity - cumulative);
        assertThat(Fixed8.parse(record.get("leaves")))
                .as("%s: %s", where, record)
                .isEqualTo(leaves);
    }

    private Seen order(Emitted record) {
        return orders.computeIfAbsent(record.get("strategy") + "-" + record.get("intent"), name -> new Seen());
    }
}
