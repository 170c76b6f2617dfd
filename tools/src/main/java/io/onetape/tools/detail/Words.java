package io.onetape.tools.detail;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import java.util.Locale;
import org.agrona.DirectBuffer;

/** Pieces of which details are made. */
final class Words {
    private Words() {}

    /** {@code BUY 0.01 @ 64123.1}; a price that is null is the market's. */
    static StringBuilder trade(StringBuilder to, Enum<?> side, long quantity, long price) {
        to.append(name(side)).append(' ');
        Fixed8.append(to, quantity).append(" @ ");
        return price == Fixed8.NULL ? to.append("market") : Fixed8.append(to, price);
    }

    /** {@code mm1-7}. */
    static StringBuilder order(StringBuilder to, DirectBuffer buffer, int strategyOffset, long intent) {
        return to.append(OrderId.strategyName(OrderId.getStrategy(buffer, strategyOffset)))
                .append('-')
                .append(intent);
    }

    /** {@code  key=1.5}, with the blank before it. */
    static StringBuilder fixed(StringBuilder to, String key, long value) {
        return Fixed8.append(to.append(' ').append(key).append('='), value);
    }

    /** {@code  key=15}, or nothing if the number is the null value. */
    static StringBuilder number(StringBuilder to, String key, long value) {
        return value == Fixed8.NULL
                ? to
                : to.append(' ').append(key).append('=').append(value);
    }

    /** The enum's name; {@code -} if it is not set. */
    static String name(Enum<?> value) {
        String name = value.name();
        return name.equals("NULL_VAL") ? "-" : name;
    }

    /** The enum's name in small letters; {@code -} if it is not set. */
    static String small(Enum<?> value) {
        return name(value).toLowerCase(Locale.ROOT);
    }

    /** Text on one line: what is no printable character becomes a blank. */
    static StringBuilder text(StringBuilder to, CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            to.append(Character.isISOControl(c) ? ' ' : c);
        }
        return to;
    }

    /** A blank, and the text after it, if there is any. */
    static StringBuilder more(StringBuilder to, CharSequence text) {
        return text.length() == 0 ? to : text(to.append(' '), text);
    }
}
