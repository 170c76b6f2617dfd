package io.onetape.services.strategy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What pure code may do although it looks like what it may not: its results follow from its arguments. */
public final class PureStrategy {
    private PureStrategy() {}

    static double logarithm(double d) {
        return Math.max(StrictMath.log(d), Math.sqrt(d));
    }

    static String text(String s, double d) {
        return String.format(Locale.ROOT, "%f", d) + s.toUpperCase(Locale.ROOT);
    }

    static String bytes(byte[] bytes) {
        byte[] copy = new byte[bytes.length];
        System.arraycopy(bytes, 0, copy, 0, bytes.length);
        return new String(copy, StandardCharsets.UTF_8);
    }

    static Instant time(long nanos) {
        return Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    static UUID id(long high, long low) {
        return new UUID(high, low);
    }
}
