package io.onetape.services.strategy.series;

import io.onetape.journal.fixed.Fixed8;

/** Where a value stands in bands around a mean. All Fixed8; {@code away} is value less mean, a width is a number of deviations. No bands without deviation. */
public final class Bands {
    private Bands() {}

    /** 1 if the value is above the band of this width or on its edge, -1 below, 0 within. */
    public static int side(long away, long width, long deviation) {
        return deviation > 0 && Math.abs(away) >= Fixed8.multiply(width, deviation) ? Long.signum(away) : 0;
    }

    /** True if a position against the departure has got what it waited for: the value is within the band, or beyond the mean. */
    public static boolean isBack(long away, long position, long width, long deviation) {
        if (position == 0) {
            return false;
        }
        long against = position > 0 ? -away : away; // above 0 while the departure lasts
        return against <= Fixed8.multiply(width, deviation);
    }

    /** {@code away} in twice the width, from -1 to 1; 0 without deviation. */
    public static long conviction(long away, long width, long deviation) {
        long most = Fixed8.multiply(Math.multiplyExact(2, width), deviation);
        if (most == 0) {
            return 0;
        }
        return Math.abs(away) >= most ? Long.signum(away) * Fixed8.ONE : Fixed8.divide(away, most);
    }
}
