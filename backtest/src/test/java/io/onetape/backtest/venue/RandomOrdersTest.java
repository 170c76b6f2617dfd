package io.onetape.backtest.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.naive.NaiveOrderByOrder;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FeedStatus;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random crowds, order by order, with our orders among them: the venue and {@link NaiveOrderByOrder} must agree on what stands ahead and on each fill. A single one again:
 * {@code -Donetape.market=SEED}.
 */
final class RandomOrdersTest {
    private static final int MARKETS = Integer.getInteger("onetape.markets", 1_000);
    private static final int STEPS = 150;
    private static final String NOT_KNOWN = Fixed8.toString(Fixed8.NULL);

    private record Public(long id, boolean bid, int price, int quantity) {}

    /** One market: the crowd's book, which matches by itself, and both simulators. */
    private static final class OneMarket {
        private final SplittableRandom random;
        private final TestVenue venue = new TestVenue(QueueRule.L3, FillModel.PARTIAL_FILL, BookSource.DEPTH);
        private final NaiveOrderByOrder naive = new NaiveOrderByOrder();
        private final List<Public> crowd = new ArrayList<>(); // as they joined
        private final List<String> expected = new ArrayList<>();
        private final boolean labelled; // executions are said to be some
        private long lastId;
        private int lastIntent;
        private int middle = 1_000; // of prices in ticks of 0.1: bids below it
        private final Map<Integer, Integer> totals = new HashMap<>(); // of ours, what has filled included
        int fills;
        int crossed;
        int taken;

        OneMarket(long seed) {
            random = new SplittableRandom(seed);
            labelled = random.nextInt(4) > 0;
            for (int i = 0; i < 12; i++) {
                crowd.add(order(random.nextBoolean()));
            }
            snapshot();
        }

        private Public order(boolean bid) {
            int away = random.nextInt(4);
            return new Public(++lastId, bid, bid ? middle - 1 - away : middle + away, 1 + random.nextInt(9));
        }

        void step() {
            int what = random.nextInt(100);
            if (what < 30) {
                add(order(random.nextBoolean()));
            } else if (what < 45) {
                change();
            } else if (what < 55) {
                delete();
            } else if (what < 75) {
                trade(random.nextBoolean());
            } else if (what < 84) {
                join();
            } else if (what < 88) {
                amend();
            } else if (what < 91) {
                cross(random.nextBoolean());
            } else if (what < 94) {
                take(random.nextBoolean());
            } else if (what < 97) {
                cancel();
            } else if (what < 98) {
                miss();
            } else {
                middle += random.nextInt(3) - 1;
            }
        }

        private boolean crosses(Public one) {
            Optional<BigDecimal> ours = naive.best(!one.bid());
            if (ours.isPresent()) {
                int beyond = price(one.price()).compareTo(ours.get());
                if (one.bid() ? beyond >= 0 : beyond <= 0) {
                    return true;
                }
            }
            return crowd.stream()
                    .anyMatch(other -> other.bid() != one.bid()
                            && (one.bid() ? other.price() <= one.price() : other.price() >= one.price()));
        }

        private void add(Public one) {
            if (!crosses(one)) {
                crowd.add(one);
                venue.add(one.id(), side(one.bid()), text(one.quantity()), text(price(one.price())));
                naive.crowd(one.id(), one.bid(), price(one.price()), BigDecimal.valueOf(one.quantity()));
            }
        }

        private void change() {
            if (crowd.isEmpty()) {
                return;
            }
            int at = random.nextInt(crowd.size());
            Public old = crowd.get(at);
            int price = random.nextInt(3) > 0 ? old.price() : order(old.bid()).price();
            Public changed = new Public(old.id(), old.bid(), price, 1 + random.nextInt(9));
            if (crosses(changed)) {
                return;
            }
            if (price == old.price() && changed.quantity() <= old.quantity()) {
                crowd.set(at, changed);
            } else {
                crowd.remove(at);
                crowd.add(changed);
            }
            venue.move(changed.id(), text(changed.quantity()), text(price(price)));
            naive.crowd(changed.id(), changed.bid(), price(price), BigDecimal.valueOf(changed.quantity()));
        }

        private void delete() {
            if (random.nextInt(8) == 0) {
                venue.delete(lastId + 1_000); // nobody knows it
            } else if (!crowd.isEmpty()) {
                Public gone = crowd.remove(random.nextInt(crowd.size()));
                venue.delete(gone.id());
                naive.crowd(gone.id(), gone.bid(), price(gone.price()), BigDecimal.ZERO);
            }
        }

