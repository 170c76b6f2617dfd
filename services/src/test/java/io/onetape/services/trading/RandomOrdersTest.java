package io.onetape.services.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderState;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import io.onetape.services.account.Account;
import io.onetape.services.account.CheckedAccount;
import io.onetape.services.execution.Execution;
import io.onetape.services.risk.Risk;
import io.onetape.services.trading.OrderBookkeeping.Seen;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random requests of two strategies, at a venue that answers late, twice, never or out of turn. */
final class RandomOrdersTest {
    private static final int STEPS = 400;
    private static final String[] ANSWERS = {
        "ACCEPTED", "REJECTED", "CANCELED", "CANCEL_REJECTED", "AMENDED", "AMEND_REJECTED", "EXPIRED", "NO_REPLY"
    };

    private Scenario scenario = new Scenario(new Risk(), new Execution(), new CheckedAccount(new Account()));
    private final OrderBookkeeping book = new OrderBookkeeping(Fixed8.ONE);
    private final long[] lastIntent = new long[2];
    private int taken;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anHonestVenueNeverBringsUsBeyondALimitNorContradictsUs(long seed) {
        Random random = new Random(seed);
        begin();
        for (int step = 0; step < STEPS; step++) {
            List<Seen> open = book.orders().stream().filter(Seen::isOpen).toList();
            if (open.isEmpty() || random.nextInt(3) == 0) {
                scenario.when(request(random));
            } else {
                Seen order = open.get(random.nextInt(open.size()));
                scenario.when(
                        random.nextInt(5) == 0
                                ? "CancelRequested " + order.name + " instrument=1"
                                : honest(order, random));
            }
            takeNew();
            book.assertWithinLimit("seed " + seed + " step " + step);
        }
        assertThat(scenario.emitted("AlertRaised"))
                .as("seed %d", seed)
                .allMatch(alert -> "circuit-open".equals(alert.get("name"))); // some requests stay without an answer
        assertThat(scenario.emitted("RiskBreached")).as("seed %d", seed).isEmpty();
        assertThat(book.orders()).as("seed %d", seed).anyMatch(order -> order.state == OrderState.FILLED);
        assertPosition(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void aChaoticVenueNeverMakesUsTakeAnIllegalStep(long seed) {
        Random random = new Random(seed);
        begin();
        for (int step = 0; step < STEPS; step++) {
            List<Seen> all = book.orders();
            if (all.isEmpty() || random.nextInt(3) == 0) {
                scenario.when(request(random));
            } else {
                Seen order = all.get(Math.max(0, all.size() - 1 - random.nextInt(20)));
                scenario.when(
                        switch (random.nextInt(3)) {
                            case 0 -> "CancelRequested " + order.name + " instrument=1";
                            case 1 ->
                                "Fill " + order.name + " instrument=1 price=100 quantity=0.01 side="
                                        + (order.buy ? "BUY" : "SELL");
                            default -> reply(order, ANSWERS[random.nextInt(ANSWERS.length)]);
                        });
            }
            takeNew();
        }
        assertThat(scenario.emitted("AlertRaised")).as("seed %d", seed).isNotEmpty();
        assertPosition(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void processorsThatAreRestoredAtAnyPointGoOnAsIfNothingHadBeen(long seed) {
        Random random = new Random(seed);
        Risk risk = new Risk();
        Execution execution = new Execution();
        Account account = new Account();
        scenario = new Scenario(risk, execution, new CheckedAccount(account));
        begin();
        for (int step = 0; step < 200; step++) {
            List<Seen> open = book.orders().stream().filter(Seen::isOpen).toList();
            String next = open.isEmpty() || random.nextInt(3) == 0
                    ? request(random)
                    : honest(open.get(random.nextInt(open.size())), random);
            boolean compared = step % 20 == 0;
            Scenario other = !compared
                    ? scenario
                    : new Scenario(
                            StateCopy.copy(risk, new Risk()),
                            StateCopy.copy(execution, new Execution()),
                            StateCopy.copy(account, new Account()));
            scenario.given().when(next);
            if (compared) {
                other.when(next);
                assertThat(other.emitted().stream().map(Object::toString))
                        .as("seed %d step %d", seed, step)
                        .containsExactlyElementsOf(scenario.emitted().stream()
                                .map(Object::toString)
                                .toList());
            }
            takeNew();
        }
    }

    private void begin() {
        scenario.given(
                "CycleStarted tapeId=77 sources= instruments=",
                "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001 quoteAsset=USDT",
                "ConfigSet key=risk.maximumRejectionsPerMinute value=100000",
                "RiskLimitsSet instrument=0 maximumPosition=1 maximumNotional=1000000 maximumOpenOrders=6");
    }

    private String request(Random random) {
        int strategy = random.nextInt(2);
        String name = (strategy == 0 ? "mm1-" : "arb-") + ++lastIntent[strategy];
        return "OrderRequested " + name
                + " instrument=1 orderType=LIMIT timeInForce=GTC reduceOnly=NO price=100 quantity="
                + Fixed8.toString((1 + random.nextInt(400)) * (Fixed8.ONE / 1000)) + " side="
                + (random.nextBoolean() ? "BUY" : "SELL");
    }

    /** What a venue may say of an order that it has: it may only refuse a cancel before it has seen anything else of it. */
    private static String honest(Seen order, Random random) {
        boolean unanswered = order.state == OrderState.PENDING_SUBMIT;
        return switch (random.nextInt(unanswered ? 8 : 7)) {
            case 0, 1 -> reply(order, "ACCEPTED");
            case 2, 3, 4 -> fill(order, random);
            case 5 -> reply(order, "CANCELED");
            case 6 -> reply(order, random.nextBoolean() ? "NO_REPLY" : "CANCEL_REJECTED");
            default -> reply(order, "REJECTED");
        };
    }

    private static String fill(Seen order, Random random) {
        long lots = order.leaves() / (Fixed8.ONE / 1000);
        long quantity = random.nextBoolean() ? order.leaves() : (1 + random.nextLong(lots)) * (Fixed8.ONE / 1000);
        return "Fill " + order.name + " instrument=1 price=100 side=" + (order.buy ? "BUY" : "SELL") + " quantity="
                + Fixed8.toString(quantity) + " cumulativeQuantity=" + Fixed8.toString(order.filled + quantity);
    }

    private static String reply(Seen order, String kind) {
        return "VenueReply " + order.name + " instrument=1 attempt=1 reason=VENUE kind=" + kind;
    }

    private void takeNew() {
        var records = scenario.records();
        for (; taken < records.size(); taken++) {
            book.take(records.get(taken));
        }
    }

    private void assertPosition(long seed) {
        var positions = scenario.emitted("PositionChanged");
        assertThat(positions.get(positions.size() - 1).get("position"))
                .as("seed %d", seed)
                .isEqualTo(Fixed8.toString(book.position()));
    }
}
