package io.onetape.services.orders;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.schema.FillDecoder;
import io.onetape.journal.schema.Side;
import java.util.Arrays;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * Tells a fill that was delivered again from a new one. Everything that counts fills asks it, so that all count the same.
 *
 * <p>A fill is taken for a repetition only if one of the last {@link #KEPT} fills agrees with it in order, instrument, side, price, quantity, the venue's
 * order id, the venue's trade id and the venue's cumulative quantity, all three known. A venue's cumulative quantity grows with every fill of its order, so
 * two real fills never agree in all of them; a fill without one of the three numbers is never dropped. A repetition that comes later than that counts
 * twice and shows as a contradiction of the cumulative quantities: to count money twice and say so is mended by a reconciliation, to drop it silently is not.
 *
 * <p>Allocates nothing after its creation. Single-threaded.
 */
public final class SeenFills {
    /** So many fills are remembered. */
    public static final int KEPT = 1024;

    private static final int FIELDS = 9;
    private static final int NONE = -1;

    private final long[] seen = new long[KEPT * FIELDS];
    private final long[] candidate = new long[FIELDS];
    private final int[] firstOfBucket = new int[KEPT];
    private final int[] nextInBucket = new int[KEPT];
    private int oldest;
    private int count;

    /** Remembers nothing yet. */
    public SeenFills() {
        Arrays.fill(firstOfBucket, NONE);
    }

    /** True if this fill is a new one, which is remembered; false if it has been counted already. */
    public boolean isNew(int instrument, FillDecoder fill) {
        long trade = fill.venueTradeId();
        if (trade == Fixed8.NULL || fill.venueOrderId() == Fixed8.NULL || fill.cumulativeQuantity() == Fixed8.NULL) {
            return true; // nothing tells it from another one
        }
        candidate[0] = trade;
        candidate[1] = fill.venueOrderId();
        candidate[2] = fill.cumulativeQuantity();
        candidate[3] = OrderId.getStrategy(fill.buffer(), fill.offset() + FillDecoder.strategyEncodingOffset());
        candidate[4] = fill.intent();
        candidate[5] = fill.price();
        candidate[6] = fill.quantity();
        candidate[7] = instrument;
        candidate[8] = fill.side().value();
        if (isKept()) {
            return false;
        }
        keep();
        return true;
    }

    private boolean isKept() {
        for (int at = firstOfBucket[bucket(candidate, 0)]; at != NONE; at = nextInBucket[at]) {
            int from = at * FIELDS;
            if (Arrays.equals(seen, from, from + FIELDS, candidate, 0, FIELDS)) {
                return true;
            }
        }
        return false;
    }

    private void keep() {
        int at = (oldest + count) % KEPT;
        if (count == KEPT) {
            forgetOldest();
        }
        System.arraycopy(candidate, 0, seen, at * FIELDS, FIELDS);
        int bucket = bucket(candidate, 0);
        nextInBucket[at] = firstOfBucket[bucket];
        firstOfBucket[bucket] = at;
        count++;
    }

    /** In its bucket the oldest one stands last. */
    private void forgetOldest() {
        int bucket = bucket(seen, oldest * FIELDS);
        if (firstOfBucket[bucket] == oldest) {
            firstOfBucket[bucket] = NONE;
        } else {
            int before = firstOfBucket[bucket];
            while (nextInBucket[before] != oldest) {
                before = nextInBucket[before];
            }
            nextInBucket[before] = NONE;
        }
        oldest = (oldest + 1) % KEPT;
        count--;
    }

    private static int bucket(long[] fields, int from) {
        long mixed = (fields[from] * 31 + fields[from + 1]) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 54); // the ten highest bits: as many buckets as fills
    }

    /** Writes {@code seenFills}, the oldest first. */
    public void writeState(WireOut state) {
        state.write("seenFills").sequence(this, (from, out) -> {
            for (int i = 0; i < from.count; i++) {
                int at = (from.oldest + i) % KEPT * FIELDS;
                out.marshallable(wire -> from.writeFill(wire, at));
            }
        });
    }

    /** Reads what {@link #writeState} wrote. */
    public void readState(WireIn state) {
        state.read("seenFills").sequence(this, (to, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(to::readFill);
                to.keep();
            }
        });
    }

    private void writeFill(WireOut wire, int at) {
        wire.write("cumulativeQuantity").int64(seen[at + 2]);
        wire.write("instrument").int64(seen[at + 7]);
        wire.write("intent").int64(seen[at + 4]);
        wire.write("price").int64(seen[at + 5]);
        wire.write("quantity").int64(seen[at + 6]);
        wire.write("side").text(Side.get((short) seen[at + 8]).name());
        wire.write("strategy").text(OrderId.strategyName(seen[at + 3]));
        wire.write("venueOrderId").int64(seen[at + 1]);
        wire.write("venueTradeId").int64(seen[at]);
    }

    private void readFill(WireIn wire) {
        candidate[2] = wire.read("cumulativeQuantity").int64();
        candidate[7] = wire.read("instrument").int64();
        candidate[4] = wire.read("intent").int64();
        candidate[5] = wire.read("price").int64();
        candidate[6] = wire.read("quantity").int64();
        candidate[8] = Side.valueOf(wire.read("side").text()).value();
        candidate[3] = OrderId.strategy(wire.read("strategy").text());
        candidate[1] = wire.read("venueOrderId").int64();
        candidate[0] = wire.read("venueTradeId").int64();
    }
}