        private void trade(boolean bids) {
            int rest = 1 + random.nextInt(25);
            Map<Integer, Integer> printed = new LinkedHashMap<>();
            Map<Long, BigDecimal> leaves = new LinkedHashMap<>();
            TreeMap<Integer, List<Public>> levels = new TreeMap<>();
            for (Public one : crowd) {
                if (one.bid() == bids) {
                    levels.computeIfAbsent(one.price(), key -> new ArrayList<>())
                            .add(one);
                }
            }
            Iterator<Integer> best = (bids ? levels.descendingKeySet() : levels.navigableKeySet()).iterator();
            while (rest > 0 && best.hasNext()) {
                for (Public one : levels.get(best.next())) {
                    int met = Math.min(rest, one.quantity());
                    rest -= met;
                    if (met > 0) {
                        printed.merge(one.price(), met, Integer::sum);
                        leaves.put(one.id(), BigDecimal.valueOf(one.quantity() - met));
                    }
                }
            }
            boolean unprinted = random.nextInt(5) == 0;
            if (unprinted) {
                tellOrders(leaves);
                venue.pass(200); // until it is clear that no print comes
                leaves.forEach((id, left) -> crowd.stream()
                        .filter(one -> one.id() == id)
                        .forEach(one -> naive.crowd(id, one.bid(), price(one.price()), left)));
            } else {
                tell(bids, printed, leaves, labelled && random.nextBoolean());
            }
            crowd.replaceAll(one -> leaves.containsKey(one.id())
                    ? new Public(
                            one.id(),
                            one.bid(),
                            one.price(),
                            leaves.get(one.id()).intValueExact())
                    : one);
            crowd.removeIf(one -> one.quantity() == 0);
            if (unprinted) {
                return;
            }
            List<Map.Entry<BigDecimal, BigDecimal>> prints = new ArrayList<>();
            printed.forEach((price, quantity) -> prints.add(Map.entry(price(price), BigDecimal.valueOf(quantity))));
            List<String> met = naive.trade(bids, prints, leaves);
            met.forEach(fill -> expected.add("filled " + fill));
            fills += met.size();
        }

        private void tell(
                boolean bids, Map<Integer, Integer> printed, Map<Long, BigDecimal> leaves, boolean executionsFirst) {
            for (int part = 0; part < 2; part++) {
                if (executionsFirst == (part == 0)) {
                    tellOrders(leaves);
                } else {
                    printed.forEach((price, quantity) ->
                            venue.print(side(!bids), text(price(price)), text(BigDecimal.valueOf(quantity))));
                }
            }
        }

        private void tellOrders(Map<Long, BigDecimal> leaves) {
            leaves.forEach((id, left) -> {
                if (labelled) {
                    venue.executed(id, text(left));
                } else if (left.signum() == 0) {
                    venue.delete(id);
                } else {
                    venue.change(id, text(left));
                }
            });
        }

        /** One of the crowd comes at the price of ours or through it, where nobody else is, and goes again. */
        private void cross(boolean bids) {
            Optional<BigDecimal> best = naive.best(bids);
            if (best.isEmpty()) {
                return;
            }
            int price = best.get().movePointRight(1).intValueExact() + (bids ? -1 : 1) * random.nextInt(3);
            boolean meetsTheCrowd = crowd.stream()
                    .anyMatch(one -> one.bid() == bids && (bids ? one.price() >= price : one.price() <= price));
            if (meetsTheCrowd) {
                return;
            }
            int quantity = 1 + random.nextInt(9);
            venue.add(++lastId, side(!bids), text(quantity), text(price(price)));
            List<String> met = naive.crossed(bids, price(price), BigDecimal.valueOf(quantity));
            met.forEach(fill -> expected.add("filled " + fill));
            crossed += met.size();
            venue.delete(lastId);
        }

        /** Ours takes what the crowd shows; its orders then say that they are still there. */
        private void take(boolean buys) {
            TreeMap<Integer, Integer> levels = new TreeMap<>();
            crowd.stream()
                    .filter(one -> one.bid() != buys)
                    .forEach(one -> levels.merge(one.price(), one.quantity(), Integer::sum));
            if (levels.isEmpty()) {
                return;
            }
            int limit = buys ? levels.firstKey() + random.nextInt(3) : levels.lastKey() - random.nextInt(3);
            Optional<BigDecimal> own = naive.best(!buys);
            if (own.isPresent() && (buys ? 1 : -1) * own.get().compareTo(price(limit)) <= 0) {
                return; // it would meet ours
            }
            int rest = 1 + random.nextInt(20);
            int intent = ++lastIntent;
            venue.submit(intent, side(buys), text(rest), text(price(limit)), TimeInForce.IOC, false);
            expected.add("accepted " + intent + " as " + intent + " ahead " + NOT_KNOWN);
            for (int price : buys ? levels.keySet() : levels.descendingKeySet()) {
                int met = (buys ? price <= limit : price >= limit) ? Math.min(rest, levels.get(price)) : 0;
                rest -= met;
                if (met > 0) {
                    expected.add("filled " + intent + " " + met + " @ " + text(price(price)));
                    taken++;
                }
            }
            if (rest > 0) {
                expected.add("expired " + intent + " NO_LIQUIDITY leaves " + rest);
            }
            crowd.stream()
                    .filter(one -> one.bid() != buys)
                    .forEach(one -> venue.change(one.id(), text(one.quantity())));
        }

