package io.onetape.journal.excerpt;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a cycle file's own header says: the queue notes there, after each append, which document it wrote last. So the loss of the file's tail shows even where
 * nothing else remembers it. The header is Chronicle Wire's binary form of a field {@code writePosition} with two 64-bit values, of which the first is the offset.
 */
public final class QueueHeader {
    private static final byte[] FIELD = "writePosition".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 256;
    private static final byte ARRAY_OF_LONGS = (byte) 0x8D;
    private static final int CAPACITY_AND_COUNT_BYTES = 16;

    private QueueHeader() {}

    /** Offset of the document that was written last, as far as the queue came to note it; 0 if nothing was, or if the header cannot be read. */
    public static long lastWritten(CycleFile file) {
        long address = file.addressOf(0, HEADER_BYTES);
        if (address == 0) {
            return 0;
        }
        UnsafeBuffer header = new UnsafeBuffer(address, HEADER_BYTES);
        int end = HEADER_BYTES - CAPACITY_AND_COUNT_BYTES - Long.BYTES - 1;
        for (int at = indexOfField(header); at > 0 && at < end; at++) {
            if (header.getByte(at) == ARRAY_OF_LONGS) {
                return header.getLong(at + 1 + CAPACITY_AND_COUNT_BYTES);
            }
        }
        return 0;
    }

    /** Where the field's name ends, or 0. */
    private static int indexOfField(UnsafeBuffer header) {
        for (int from = 0; from + FIELD.length < HEADER_BYTES; from++) {
            int same = 0;
            while (same < FIELD.length && header.getByte(from + same) == FIELD[same]) {
                same++;
            }
            if (same == FIELD.length) {
                return from + same;
            }
        }
        return 0;
    }
}
