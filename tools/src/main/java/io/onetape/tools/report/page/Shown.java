package io.onetape.tools.report.page;

import io.onetape.tools.format.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as people read them: a true minus, thousands grouped, rounded half-even where it says so. */
public final class Shown {
    public static final String NONE = "n/a";

    private static final int GROUP = 3;

    private Shown() {}

    /** With so many decimals. */
    public static String fixed(BigDecimal value, int decimals) {
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_EVEN);
        String digits = rounded.abs().toPlainString();
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder(digits);
        for (int i = whole - GROUP; i > 0; i -= GROUP) {
            text.insert(i, ',');
        }
        return rounded.signum() < 0 ? "−" + text : text.toString();
    }

    /** The same with a sign, but for 0. */
    public static String signed(BigDecimal value, int decimals) {
        String text = fixed(value, decimals);
        return value.setScale(decimals, RoundingMode.HALF_EVEN).signum() > 0 ? "+" + text : text;
    }

    public static String count(long value) {
        return fixed(BigDecimal.valueOf(value), 0);
    }

    /** Not rounded. */
    public static String exact(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return fixed(plain, Math.max(0, plain.scale()));
    }

    public static String percent(BigDecimal share, int decimals) {
        return fixed(share.movePointRight(2), decimals) + " %";
    }

    /** {@code 12.7 ms}. */
    public static String span(long nanos) {
        if (nanos % 1_000_000_000L == 0 && Math.abs(nanos) < 120_000_000_000L && nanos != 0) {
            return fixed(BigDecimal.valueOf(nanos / 1_000_000_000L), 0) + " s"; // 60 s, not 1m00s
        }
        String text = Times.span(Math.abs(nanos));
        return nanos < 0 ? "−" + text : text;
    }

    /** {@code 2024-08-08 12:00:00.101}. */
    public static String time(long nanos) {
        String iso = Times.iso(nanos);
        return iso.substring(0, 10) + " " + iso.substring(11, 23);
    }
}
