package io.onetape.services.marketdata;

import io.onetape.journal.fixed.Fixed8;
import org.jspecify.annotations.Nullable;

/** Numbers that may be null, as text that may be null. */
final class OptionalText {
    private OptionalText() {}

    static @Nullable String of(long value) {
        return value == Fixed8.NULL ? null : Long.toString(value);
    }

    static long toLong(@Nullable String text) {
        return text == null ? Fixed8.NULL : Long.parseLong(text);
    }

    static @Nullable String ofDecimal(long value) {
        return value == Fixed8.NULL ? null : Fixed8.toString(value);
    }

    static long toDecimal(@Nullable String text) {
        return text == null ? Fixed8.NULL : Fixed8.parse(text);
    }
}
