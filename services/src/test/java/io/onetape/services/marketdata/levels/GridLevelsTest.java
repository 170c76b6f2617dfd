package io.onetape.services.marketdata.levels;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.record.LevelsView;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class GridLevelsTest {
    private static final int STEPS = 60_000;
    private static final int MAXIMUM = TickArray.FEWEST_TICKS + 500;

    private final TreeMap<Long, Long> naive = new TreeMap<>(Comparator.reverseOrder());
    private final GridLevels fast = new GridLevels(MAXIMUM);
    private final UnsafeBuffer group = new UnsafeBuffer(new byte[24]);
    private final LevelsView one = new LevelsView();

    /** The market drifts and jumps further than the array reaches, keys come between ticks, and sides are cleared and loaded. */
    @RepeatedTest(6)
    void theArrayAndTheSortedMapAreEqualAtEachStep() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        long tick = new long[] {1, 3, 10_000_000, 1L << 39}[random.nextInt(4)];
        long highest = random.nextInt(1_000_000) * tick * (random.nextBoolean() ? 1 : -1);
        load(highest, tick, random);
        for (int step = 0; step < STEPS; step++) {
            int dice = random.nextInt(10_000);
            if (dice == 0) {
                load(highest, tick, random);
            } else if (dice < 30) {
                highest += (random.nextInt(3 * TickArray.FEWEST_TICKS) - TickArray.FEWEST_TICKS * 3 / 2) * tick;
            } else if (dice < 60 && !naive.isEmpty()) { // the best ones go, one after the other
                for (int i = random.nextInt(random.nextInt(5) == 0 ? 20_000 : 300); i > 0 && !naive.isEmpty(); i--) {
                    set(naive.firstKey(), 0);
                }
            }
            long between = dice > 60 && dice < 70 && tick > 1 ? 1 + random.nextInt((int) Math.min(tick - 1, 1000)) : 0;
            long away = (long) Math.abs(random.nextGaussian() * (random.nextInt(20) == 0 ? 20_000 : 300));
            set(highest - away * tick - between, random.nextInt(3) == 0 ? 0 : random.nextInt(1_000) + 1L);
            assertSame(highest - random.nextInt(2_000) * tick, random, "seed " + seed + ", step " + step);
        }
    }

    /** Whatever the highest were apart: the next ones after an empty side may be closer. */
    @Test
    void anEmptiedSideTakesKeysBetweenItsFormerTicks() {
        for (int i = 0; i < 40; i++) {
            set(i * 10L, 1);
        }
        for (int i = 0; i < 40; i++) {
            set(i * 10L, 0);
        }
        assertSame(0, new Random(1), "empty");
        set(5, 1);
        set(-7, 2);
        set(380, 3);
        assertSame(5, new Random(1), "between");
    }

    @Test
    void keysAtTheEndsOfLongComeAndGo() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        long[] far = {
            Long.MIN_VALUE + 1, -(1L << 62), Long.MIN_VALUE + 1_000_000_000_000L, (1L << 61) + 1, Long.MAX_VALUE
        };
        for (int step = 0; step < 20_000; step++) {
            boolean isFar = random.nextInt(50) == 0;
            long key = isFar ? far[random.nextInt(far.length)] : 1_000_000_000_000L - 6L * random.nextInt(500);
            set(key, random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(9));
            assertSame(key, random, "seed " + seed + ", step " + step);
            if (random.nextInt(2_000) == 0) {
                fast.clear();
                naive.clear();
            }
            assertThat(fast.above(Long.MAX_VALUE)).isZero();
            assertThat(fast.above(Long.MIN_VALUE)).isEqualTo(naive.size());
        }
    }

    @Test
    void keysThatAreTooFarApartForAnArrayAreKeptToo() {
        for (int i = 0; i < 100; i++) {
            set((1L << 62) + i * (1L << 41), i + 1);
            set(-(1L << 62) - i * (1L << 41), i + 1);
        }
        assertSame(0, new Random(1), "at the edges of 64 bits");
    }

    @Test
    void aFullSideLetsTheLowestGoForABetterOne() {
        for (long key = 0; key > -MAXIMUM; key--) {
            set(key, 5);
        }
        fast.set(1, 7); // in the array
        assertThat(fast.size()).isEqualTo(MAXIMUM);
        assertThat(fast.quantityOf(1)).isEqualTo(7);
        assertThat(fast.quantityOf(-MAXIMUM + 1)).isZero();
        fast.set(-MAXIMUM + 2, 0);
        fast.set(-MAXIMUM, 5); // behind all, but there is room
        fast.set(-MAXIMUM - 1, 5); // and now there is none
        assertThat(fast.quantityOf(-MAXIMUM)).isEqualTo(5);
        assertThat(fast.quantityOf(-MAXIMUM - 1)).isZero();
        fast.set(-MAXIMUM + 2, 5); // better than the last one, which goes
        assertThat(fast.quantityOf(-MAXIMUM)).isZero();
        assertThat(fast.quantityOf(-MAXIMUM + 2)).isEqualTo(5);
    }

    private void load(long highest, long tick, Random random) {
        fast.clear();
        naive.clear();
        long key = highest;
        for (int i = random.nextInt(400); i > 0; i--) {
            key -= (random.nextInt(3) + 1) * tick;
            naive.put(key, 9L);
            assertThat(fast.addLowest(key, 9)).isTrue();
        }
    }

    /** Every other one as a group of levels, of the side whose keys are the prices below 0. */
    private void set(long key, long quantity) {
        if (((key ^ quantity) & 1) == 0) {
            fast.set(key, quantity);
        } else {
            group.putShort(0, (short) 16);
            group.putShort(2, (short) 1);
            group.putLong(4, -key);
            group.putLong(12, quantity);
            one.wrap(group, 0);
            if (fast.setAll(one, 0, -1) == 0) {
                fast.set(key, quantity);
            }
        }
        if (quantity == 0) {
            naive.remove(key);
        } else {
            naive.put(key, quantity);
        }
    }

    private void assertSame(long key, Random random, String where) {
        assertThat(fast.size()).as(where).isEqualTo(naive.size());
        assertThat(fast.quantityOf(key)).as(where).isEqualTo(naive.getOrDefault(key, 0L));
        assertThat(fast.quantityOf(key + 1)).as(where).isEqualTo(naive.getOrDefault(key + 1, 0L));
        if (!naive.isEmpty()) {
            assertThat(fast.key(fast.positionFromTop(0))).as(where).isEqualTo(naive.firstKey());
            assertThat(fast.key(fast.positionFromTop(naive.size() - 1)))
                    .as(where)
                    .isEqualTo(naive.lastKey());
        }
        if (random.nextInt(200) == 0) {
            assertThat(fast.above(key))
                    .as(where)
                    .isEqualTo(naive.headMap(key, false).size());
            int level = 0;
            for (Map.Entry<Long, Long> entry : naive.entrySet()) {
                int position = fast.positionFromTop(level++);
                assertThat(fast.key(position)).as(where).isEqualTo(entry.getKey());
                assertThat(fast.quantity(position)).as(where).isEqualTo(entry.getValue());
            }
        }
    }
}
