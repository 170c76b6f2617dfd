package io.onetape.backtest.naive;

import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Queues order by order as one would keep them on paper: one list of all orders, the crowd's and ours, in the order in which they joined. Shares nothing with the simulated
 * venue. A trade walks down the list; what the recording says of an order is the most that it has.
 */
public final class NaiveOrderByOrder {
    private static final class Entry {
        private final boolean ours;
        private final long id;
        private final boolean bid;
        private final BigDecimal price;
        private BigDecimal shown; // on the recording; of ours nothing
        private BigDecimal left; // in our world

        Entry(boolean ours, long id, boolean bid, BigDecimal price, BigDecimal quantity) {
            this.ours = ours;
            this.id = id;
            this.bid = bid;
            this.price = price;
            shown = quantity;
            left = quantity;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    private Stream<Entry> at(boolean bid, BigDecimal price) {
        return entries.stream().filter(entry -> entry.bid == bid && entry.price.compareTo(price) == 0);
    }

    private Optional<Entry> find(boolean ours, long id) {
        return entries.stream()
                .filter(entry -> entry.ours == ours && entry.id == id)
                .findFirst();
    }

    /** An order of the crowd is there with so much, 0: it is gone. */
    public void crowd(long id, boolean bid, BigDecimal price, BigDecimal quantity) {
        Optional<Entry> known = find(false, id);
        if (known.isPresent()
                && known.get().price.compareTo(price) == 0
                && quantity.compareTo(known.get().shown) <= 0
                && quantity.signum() > 0) {
            // a cancel of part: of what is left in our world as much as the recording still shows
            known.get().shown = quantity;
            known.get().left = known.get().left.min(quantity);
            return;
        }
        known.ifPresent(entries::remove);
        if (quantity.signum() > 0) {
            entries.add(new Entry(false, id, bid, price, quantity));
        }
    }

    /** All that is there; what we knew already has kept its place. */
    public void crowdIs(List<Long> ids) {
        Set<Long> there = new HashSet<>(ids);
        entries.removeIf(entry -> !entry.ours && !there.contains(entry.id));
    }

    /** Our order joins; what stands ahead of it is returned. */
    public BigDecimal join(long id, boolean bid, BigDecimal price, BigDecimal quantity) {
        BigDecimal ahead = at(bid, price)
                .map(entry -> entry.ours ? entry.left : entry.shown)
                .reduce(ZERO, BigDecimal::add);
        entries.add(new Entry(true, id, bid, price, quantity));
        return ahead;
    }

    public void cancel(long id) {
        entries.remove(find(true, id).orElseThrow());
    }

    /** Ours has so much left and stays where it is. */
    public void reduce(long id, BigDecimal left) {
        find(true, id).orElseThrow().left = left;
    }

    public BigDecimal left(long ourId) {
        return find(true, ourId).orElseThrow().left;
    }

    public BigDecimal price(long ourId) {
        return find(true, ourId).orElseThrow().price;
    }

    public boolean isBid(long ourId) {
        return find(true, ourId).orElseThrow().bid;
    }

    /** Somebody offers so much at a price that crosses ours: our fills, each at its own price. */
    public List<String> crossed(boolean bids, BigDecimal price, BigDecimal quantity) {
        List<Entry> ours =
                reached(bids, price).stream().filter(entry -> entry.ours).toList();
        List<String> fills = new ArrayList<>();
        BigDecimal rest = quantity;
        for (Entry entry : ours) {
            BigDecimal met = entry.left.min(rest);
            rest = rest.subtract(met);
            entry.left = entry.left.subtract(met);
            if (met.signum() > 0) {
                fills.add(entry.id + " " + met.toPlainString() + " @ " + entry.price.toPlainString());
            }
        }
        entries.removeIf(entry -> entry.ours && entry.left.signum() == 0);
        return fills;
    }

    public boolean has(long ourId) {
        return find(true, ourId).isPresent();
    }

    /** The best price of ours on a side. */
    public Optional<BigDecimal> best(boolean bid) {
        Comparator<BigDecimal> order = bid ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return entries.stream()
                .filter(entry -> entry.ours && entry.bid == bid)
                .map(entry -> entry.price)
                .min(order);
    }

    /**
     * A trade: its prints by price, in their order, and what it has left of the crowd's orders. Our fills are returned, each as {@code "7 1.5 @ 100"}.
     *
     * @param bids the side whose orders it met
     */
    public List<String> trade(
            boolean bids, List<Map.Entry<BigDecimal, BigDecimal>> prints, Map<Long, BigDecimal> leaves) {
        List<String> fills = new ArrayList<>();
        for (Map.Entry<BigDecimal, BigDecimal> print : prints) {
            BigDecimal rest = print.getValue();
            for (Entry entry : reached(bids, print.getKey())) {
                BigDecimal met = entry.left.min(rest);
                rest = rest.subtract(met);
                entry.left = entry.left.subtract(met);
                if (entry.ours && met.signum() > 0) {
                    fills.add(entry.id + " " + met.toPlainString() + " @ " + entry.price.toPlainString());
                }
            }
        }
        leaves.forEach((id, left) -> {
            Entry entry = find(false, id).orElseThrow();
            entry.shown = left;
            entry.left = entry.left.min(left);
        });
        entries.removeIf(entry -> (entry.ours ? entry.left : entry.shown).signum() == 0);
        return fills;
    }

    /** Ours at better prices than the print's, best first, then all at its price as they joined. */
    private List<Entry> reached(boolean bids, BigDecimal price) {
        Comparator<Entry> byPrice = Comparator.comparing(entry -> entry.price);
        Stream<Entry> better = entries.stream()
                .filter(entry -> entry.ours && entry.bid == bids)
                .filter(entry -> bids ? entry.price.compareTo(price) > 0 : entry.price.compareTo(price) < 0)
                .sorted(bids ? byPrice.reversed() : byPrice);
        return Stream.concat(better, at(bids, price)).toList();
    }
}
