package io.onetape.services.reference;

import io.onetape.journal.fixed.ExactSum;
import io.onetape.journal.fixed.Fixed8;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.openhft.chronicle.wire.ValueIn;
import net.openhft.chronicle.wire.ValueOut;

/** Numbers as they stand in a state: decimal text that an operator can read, and that reads back exactly. */
public final class StateText {
    private static final int DECIMALS = 16;

    private StateText() {}

    /** Writes {@code 61800.2}, or {@code null}. */
    public static void fixed8(ValueOut to, long value) {
        to.text(Fixed8.toString(value));
    }

    /** Reads what {@link #fixed8(ValueOut, long)} wrote. A null value comes back as Fixed8.NULL. */
    public static long fixed8(ValueIn from) {
        String text = from.text();
        return text == null || text.equals("null") ? Fixed8.NULL : Fixed8.parse(text);
    }

    /** Writes all sixteen decimals of a sum, {@code -64123.1000000000000000}. */
    public static void exact(ValueOut to, ExactSum sum) {
        BigInteger units = BigInteger.valueOf(sum.high())
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(sum.low())));
        to.text(new BigDecimal(units, DECIMALS).toPlainString());
    }

    /** Reads what {@link #exact(ValueOut, ExactSum)} wrote. */
    public static void exact(ValueIn from, ExactSum to) {
        BigInteger units = new BigDecimal(from.text()).unscaledValue();
        to.restore(units.shiftRight(Long.SIZE).longValueExact(), units.longValue());
    }
}
