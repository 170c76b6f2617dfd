package io.onetape.services.strategy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordView;
import io.onetape.replay.Emitter;
import io.onetape.replay.Processor;
import io.onetape.services.Emitted;
import io.onetape.services.Processors;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Two books that wander and jump, break and heal, halts, and a venue that fills, refuses, forgets and cancels as the seed says. Keeps the orders and
 * positions of strategy k1 by itself. Everything follows from the seed and from what the strategy emits.
 */
final class RandomMarket {
    /** An order as the venue knows it. */
    static final class Order {
        final long intent;
        final int instrument;
        final boolean buy;
        final boolean immediate;
        final long price;
        long leaves;
        boolean cancelled;

        private Order(Emitted requested) {
            intent = Long.parseLong(requested.get("intent"));
            instrument = requested.view().instrument();
            buy = requested.get("side").equals("BUY");
            immediate = requested.get("timeInForce").equals("IOC");
            price = Fixed8.parse(requested.get("price"));
            leaves = Fixed8.parse(requested.get("quantity"));
        }
    }

    /** The engine, which becomes a restored copy of itself when told to; its timers are the loop's. */
    private static final class Restored implements Processor {
        private Strategies strategies = new Strategies(Processors.strategyTypes());

        void restore() {
            strategies = StateCopy.copy(strategies, new Strategies(Processors.strategyTypes()));
        }

        @Override
        public String name() {
            return strategies.name();
        }

        @Override
        public void onRecord(RecordView record, Emitter out) {
            strategies.onRecord(record, out);
        }

        @Override
        public void onTimer(long timer, long dueNanos, Emitter out) {
            strategies.onTimer(timer, dueNanos, out);
        }

        @Override
        public void writeState(WireOut state) {
            strategies.writeState(state);
        }

        @Override
        public void readState(WireIn state) {
            strategies.readState(state);
        }
    }

    final List<Emitted> emitted = new ArrayList<>();
    final Map<Long, Order> open = new TreeMap<>();
    final long[] positions = new long[3];
    final boolean[] valid = new boolean[3];
    long fills;
    private final Random random;
    private final boolean restoring;
    private final Restored engine = new Restored();
    private final Scenario scenario = new Scenario(engine);
    private final long[] ticks = {0, 1_000, 500};

    RandomMarket(long seed, boolean restoring) {
        this.random = new Random(seed);
        this.restoring = restoring;
    }

    void start(List<String> settings) {
        scenario.given(KindScenario.define(1, "BTCUSDT"), KindScenario.define(2, "ETHUSDT"));
        settings.forEach(setting -> feed(KindScenario.set(setting)));
    }

    /** Time passes, and then one fact; what the strategy emits on it is returned, and known to the venue. */
    List<Emitted> step() {
        if (restoring && random.nextInt(20) == 0) {
            engine.restore();
        } else if (!restoring) {
            random.nextInt(20); // so that both runs draw the same
        }
        Duration after = Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(1, 4_000) : random.nextInt(1, 300));
        scenario.later(after);
        feed("Tick"); // so that no timer is left to come between the venue's decision and the fact
        scenario.later(Duration.ZERO);
        Order order = open.isEmpty() || random.nextInt(3) == 0 ? null : any();
        if (order != null) {
            return feed(answer(order));
        }
        int chance = random.nextInt(200);
        if (chance == 0) {
            return feed("TradingHalted reason=REQUESTED state=" + (random.nextBoolean() ? "HALTED" : "REDUCE_ONLY"));
        }
        return feed(chance < 10 ? "TradingResumed" : top(random.nextInt(1, 3)));
    }

    private Order any() {
        List<Order> all = new ArrayList<>(open.values());
        return all.get(random.nextInt(all.size()));
    }

    private String top(int instrument) {
        int move = random.nextInt(40);
        ticks[instrument] += move == 0 ? random.nextInt(-30, 31) : move < 20 ? random.nextInt(-2, 3) : 0;
        valid[instrument] = random.nextInt(30) > 0;
        String bid = price(ticks[instrument]);
        String ask = price(ticks[instrument] + 1 + random.nextInt(3));
        return "BookTop instrument=" + instrument + " status=" + (valid[instrument] ? "VALID" : "GAP") + " bid=" + bid
                + " ask=" + ask + " microprice=" + bid + " imbalance=" + price(random.nextInt(-10, 11));
    }

    private static String price(long ticks) {
        return Fixed8.toString(ticks * (Fixed8.ONE / 10));
    }

    /** What the venue does with it next. */
    private String answer(Order order) {
        int chance = random.nextInt(10);
        String start = "OrderChanged k1-" + order.intent + " instrument=" + order.instrument + " side=" + side(order);
        if (order.cancelled && chance == 0) {
            order.cancelled = false;
            return start + " previous=SUBMITTED state=SUBMITTED reason=UNKNOWN_ORDER";
        }
        if ((order.cancelled && chance < 8) || (order.immediate && chance < 4)) {
            open.remove(order.intent);
            return start + " previous=SUBMITTED reason=REQUESTED state=" + (order.immediate ? "EXPIRED" : "CANCELED");
        }
        if (chance == 9 && random.nextInt(4) == 0) {
            open.remove(order.intent);
            return start + " previous=PENDING_SUBMIT state=REJECTED reason="
                    + (random.nextBoolean() ? "POST_ONLY_WOULD_CROSS" : "NOTIONAL_LIMIT");
        }
        long lots = order.leaves / (Fixed8.ONE / 1_000);
        long quantity = random.nextBoolean() ? order.leaves : random.nextLong(1, lots + 1) * (Fixed8.ONE / 1_000);
        order.leaves -= quantity;
        positions[order.instrument] += order.buy ? quantity : -quantity;
        fills++;
        if (order.leaves == 0) {
            open.remove(order.intent);
        }
        return "Fill k1-" + order.intent + " instrument=" + order.instrument + " side=" + side(order) + " price="
                + Fixed8.toString(order.price) + " quantity=" + Fixed8.toString(quantity);
    }

    private static String side(Order order) {
        return order.buy ? "BUY" : "SELL";
    }

    private List<Emitted> feed(String fact) {
        scenario.given().when(fact);
        List<Emitted> now = scenario.emitted();
        emitted.addAll(now);
        for (Emitted record : now) {
            if (record.name().equals("OrderRequested")) {
                Order order = new Order(record);
                open.put(order.intent, order);
            } else if (record.name().equals("CancelRequested")) {
                open.get(Long.parseLong(record.get("intent"))).cancelled = true;
            }
        }
        return now;
    }
}
