package io.onetape.journal.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.zip.CRC32C;

/**
 * The checksum chain: CRC-32C over the previous record's checksum (four bytes, little-endian) and over the record from byte 4 to its end.
 *
 * <p>The JDK's intrinsic is reached by a method handle because its public class neither takes an address nor starts from a given value. That needs
 * {@code --add-opens=java.base/java.util.zip=ALL-UNNAMED}, which {@code config/jvm.args} has.
 */
public final class RecordCrc {
    private static final MethodHandle UPDATE = updateOverMemory();
    private static final int[] TABLE = table();

    private RecordCrc() {}

    /** Of the record of {@code length} bytes at {@code address}, chained to {@code previousCrc}. */
    public static int compute(int previousCrc, long address, int length) {
        int state = ~0;
        state = step(state, previousCrc);
        state = step(state, previousCrc >>> 8);
        state = step(state, previousCrc >>> 16);
        state = step(state, previousCrc >>> 24);
        try {
            return ~(int) UPDATE.invokeExact(state, address, Integer.BYTES, length);
        } catch (Throwable e) {
            throw new IllegalStateException("the JDK's CRC-32C failed", e);
        }
    }

    /** The same of a record that holds the previous checksum where its own will stand. */
    public static int computeInPlace(long address, int length) {
        try {
            return ~(int) UPDATE.invokeExact(~0, address, 0, length);
        } catch (Throwable e) {
            throw new IllegalStateException("the JDK's CRC-32C failed", e);
        }
    }

    private static int step(int state, int nextByte) {
        return (state >>> 8) ^ TABLE[(state ^ nextByte) & 0xFF];
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ 0x82F63B78; // Castagnoli, reflected
            }
            table[i] = value;
        }
        return table;
    }

    private static MethodHandle updateOverMemory() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(CRC32C.class, MethodHandles.lookup());
            return lookup.findStatic(
                    CRC32C.class,
                    "updateDirectByteBuffer",
                    MethodType.methodType(int.class, int.class, long.class, int.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "CRC-32C over memory is not open to Onetape; expected --add-opens=java.base/java.util.zip=ALL-UNNAMED"
                            + " from config/jvm.args: start through ./tape",
                    e);
        }
    }
}
