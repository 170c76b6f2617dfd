package io.onetape.services.marketdata;

import net.openhft.chronicle.wire.ValueOut;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.agrona.collections.LongArrayList;

/** The updates that wait for a snapshot, on a wire, oldest first. */
final class KeptUpdatesState {
    private KeptUpdatesState() {}

    static void write(String key, KeptUpdates kept, WireOut to) {
        to.write(key).sequence(kept, (updates, out) -> {
            for (int at = updates.first(); at < updates.end(); at = updates.next(at)) {
                int update = at;
                out.marshallable(fields -> write(updates, update, fields));
            }
        });
    }

    static void read(String key, KeptUpdates kept, WireIn from) {
        from.read(key).sequence(kept, (updates, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(fields -> read(updates, fields));
            }
        });
    }

    private static void write(KeptUpdates kept, int at, WireOut to) {
        to.write("asks")
                .sequence(
                        kept, (updates, out) -> writeLevels(updates, at, updates.bids(at), updates.levelsAt(at), out));
        to.write("bids").sequence(kept, (updates, out) -> writeLevels(updates, at, 0, updates.bids(at), out));
        to.write("exchangeNanos").text(OptionalText.of(kept.exchangeNanos(at)));
        to.write("firstUpdateId").int64(kept.firstId(at));
        to.write("lastUpdateId").int64(kept.lastId(at));
        to.write("previousUpdateId").text(OptionalText.of(kept.previousId(at)));
    }

    private static void writeLevels(KeptUpdates kept, int at, int from, int to, ValueOut out) {
        for (int level = from; level < to; level++) {
            LevelText.write(kept.price(at, level), kept.quantity(at, level), out);
        }
    }

    private static void read(KeptUpdates kept, WireIn from) {
        LongArrayList asks = readLevels("asks", from);
        LongArrayList bids = readLevels("bids", from);
        long exchangeNanos = OptionalText.toLong(from.read("exchangeNanos").text());
        long firstId = from.read("firstUpdateId").int64();
        long lastId = from.read("lastUpdateId").int64();
        long previousId = OptionalText.toLong(from.read("previousUpdateId").text());
        kept.begin(firstId, lastId, previousId, exchangeNanos);
        add(true, bids, kept);
        add(false, asks, kept);
        int letGo = kept.finish();
        if (letGo != 0) {
            throw new IllegalStateException("expected at most " + KeptUpdates.MAX_UPDATES + " updates and "
                    + KeptUpdates.MAX_LEVELS + " levels that wait, found more");
        }
    }

    /** Prices and quantities by turns. */
    private static LongArrayList readLevels(String key, WireIn from) {
        LongArrayList levels = new LongArrayList();
        from.read(key).sequence(levels, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                LevelText.read(in, (price, quantity) -> {
                    to.addLong(price);
                    to.addLong(quantity);
                });
            }
        });
        return levels;
    }

    private static void add(boolean bids, LongArrayList levels, KeptUpdates kept) {
        for (int i = 0; i < levels.size(); i += 2) {
            kept.addLevel(bids, levels.getLong(i), levels.getLong(i + 1));
        }
    }
}
