package io.onetape.journal.fixed;

import java.math.BigInteger;
import java.util.SplittableRandom;

/** Numbers for random tests, many of them at the edges. */
final class Numbers {
    private static final long[] EDGES = {
        0,
        1,
        -1,
        2,
        3,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE + 1,
        Fixed8.ONE,
        -Fixed8.ONE,
        Fixed8.ONE / 2,
        1L << 32,
        -1L << 32,
        (1L << 32) - 1,
        0x8000_0000_0000_0001L,
        0x7FFF_FFFF_0000_0000L
    };

    private Numbers() {}

    static SplittableRandom seeded() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return new SplittableRandom(seed);
    }

    static long any(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> random.nextLong();
            case 2 -> random.nextLong(-1_000, 1_000) * Fixed8.ONE / 2;
            default -> random.nextLong() >> random.nextInt(63);
        };
    }

    static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    static BigInteger wide(long high, long low) {
        BigInteger unsignedLow = BigInteger.valueOf(low >>> 1).shiftLeft(1).add(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(64).add(unsignedLow);
    }
}
