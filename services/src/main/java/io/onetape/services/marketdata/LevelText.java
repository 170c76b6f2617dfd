package io.onetape.services.marketdata;

import io.onetape.journal.fixed.Fixed8;
import net.openhft.chronicle.wire.ValueIn;
import net.openhft.chronicle.wire.ValueOut;

/** One level as text: {@code 61659.7 x 1.486}. */
final class LevelText {
    private static final String BETWEEN = " x ";

    /** Takes a level that was read. */
    interface Reader {
        void level(long price, long quantity);
    }

    private LevelText() {}

    static void write(long price, long quantity, ValueOut to) {
        to.text(Fixed8.toString(price) + BETWEEN + Fixed8.toString(quantity));
    }

    /** Throws {@link IllegalStateException} naming what it found if that is no level. */
    static void read(ValueIn from, Reader to) {
        String text = from.text();
        int between = text == null ? -1 : text.indexOf(BETWEEN);
        if (text == null || between < 0) {
            throw new IllegalStateException("expected a level such as '61659.7 x 1.486', found '" + text + "'");
        }
        to.level(Fixed8.parse(text.substring(0, between)), Fixed8.parse(text.substring(between + BETWEEN.length())));
    }
}
