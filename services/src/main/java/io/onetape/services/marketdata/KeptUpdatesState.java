package io.onetape.services.marketdata;

import net.openhft.chronicle.wire.ValueOut;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

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
        to.write("firstUpdateId").int64(kept.firstId(at));
        to.write("lastUpdateId").int64(kept.lastId(at));
        to.write("previousUpdateId").text(OptionalText.of(kept.previousId(at)));
        to.write("exchangeNanos").text(OptionalText.of(kept.exchangeNanos(at)));
        to.write("bids").sequence(kept, (updates, out) -> writeLevels(updates, at, 0, updates.bids(at), out));
        to.write("asks")
                .sequence(
                        kept, (updates, out) -> writeLevels(updates, at, updates.bids(at), updates.levelsAt(at), out));
    }

    private static void writeLevels(KeptUpdates kept, int at, int from, int to, ValueOut out) {
        for (int level = from; level < to; level++) {
            LevelText.write(kept.price(at, level), kept.quantity(at, level), out);
        }
    }

    private static void read(KeptUpdates kept, WireIn from) {
        kept.begin(
                from.read("firstUpdateId").int64(),
                from.read("lastUpdateId").int64(),
                OptionalText.toLong(from.read("previousUpdateId").text()),
                OptionalText.toLong(from.read("exchangeNanos").text()));
        readLevels("bids", true, kept, from);
        readLevels("asks", false, kept, from);
        int letGo = kept.finish();
        if (letGo != 0) {
            throw new IllegalStateException("expected at most " + KeptUpdates.MAX_UPDATES + " updates and "
                    + KeptUpdates.MAX_LEVELS + " levels that wait, found more");
        }
    }

    private static void readLevels(String key, boolean bids, KeptUpdates kept, WireIn from) {
        from.read(key).sequence(kept, (updates, in) -> {
            while (in.hasNextSequenceItem()) {
                LevelText.read(in, (price, quantity) -> updates.addLevel(bids, price, quantity));
            }
        });
    }
}
