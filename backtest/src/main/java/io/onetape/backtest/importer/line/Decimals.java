package io.onetape.backtest.importer.line;

import io.onetape.journal.fixed.Fixed8;
import java.nio.charset.StandardCharsets;

/** The venue's decimal text as Fixed8. Everything else than an exact number throws {@link NumberFormatException} saying expected and found. */
public final class Decimals {
    private Decimals() {}

    /** Zero or more. */
    public static long notNegative(byte[] bytes, int from, int to) {
        long value = Fixed8.parse(bytes, from, to);
        if (value < 0) {
            String found = new String(bytes, from, Math.min(to - from, 40), StandardCharsets.UTF_8);
            throw new NumberFormatException("expected 0 or more, found '" + found + "'");
        }
        return value;
    }
}
