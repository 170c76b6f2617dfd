package io.onetape.backtest.venue;

import io.onetape.journal.schema.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The rules for resting orders, written for clarity: every queue is a list of units, each of the crowd (0) or of one of our orders (its intent), the oldest
 * first. Prices are in tenths, quantities are whole numbers.
 */
final class NaiveQueues {
    /** Between the fills of two events or two levels, which stay two. */
    static final String NEXT = "-";

    private static final int CROWD = 0;

    /** What was asked for last under an intent. */
    private record Terms(boolean buys, long price, int quantity) {}

    private final Map<Integer, Terms> known = new TreeMap<>();
    private final boolean partialFills;
    private final NavigableMap<Long, List<Integer>> ourBids = new TreeMap<>(Collections.reverseOrder());
    private final NavigableMap<Long, List<Integer>> ourAsks = new TreeMap<>();
    private final NavigableMap<Long, Integer> bids = new TreeMap<>(Collections.reverseOrder());
    private final NavigableMap<Long, Integer> asks = new TreeMap<>();
    final List<String> fills = new ArrayList<>();

    NaiveQueues(boolean partialFills) {
        this.partialFills = partialFills;
    }

    /** False if post-only refuses it. */
    boolean submit(int intent, Side side, long price, int quantity) {
        boolean buys = side == Side.BUY;
        if (crosses(buys, price, book(!buys)) || crosses(buys, price, ours(!buys))) {
            return false;
        }
        List<Integer> queue = ours(buys).computeIfAbsent(price, p -> new ArrayList<>());
        while (Collections.frequency(queue, CROWD) < book(buys).getOrDefault(price, 0)) {
            queue.add(CROWD);
        }
        queue.addAll(Collections.nCopies(quantity, intent));
        known.put(intent, new Terms(buys, price, quantity));
        return true;
    }

    void cancel(int intent) {
        for (boolean buys : new boolean[] {true, false}) {
            ours(buys).values().forEach(queue -> queue.removeIf(unit -> unit == intent));
            forgetEmptyQueues(buys);
        }
    }

    /** What a venue says of an amend of a post-only order. Less quantity takes our last units away; anything else is a new place. */
    String amend(int intent, long price, int quantity) {
        Terms terms = known.get(intent);
        int leaves = terms == null
                ? 0
                : Collections.frequency(ours(terms.buys).getOrDefault(terms.price, List.of()), intent);
        if (terms == null || leaves == 0) {
            return "amend rejected " + intent + " UNKNOWN_ORDER";
        }
        int rest = quantity - (terms.quantity - leaves);
        if (rest <= 0) {
            return "amend rejected " + intent + " QUANTITY_OUT_OF_RANGE";
        }
        if (price == terms.price && quantity <= terms.quantity) {
            List<Integer> queue = ours(terms.buys).get(price);
            for (int i = rest; i < leaves; i++) {
                queue.remove(queue.lastIndexOf(intent));
            }
            known.put(intent, new Terms(terms.buys, price, quantity));
            return "amended " + intent + " leaves " + rest;
        }
        cancel(intent);
        boolean taken = submit(intent, terms.buys ? Side.BUY : Side.SELL, price, rest);
        known.put(intent, new Terms(terms.buys, price, quantity));
        return taken ? "amended " + intent + " leaves " + rest : "amend rejected " + intent + " POST_ONLY_WOULD_CROSS";
    }

    void shows(Side side, long price, int quantity) {
        boolean buys = side == Side.BUY;
        if (quantity == 0) {
            book(buys).remove(price);
        } else {
            book(buys).put(price, quantity);
        }
        List<Integer> queue = ours(buys).get(price);
        while (queue != null && Collections.frequency(queue, CROWD) > quantity) {
            queue.remove(queue.lastIndexOf(CROWD));
        }
    }

    void print(Side aggressor, long price, int quantity) {
        boolean buys = aggressor == Side.SELL;
        int rest = quantity;
        for (long ours : List.copyOf(ours(buys).keySet())) {
            if (buys ? ours > price : ours < price) {
                ours(buys).get(ours).removeIf(unit -> unit == CROWD);
            } else if (ours != price) {
                break;
            }
            rest = meet(ours, ours(buys).get(ours), rest);
        }
        forgetEmptyQueues(buys);
    }

    /** To be called after all levels of an update are shown. */
    void fillCrossed() {
        for (boolean buys : new boolean[] {true, false}) {
            while (!ours(buys).isEmpty() && crosses(buys, ours(buys).firstKey(), book(!buys))) {
                long opposite = book(!buys).firstKey();
                int rest = book(!buys).firstEntry().getValue();
                for (long ours : List.copyOf(ours(buys).keySet())) {
                    if (buys ? ours >= opposite : ours <= opposite) {
                        ours(buys).get(ours).removeIf(unit -> unit == CROWD);
                        rest = meet(ours, ours(buys).get(ours), rest);
                    }
                }
                forgetEmptyQueues(buys);
                fills.add(NEXT);
                if (rest == 0) {
                    book(!buys).remove(opposite);
                } else {
                    book(!buys).put(opposite, rest);
                }
            }
        }
    }

    private int meet(long price, List<Integer> queue, int available) {
        int rest = available;
        while (rest > 0 && !queue.isEmpty()) {
            int first = queue.get(0);
            int units = partialFills || first == CROWD ? 1 : Collections.frequency(queue, first);
            for (int i = 0; i < units; i++) {
                queue.remove((Integer) first);
            }
            rest -= Math.min(units, rest);
            if (first != CROWD) {
                filled(first, units, price);
            }
        }
        return rest;
    }

    /** Units of one event, level and order are one fill. */
    private void filled(int intent, int units, long price) {
        String suffix = " of " + intent + " @ " + price;
        int last = fills.size() - 1;
        if (partialFills && last >= 0 && fills.get(last).endsWith(suffix)) {
            int before = Integer.parseInt(
                    fills.get(last).substring(0, fills.get(last).indexOf(' ')));
            fills.set(last, (before + units) + suffix);
        } else {
            fills.add(units + suffix);
        }
    }

    private static boolean crosses(boolean buys, long price, NavigableMap<Long, ?> opposite) {
        return !opposite.isEmpty() && (buys ? price >= opposite.firstKey() : price <= opposite.firstKey());
    }

    /** A queue in which none of ours is left says nothing. */
    private void forgetEmptyQueues(boolean buys) {
        ours(buys).values().removeIf(queue -> queue.stream().allMatch(unit -> unit == CROWD));
    }

    private NavigableMap<Long, List<Integer>> ours(boolean buys) {
        return buys ? ourBids : ourAsks;
    }

    private NavigableMap<Long, Integer> book(boolean buys) {
        return buys ? bids : asks;
    }
}
