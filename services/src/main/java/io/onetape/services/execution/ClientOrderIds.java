package io.onetape.services.execution;

import io.onetape.journal.record.OrderId;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/**
 * The ids that the venue sees: {@code k3x9q0-mm1-7-1} is tape tag, strategy, intent and attempt, at most 36 characters of {@code [A-Za-z0-9_.:/-]}. The
 * tag is the tape's id modulo 36^6 in six base-36 digits, so two tapes do not use one id at one venue. Writes into its own array, no garbage.
 */
final class ClientOrderIds {
    private static final int MAX_LENGTH = 36;
    private static final int TAG_LENGTH = 6;
    private static final long TAGS = 2_176_782_336L; // 36^6

    private final byte[] ascii = new byte[64];
    private long tapeId;
    private int length;

    void tape(long id) {
        tapeId = id;
    }

    /** Writes the id; {@link #bytes} and {@link #length} have it until the next call. */
    void write(long strategy, long intent, int attempt) {
        long tag = Long.remainderUnsigned(tapeId, TAGS);
        for (int i = TAG_LENGTH - 1; i >= 0; i--) {
            ascii[i] = (byte) Character.forDigit((int) (tag % 36), 36);
            tag /= 36;
        }
        length = TAG_LENGTH;
        ascii[length++] = '-';
        for (long rest = strategy; rest != 0; rest >>>= 8) {
            ascii[length++] = (byte) (rest & 0x7F);
        }
        ascii[length++] = '-';
        putDigits(intent);
        ascii[length++] = '-';
        putDigits(attempt);
        if (length > MAX_LENGTH) {
            throw new IllegalStateException("expected a client order id of at most " + MAX_LENGTH
                    + " characters, found " + length + " for " + OrderId.strategyName(strategy) + "-" + intent);
        }
    }

    byte[] bytes() {
        return ascii;
    }

    int length() {
        return length;
    }

    private void putDigits(long number) {
        int from = length;
        long rest = number;
        do {
            ascii[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        for (int low = from, high = length - 1; low < high; low++, high--) {
            byte swapped = ascii[low];
            ascii[low] = ascii[high];
            ascii[high] = swapped;
        }
    }

    void writeState(WireOut state) {
        state.write("tapeId").int64(tapeId);
    }

    void readState(WireIn state) {
        tapeId = state.read("tapeId").int64();
    }
}
