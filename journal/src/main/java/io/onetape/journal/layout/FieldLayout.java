package io.onetape.journal.layout;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SortedMap;
import org.agrona.DirectBuffer;

/**
 * One field of fixed size in a record's block or a group's entry.
 *
 * @param offset bytes from the start of the block
 * @param size bytes: 1, 2, 4 or 8
 * @param signed how fewer than 8 bytes become a long
 * @param values names of an enum's values; empty for every other kind
 */
public record FieldLayout(
        String name, FieldKind kind, int offset, int size, boolean signed, SortedMap<Long, String> values) {
    private static final long NO_ENUM_VALUE = 255;

    /** The field's value as a long, of the block that starts at {@code block}. */
    public long read(DirectBuffer buffer, int block) {
        int at = block + offset;
        return switch (size) {
            case 8 -> buffer.getLong(at, ByteOrder.LITTLE_ENDIAN);
            case 4 ->
                signed
                        ? buffer.getInt(at, ByteOrder.LITTLE_ENDIAN)
                        : buffer.getInt(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
            case 2 ->
                signed
                        ? buffer.getShort(at, ByteOrder.LITTLE_ENDIAN)
                        : buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            default -> buffer.getByte(at) & 0xFF;
        };
    }

    /** True if a block of this length, of an older schema perhaps, has the field. */
    public boolean isIn(int blockLength) {
        return offset + size <= blockLength;
    }

    /** True if a value stands for "not known". */
    public boolean isNull(long value) {
        return switch (kind) {
            case ENUM -> value == NO_ENUM_VALUE;
            case STRATEGY -> false;
            case INTEGER -> signed && size == Integer.BYTES && value == Integer.MIN_VALUE;
            case LONG, FIXED8, NANOS -> value == Fixed8.NULL;
        };
    }

    /** Appends a value as text: a decimal number, digits, or a name; of a null it is {@code null}. */
    public StringBuilder append(StringBuilder to, long value) {
        if (isNull(value)) {
            return to.append("null");
        }
        return switch (kind) {
            case INTEGER, LONG, NANOS -> to.append(value);
            case FIXED8 -> Fixed8.append(to, value);
            case STRATEGY -> to.append(OrderId.strategyName(value));
            case ENUM -> to.append(nameOf(value));
        };
    }

    /** Reads what {@link #append} wrote, names in any case; throws {@link IllegalArgumentException} saying what was expected. */
    public long parse(String text) {
        return switch (kind) {
            case INTEGER, LONG, NANOS -> parseInteger(text);
            case FIXED8 -> Fixed8.parse(text);
            case STRATEGY -> text.isEmpty() ? 0 : OrderId.strategy(text);
            case ENUM -> parseName(text);
        };
    }

    private String nameOf(long value) {
        String known = values.get(value);
        return known == null ? "UNKNOWN_" + value : known; // of a newer schema than this program's
    }

    private long parseName(String text) {
        for (Map.Entry<Long, String> value : values.entrySet()) {
            if (value.getValue().equalsIgnoreCase(text)) {
                return value.getKey();
            }
        }
        throw new IllegalArgumentException(
                "expected one of " + String.join(", ", values.values()) + ", found '" + text + "'");
    }

    private static long parseInteger(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number, found '" + text + "'", e);
        }
    }
}
