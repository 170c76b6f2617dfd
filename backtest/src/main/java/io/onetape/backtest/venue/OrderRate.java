package io.onetape.backtest.venue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many new orders and amends the venue takes in a window of its calendar; 0: any number. */
public record OrderRate(int perTenSeconds, int perMinute) {
    /** Takes everything. */
    public static final OrderRate UNLIMITED = new OrderRate(0, 0);

    /** What Binance USD-M takes of one account. */
    public static final OrderRate DEFAULT = new OrderRate(300, 1200);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/10s,(\\d{1,9})/1m");

    public OrderRate {
        if (perTenSeconds < 0 || perMinute < 0) {
            throw new IllegalArgumentException(
                    "expected 0 orders or more, found " + perTenSeconds + " and " + perMinute);
        }
    }

    /** Reads {@code 300/10s,1200/1m}, or {@code none}. */
    public static OrderRate parse(String text) {
        if (text.equals("none")) {
            return UNLIMITED;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected orders in ten seconds and in a minute (300/10s,1200/1m), or none, found '" + text + "'");
        }
        return new OrderRate(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** What {@link #parse} reads. */
    public String text() {
        return equals(UNLIMITED) ? "none" : perTenSeconds + "/10s," + perMinute + "/1m";
    }
}
