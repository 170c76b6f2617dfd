package io.onetape.backtest.naive;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.DepthSnapshotEncoder;
import io.onetape.journal.schema.DepthUpdateEncoder;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.PrintKind;
import io.onetape.journal.schema.QuoteUpdateEncoder;
import io.onetape.journal.schema.Side;
import io.onetape.journal.schema.TradePrintEncoder;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The other participants of one instrument: bids below a middle that wanders, asks above it. */
final class RandomCrowd {
    private static final int DEPTH = 6;

    final int instrument;
    final Market market;
    private final RandomMarket to;
    private final SplittableRandom random;
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final TreeMap<Long, Long> changedBids = new TreeMap<>(); // since the last update
    private final TreeMap<Long, Long> changedAsks = new TreeMap<>();
    private long middle = RandomMarket.MIDDLE; // the highest bid's price
    private long lastId = 100;
    private long aheadId = 100; // of a quote that ran ahead of the depth
    private long lastUpdateNanos;
    private long trades;

    RandomCrowd(RandomMarket to, SplittableRandom random, Market market, int instrument) {
        this.to = to;
        this.random = random;
        this.market = market;
        this.instrument = instrument;
        for (int level = 0; level < DEPTH; level++) {
            bids.put(middle - level * RandomMarket.TICK, quantity());
            asks.put(middle + (level + 1) * RandomMarket.TICK, quantity());
        }
    }

    private long quantity() {
        return (1 + random.nextInt(900)) * RandomMarket.LOT;
    }

    /** Some levels change, and now and then the middle. */
    private void move() {
        if (random.nextInt(4) == 0) {
            middle += (random.nextInt(3) - 1) * RandomMarket.TICK;
            boolean isCrossed = random.nextInt(30) == 0; // what has to go stays for once
            if (!isCrossed) {
                bids.tailMap(middle, false).keySet().forEach(price -> changedBids.put(price, 0L));
                asks.headMap(middle, true).keySet().forEach(price -> changedAsks.put(price, 0L));
            }
        }
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            boolean isBid = random.nextBoolean();
            long away = random.nextInt(DEPTH) * RandomMarket.TICK;
            long price = isBid ? middle - away : middle + RandomMarket.TICK + away;
            (isBid ? changedBids : changedAsks).put(price, random.nextInt(5) == 0 ? 0L : quantity());
        }
        apply(changedBids, bids);
        apply(changedAsks, asks);
    }

    private static void apply(Map<Long, Long> changes, Map<Long, Long> levels) {
        levels.putAll(changes);
        levels.values().removeIf(quantity -> quantity == 0);
    }

    void update() {
        if (lastUpdateNanos == to.now()) {
            print();
            return;
        }
        lastUpdateNanos = to.now();
        move();
        long before = lastId;
        long firstId = market == Market.SPOT ? before + 1 : before + 1 + random.nextInt(3);
        lastId = Math.max(aheadId, firstId + random.nextInt(3));
        aheadId = lastId;
        long last = lastId;
        long happened = to.now();
        TreeMap<Long, Long> bid = new TreeMap<>(changedBids);
        TreeMap<Long, Long> ask = new TreeMap<>(changedAsks);
        changedBids.clear();
        changedAsks.clear();
        to.plan(draft -> {
            DepthUpdateEncoder encoder = draft.begin(new DepthUpdateEncoder(), instrument)
                    .receivedNanos(happened)
                    .eventNanos(happened)
                    .transactionNanos(happened)
                    .firstUpdateId(firstId)
                    .lastUpdateId(last)
                    .previousUpdateId(market == Market.SPOT ? Fixed8.NULL : before);
            DepthUpdateEncoder.BidsEncoder b = encoder.bidsCount(bid.size());
            bid.forEach((price, quantity) -> b.next().price(price).quantity(quantity));
            DepthUpdateEncoder.AsksEncoder a = encoder.asksCount(ask.size());
            ask.forEach((price, quantity) -> a.next().price(price).quantity(quantity));
        });
    }

    /** As of now, sent a few milliseconds later: it is late, or older than the book. */
    void snapshot() {
        long id = lastId;
        TreeMap<Long, Long> bid = new TreeMap<>(bids);
        TreeMap<Long, Long> ask = new TreeMap<>(asks);
        while (bid.size() > 3 && random.nextBoolean()) {
            bid.pollFirstEntry();
            ask.pollLastEntry();
        }
        long happened = to.now() + random.nextInt(4) * 1_000_000L;
        boolean isTimed = random.nextInt(5) > 0;
        to.plan(draft -> {
            DepthSnapshotEncoder encoder = draft.begin(new DepthSnapshotEncoder(), instrument)
                    .receivedNanos(happened)
                    .eventNanos(isTimed ? happened : Fixed8.NULL)
                    .transactionNanos(Fixed8.NULL)
                    .lastUpdateId(id);
            DepthSnapshotEncoder.BidsEncoder b = encoder.bidsCount(bid.size());
            bid.descendingMap()
                    .forEach((price, quantity) -> b.next().price(price).quantity(quantity));
            DepthSnapshotEncoder.AsksEncoder a = encoder.asksCount(ask.size());
            ask.forEach((price, quantity) -> a.next().price(price).quantity(quantity));
        });
    }

    /** An update is lost, and a snapshot follows. */
    void miss() {
        move();
        changedBids.clear();
        changedAsks.clear();
        lastId += 2;
        aheadId = lastId;
        if (random.nextBoolean()) {
            update();
        }
        snapshot();
    }

    /** The touch, of what the next update will say, or an old one. */
    void quote() {
        boolean isOld = random.nextInt(4) == 0;
        if (!isOld) {
            move();
            aheadId = Math.max(aheadId, lastId) + 1;
        }
        if (bids.isEmpty() || asks.isEmpty() || bids.lastKey() >= asks.firstKey()) {
            return;
        }
        boolean withoutId = random.nextInt(4) == 0;
        long id = withoutId ? 0 : isOld ? lastId - 1 : aheadId;
        long happened = to.now();
        Map.Entry<Long, Long> bid = bids.lastEntry();
        Map.Entry<Long, Long> ask = asks.firstEntry();
        to.plan(draft -> draft.begin(new QuoteUpdateEncoder(), instrument)
                .receivedNanos(happened)
                .eventNanos(happened)
                .transactionNanos(happened)
                .updateId(id)
                .bid(bid.getKey())
                .bidQuantity(bid.getValue())
                .ask(ask.getKey())
                .askQuantity(ask.getValue()));
    }

    void print() {
        Side aggressor = random.nextBoolean() ? Side.BUY : Side.SELL;
        long away = (random.nextInt(4) - 1) * RandomMarket.TICK;
        long price = aggressor == Side.SELL ? middle - away : middle + RandomMarket.TICK + away;
        long quantity = random.nextInt(6) == 0 ? 20 * quantity() / RandomMarket.LOT * RandomMarket.LOT : quantity();
        long tradeId = ++trades;
        long happened = to.now();
        to.plan(draft -> draft.begin(new TradePrintEncoder(), instrument)
                .receivedNanos(happened)
                .eventNanos(happened)
                .transactionNanos(happened)
                .tradeId(tradeId)
                .firstTradeId(tradeId)
                .lastTradeId(tradeId)
                .price(price)
                .quantity(quantity)
                .aggressor(aggressor)
                .kind(PrintKind.TRADE));
    }
}