        private void amend() {
            int intent = Math.max(1, lastIntent - random.nextInt(5));
            if (!naive.has(intent)) {
                return;
            }
            int left = naive.left(intent).intValueExact();
            int total = totals.get(intent);
            boolean bid = naive.isBid(intent);
            if (left > 1 && random.nextBoolean()) {
                int less = 1 + random.nextInt(left - 1);
                totals.put(intent, total - less);
                venue.amend(intent, text(naive.price(intent)), text(total - less));
                naive.reduce(intent, BigDecimal.valueOf(left - less));
                expected.add("amended " + intent + " leaves " + (left - less) + " @ " + text(naive.price(intent))
                        + " in place");
                return;
            }
            int more = 1 + random.nextInt(4);
            Public moved = new Public(0, bid, order(bid).price(), more);
            if (crosses(moved)) {
                return;
            }
            totals.put(intent, total + more);
            venue.amend(intent, text(price(moved.price())), text(total + more));
            naive.cancel(intent);
            BigDecimal ahead = naive.join(intent, bid, price(moved.price()), BigDecimal.valueOf(left + more));
            expected.add("amended " + intent + " leaves " + (left + more) + " @ " + text(price(moved.price()))
                    + " ahead " + text(ahead));
        }

        private void join() {
            boolean bid = random.nextBoolean();
            Public one = order(bid);
            if (!crosses(one)) {
                int intent = ++lastIntent;
                BigDecimal quantity = BigDecimal.valueOf(one.quantity());
                totals.put(intent, one.quantity());
                venue.submit(intent, side(bid), text(quantity), text(price(one.price())), TimeInForce.GTX, false);
                expected.add("accepted " + intent + " as " + intent + " ahead "
                        + text(naive.join(intent, bid, price(one.price()), quantity)));
            }
        }

        private void cancel() {
            int intent = Math.max(1, lastIntent - random.nextInt(5));
            if (naive.has(intent)) {
                venue.cancel(intent);
                naive.cancel(intent);
            }
        }

        /** The connection is lost, and some changes with it; the next snapshot has the rest. */
        private void miss() {
            venue.feed(FeedStatus.DISCONNECTED);
            crowd.removeIf(one -> random.nextInt(4) == 0);
            Public late = order(random.nextBoolean());
            if (!crosses(late)) {
                crowd.add(late);
            }
            snapshot();
        }

        private void snapshot() {
            venue.orders(crowd.stream()
                    .map(one ->
                            one.id() + " " + side(one.bid()) + " " + one.quantity() + " @ " + text(price(one.price())))
                    .toArray(String[]::new));
            naive.crowdIs(crowd.stream().map(Public::id).toList());
            crowd.forEach(
                    one -> naive.crowd(one.id(), one.bid(), price(one.price()), BigDecimal.valueOf(one.quantity())));
        }

        private List<String> heard() {
            List<String> heard = venue.heard.stream()
                    .filter(line -> !line.startsWith("canceled"))
                    .map(line -> line.replaceFirst(" (MAKER|TAKER).*", ""))
                    .toList();
            venue.heard.clear();
            return heard;
        }
    }

    @Test
    void theVenueAndAListOfOrdersAgreeOnEachFill() {
        Long one = Long.getLong("onetape.market");
        long seed = one != null ? one : new SplittableRandom().nextLong() >>> 1;
        System.out.println("seeds " + seed + " to " + (seed + MARKETS - 1));
        int fills = 0;
        int crossed = 0;
        int taken = 0;
        for (int i = 0; i < (one != null ? 1 : MARKETS); i++) {
            OneMarket market = new OneMarket(seed + i);
            for (int step = 0; step < STEPS; step++) {
                market.step();
                assertThat(market.heard())
                        .as("-Donetape.market=" + (seed + i) + ", step " + step)
                        .isEqualTo(market.expected);
                market.expected.clear();
            }
            fills += market.fills;
            crossed += market.crossed;
            taken += market.taken;
        }
        assertThat(one != null || (fills > 5 * MARKETS && crossed > MARKETS / 2 && taken > MARKETS))
                .as("fills " + fills + ", crossed " + crossed + ", taken " + taken)
                .isTrue();
    }

    private static Side side(boolean bid) {
        return bid ? Side.BUY : Side.SELL;
    }

    private static BigDecimal price(int ticks) {
        return BigDecimal.valueOf(ticks, 1).stripTrailingZeros();
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
