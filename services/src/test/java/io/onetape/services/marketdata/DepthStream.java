package io.onetape.services.marketdata;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.Market;
import io.onetape.journal.schema.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What a venue sends of instrument 1, from a seed: updates whose ids jump as the market's do, and one snapshot in their midst that comes up to four
 * updates late. Beside it the book that must come out.
 */
final class DepthStream {
    final List<String> updates = new ArrayList<>();
    final NaiveSide bids = new NaiveSide(Side.BUY);
    final NaiveSide asks = new NaiveSide(Side.SELL);
    final String definition;
    String snapshot = "";
    /** The snapshot comes before the update with this index. */
    int snapshotAt;
    /** The first update that must be applied. */
    int firstApplied;

    private final Market market;
    private final Random random;
    private long lastId = 1_000_000_000_000L;

    DepthStream(Market market, long seed, int count) {
        this.market = market;
        this.random = new Random(seed);
        definition = "InstrumentDefined instrument=1 market=" + market + " symbol=BTCUSDT";
        int late = random.nextInt(5);
        int snapshotOf = 1 + random.nextInt(count / 2);
        snapshotAt = snapshotOf + late + 1;
        for (int i = 0; i < count; i++) {
            long firstId = addUpdate();
            if (i == snapshotOf) {
                takeSnapshot(firstId, i);
            }
        }
    }

    /** All records in the order received, without the update with index {@code left}, or with all of them if it is negative. */
    List<String> recordsWithout(int left) {
        List<String> records = new ArrayList<>(List.of(definition));
        for (int i = 0; i < updates.size(); i++) {
            if (i == snapshotAt) {
                records.add(snapshot);
            }
            if (i != left) {
                records.add(updates.get(i));
            }
        }
        return records;
    }

    private long addUpdate() {
        long previousId = lastId;
        long firstId = previousId + 1 + (market == Market.SPOT ? 0 : random.nextInt(500));
        lastId = firstId + random.nextInt(2000);
        updates.add("DepthUpdate instrument=1 eventNanos=" + lastId + " firstUpdateId=" + firstId + " lastUpdateId="
                + lastId
                + (market == Market.SPOT ? "" : " previousUpdateId=" + previousId)
                + " bids=" + changes(bids, 900) + " asks=" + changes(asks, 1000));
        return firstId;
    }

    /** Of the book behind the update with this index; its id may lie within the update's, which says the same again then. */
    private void takeSnapshot(long firstId, int index) {
        boolean within = random.nextBoolean();
        long id = within ? firstId + random.nextInt((int) (lastId - firstId + 1)) : lastId;
        snapshot = "DepthSnapshot instrument=1 lastUpdateId=" + id + " bids=" + text(bids) + " asks=" + text(asks);
        firstApplied = id == lastId && market == Market.SPOT ? index + 1 : index;
    }

    private String changes(NaiveSide side, int from) {
        List<String> changes = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            long price = (from + random.nextInt(100)) * Fixed8.ONE / 10;
            long quantity = random.nextInt(3) == 0 ? 0 : random.nextInt(100_000) + 1;
            side.set(price, quantity);
            changes.add(Fixed8.toString(price) + "/" + Fixed8.toString(quantity));
        }
        return String.join(",", changes);
    }

    private static String text(NaiveSide side) {
        return side.levels().entrySet().stream().map(DepthStream::text).collect(Collectors.joining(","));
    }

    private static String text(Map.Entry<Long, Long> level) {
        return Fixed8.toString(level.getKey()) + "/" + Fixed8.toString(level.getValue());
    }
}
