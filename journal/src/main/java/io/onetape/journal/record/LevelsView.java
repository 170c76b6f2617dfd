package io.onetape.journal.record;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.jspecify.annotations.Nullable;

/**
 * The levels of one side of a depth record, in place: an SBE group whose entries begin with price and quantity. The generated decoders step through a group and check each
 * access; this one checks the whole group once, when it is laid over it, and reads any entry. Valid as long as the record. Single-threaded.
 */
public final class LevelsView {
    private static final int GROUP_HEADER = 4; // blockLength and numInGroup, 16 bits each
    private static final int PRICE_AND_QUANTITY = 2 * Long.BYTES;

    private byte @Nullable [] array; // none outside of the heap
    private long address;
    private int entryLength;
    private int count;

    /** Lies over the group at {@code offset} of {@code buffer}, and returns where what follows it begins. Throws {@link IndexOutOfBoundsException} if it is not all there. */
    public int wrap(DirectBuffer buffer, int offset) {
        int wrappedEntryLength = buffer.getShort(offset) & 0xFFFF;
        int wrappedCount = buffer.getShort(offset + Short.BYTES) & 0xFFFF;
        if (wrappedCount > 0 && wrappedEntryLength < PRICE_AND_QUANTITY) {
            throw new IndexOutOfBoundsException(
                    "expected entries of at least " + PRICE_AND_QUANTITY + " bytes, found " + wrappedEntryLength);
        }
        int length = wrappedCount * wrappedEntryLength; // below 0 if it is beyond int, which is refused
        buffer.boundsCheck(offset + GROUP_HEADER, length);
        entryLength = wrappedEntryLength;
        count = wrappedCount;
        array = buffer.byteArray();
        address = buffer.addressOffset() + offset + GROUP_HEADER;
        return offset + GROUP_HEADER + length;
    }

    /** Number of levels. */
    public int count() {
        return count;
    }

    /** Price of a level, Fixed8, from 0 to below {@link #count()}, which is not checked. */
    public long price(int level) {
        return at(address + (long) level * entryLength);
    }

    /** Quantity of a level, Fixed8, from 0 to below {@link #count()}, which is not checked. */
    public long quantity(int level) {
        return at(address + (long) level * entryLength + Long.BYTES);
    }

    /** Each of the two is compiled to one load; one call for both kinds of memory would be a barrier to all around it. */
    private long at(long place) {
        return array == null ? UnsafeApi.getLong(place) : UnsafeApi.getLong(array, place);
    }
}
