package io.onetape.journal.record;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Names of strategies and orders. A strategy's name is one to eight ASCII letters, digits or underscores, and as a {@code long} its bytes as they
 * stand on the tape. An order's name is the strategy's and its intent number: {@code mm1-7}.
 */
public record OrderId(long strategy, long intent) {
    private static final int NAME_LENGTH = 8;

    /** Reads {@code mm1-7}; throws {@link IllegalArgumentException} naming what it found. */
    public static OrderId parse(String text) {
        int dash = text.lastIndexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("expected an order such as mm1-7, found '" + text + "'");
        }
        try {
            long intent = Long.parseLong(text.substring(dash + 1));
            return new OrderId(strategy(text.substring(0, dash)), intent);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected an order such as mm1-7, found '" + text + "'", e);
        }
    }

    /** The name as it stands on the tape, in a long. */
    public static long strategy(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length < 1 || ascii.length > NAME_LENGTH || !name.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException(
                    "expected a strategy's name of 1 to 8 letters, digits or underscores, found '" + name + "'");
        }
        long packed = 0;
        for (int i = ascii.length - 1; i >= 0; i--) {
            packed = packed << 8 | ascii[i];
        }
        return packed;
    }

    /** The name as text. */
    public static String strategyName(long packed) {
        StringBuilder name = new StringBuilder(NAME_LENGTH);
        for (long rest = packed; rest != 0; rest >>>= 8) {
            name.append((char) (rest & 0x7F));
        }
        return name.toString();
    }

    /** The name that a field of type StrategyName holds. */
    public static long getStrategy(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes a name into a field of type StrategyName. */
    public static void putStrategy(MutableDirectBuffer buffer, int offset, long packed) {
        buffer.putLong(offset, packed, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String toString() {
        return strategyName(strategy) + "-" + intent;
    }
}
