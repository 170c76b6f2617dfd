package io.onetape.backtest.venue;

import io.onetape.journal.schema.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The probabilistic queue models as their formulas stand in the literature, with decimals: of each order what is ahead of it, what its level showed last, and what was
 * printed since. Prices are in tenths, quantities are whole numbers, fronts have eight decimals.
 */
final class NaiveFronts {
    private static final int DECIMALS = 8;

    private static final class Order {
        final int intent;
        final boolean buys;
        final long price;
        BigDecimal leaves;
        BigDecimal front;
        BigDecimal level;
        BigDecimal printed = BigDecimal.ZERO;

        Order(int intent, boolean buys, long price, BigDecimal leaves, BigDecimal level) {
            this.intent = intent;
            this.buys = buys;
            this.price = price;
            this.leaves = leaves;
            this.front = level;
            this.level = level;
        }
    }

    private final String model;
    private final double n;
    private final List<Order> orders = new ArrayList<>(); // the oldest first
    private final Map<Long, BigDecimal> bids = new TreeMap<>();
    private final Map<Long, BigDecimal> asks = new TreeMap<>();
    final List<String> fills = new ArrayList<>();

    NaiveFronts(String model, double n) {
        this.model = model;
        this.n = n;
    }

    /** False if post-only refuses it. */
    boolean submit(int intent, Side side, long price, int quantity) {
        boolean buys = side == Side.BUY;
        boolean meetsBook = book(!buys).keySet().stream().anyMatch(other -> buys ? price >= other : price <= other);
        boolean meetsOurs = orders.stream()
                .anyMatch(other -> other.buys != buys && (buys ? price >= other.price : price <= other.price));
        if (meetsBook || meetsOurs) {
            return false;
        }
        BigDecimal level = book(buys).getOrDefault(price, BigDecimal.ZERO);
        orders.add(new Order(intent, buys, price, BigDecimal.valueOf(quantity), level));
        return true;
    }

    void cancel(int intent) {
        orders.removeIf(order -> order.intent == intent);
    }

    void shows(Side side, long price, int quantity) {
        boolean buys = side == Side.BUY;
        BigDecimal shown = BigDecimal.valueOf(quantity);
        book(buys).put(price, shown);
        book(buys).values().removeIf(level -> level.signum() == 0);
        for (Order order : orders) {
            if (order.buys == buys && order.price == price) {
                BigDecimal canceled = order.level.subtract(order.printed).subtract(shown);
                if (canceled.signum() > 0) {
                    BigDecimal back = order.level.subtract(order.front).max(BigDecimal.ZERO);
                    BigDecimal chance = new BigDecimal(chance(order.front.doubleValue(), back.doubleValue()));
                    BigDecimal behind = chance.multiply(canceled).setScale(DECIMALS, RoundingMode.HALF_EVEN);
                    BigDecimal ahead = canceled.subtract(behind); // front - (1 - p) c
                    BigDecimal missing = back.subtract(behind).min(BigDecimal.ZERO); // + min(back - p c, 0)
                    order.front = order.front.subtract(ahead).add(missing);
                }
                order.front = order.front.min(shown).max(BigDecimal.ZERO);
                order.level = shown;
                order.printed = BigDecimal.ZERO;
            }
        }
    }

    private double chance(double front, double back) {
        if (front + back == 0) {
            return 1;
        }
        return switch (model) {
            case "power" -> StrictMath.pow(back, n) / (StrictMath.pow(back, n) + StrictMath.pow(front, n));
            case "power2" -> StrictMath.pow(back, n) / StrictMath.pow(back + front, n);
            case "power3" -> 1 - StrictMath.pow(front / (front + back), n);
            case "log" -> StrictMath.log1p(back) / (StrictMath.log1p(back) + StrictMath.log1p(front));
            default -> StrictMath.log1p(back) / StrictMath.log1p(back + front);
        };
    }

    void print(Side aggressor, long price, int quantity) {
        boolean buys = aggressor == Side.SELL;
        BigDecimal rest = BigDecimal.valueOf(quantity);
        BigDecimal gone = BigDecimal.ZERO; // of the crowd at the print's own price
        for (Order order : inOrder(buys)) {
            if (order.price == price) {
                BigDecimal ahead =
                        order.front.subtract(gone).max(BigDecimal.ZERO).min(rest);
                rest = rest.subtract(ahead);
                gone = gone.add(ahead);
                order.front = order.front.subtract(gone).max(BigDecimal.ZERO);
                order.printed = order.printed.add(BigDecimal.valueOf(quantity));
            } else if (buys ? order.price > price : order.price < price) {
                order.front = BigDecimal.ZERO;
            } else {
                break;
            }
            rest = rest.subtract(fill(order, rest));
        }
        orders.removeIf(order -> order.leaves.signum() == 0);
    }

    /** To be called after all levels of an update are shown. */
    void fillCrossed() {
        for (boolean buys : new boolean[] {true, false}) {
            BigDecimal used = BigDecimal.ONE;
            while (used.signum() > 0 && !book(!buys).isEmpty()) {
                long best = book(!buys).keySet().stream()
                        .min(buys ? Comparator.naturalOrder() : Comparator.reverseOrder())
                        .orElseThrow();
                BigDecimal rest = book(!buys).get(best);
                used = rest;
                for (Order order : inOrder(buys)) {
                    if (buys ? order.price >= best : order.price <= best) {
                        order.front = BigDecimal.ZERO;
                        rest = rest.subtract(fill(order, rest));
                    }
                }
                used = used.subtract(rest);
                book(!buys).put(best, rest);
                book(!buys).values().removeIf(level -> level.signum() == 0);
                orders.removeIf(order -> order.leaves.signum() == 0);
            }
        }
    }

    private BigDecimal fill(Order order, BigDecimal available) {
        BigDecimal quantity = available.min(order.leaves);
        if (quantity.signum() > 0) {
            order.leaves = order.leaves.subtract(quantity);
            fills.add(quantity.stripTrailingZeros().toPlainString() + " of " + order.intent + " @ " + order.price);
        }
        return quantity;
    }

    /** The best price first, of one price the oldest. */
    private List<Order> inOrder(boolean buys) {
        return orders.stream()
                .filter(order -> order.buys == buys)
                .sorted(Comparator.comparingLong(order -> buys ? -order.price : order.price))
                .toList();
    }

    private Map<Long, BigDecimal> book(boolean buys) {
        return buys ? bids : asks;
    }
}
