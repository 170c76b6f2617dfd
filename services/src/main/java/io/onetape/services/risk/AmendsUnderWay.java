package io.onetape.services.risk;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.OrderChangedDecoder;
import io.onetape.journal.schema.Reason;
import io.onetape.services.reference.StateText;
import java.util.Arrays;
import net.openhft.chronicle.wire.ValueOut;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * The amends of one order that have been asked for and are not settled, in the order of the tape. One that has passed reserves its quantity: from then on
 * the venue may fill it, whatever the order's own quantity still says.
 *
 * <p>Execution works at one amend at a time and refuses every other by a note that the AmendRequested itself has caused: that note settles this amend and no
 * other. The one that it works at is settled by an OrderChanged that says AMEND_REFUSED or shows the new price and quantity, and so are all that came before
 * it. What was caused by a record before the AmendRequested says nothing of it. An amend whose answer was lost, and whose order was then found as it was,
 * reserves on until the order's next amend is settled or the order ends: it may still be on its way.
 *
 * <p>Allocates only when it grows. Single-threaded.
 */
final class AmendsUnderWay {
    private static final int FIELDS = 4; // sequence of the request, price, quantity, reserved quantity

    private long[] amends = new long[4 * FIELDS];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
    }

    /** {@code price} and {@code quantity} are null where they stay as they are; {@code reserved} is 0 if risk has refused. */
    void add(long sequence, long price, long quantity, long reserved) {
        int at = count * FIELDS;
        if (at == amends.length) {
            amends = Arrays.copyOf(amends, 2 * at);
        }
        amends[at] = sequence;
        amends[at + 1] = price;
        amends[at + 2] = quantity;
        amends[at + 3] = reserved;
        count++;
    }

    /** The largest reserved quantity; 0 if none is. */
    long reserved() {
        long most = 0;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, amends[i * FIELDS + 3]);
        }
        return most;
    }

    /** One step of the order, which the record {@code cause} has brought about. */
    void settle(OrderChangedDecoder changed, long cause) {
        for (int i = 0; i < count; i++) {
            if (amends[i * FIELDS] == cause) {
                remove(i, 1);
                return;
            }
        }
        int before = 0;
        boolean settled = changed.reason() == Reason.AMEND_REFUSED;
        while (before < count && amends[before * FIELDS] < cause) {
            settled |= isIn(changed, before);
            before++;
        }
        if (settled) {
            remove(0, before);
        }
    }

    private boolean isIn(OrderChangedDecoder changed, int index) {
        long price = amends[index * FIELDS + 1];
        long quantity = amends[index * FIELDS + 2];
        return (price == Fixed8.NULL || price == changed.price())
                && (quantity == Fixed8.NULL || quantity == changed.quantity());
    }

    private void remove(int from, int number) {
        int behind = (from + number) * FIELDS;
        System.arraycopy(amends, behind, amends, from * FIELDS, count * FIELDS - behind);
        count -= number;
    }

    /** Writes {@code amends}, in the order of the tape. */
    void writeState(WireOut wire) {
        wire.write("amends").sequence(this, (all, out) -> {
            for (int i = 0; i < all.count; i++) {
                all.write(i * FIELDS, out);
            }
        });
    }

    private void write(int at, ValueOut out) {
        out.marshallable(wire -> {
            StateText.fixed8(wire.write("price"), amends[at + 1]);
            StateText.fixed8(wire.write("quantity"), amends[at + 2]);
            StateText.fixed8(wire.write("reserved"), amends[at + 3]);
            wire.write("sequence").int64(amends[at]);
        });
    }

    void readState(WireIn wire) {
        wire.read("amends").sequence(this, (all, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(all::read);
            }
        });
    }

    private void read(WireIn wire) {
        long price = StateText.fixed8(wire.read("price"));
        long quantity = StateText.fixed8(wire.read("quantity"));
        long reserved = StateText.fixed8(wire.read("reserved"));
        add(wire.read("sequence").int64(), price, quantity, reserved);
    }
}
