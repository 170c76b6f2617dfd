package io.onetape.backtest.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BucketsTest {
    @Test
    void equalValuesAreExact() {
        Buckets buckets = new Buckets();
        for (int i = 0; i < 1_000; i++) {
            buckets.add(10_000_001);
        }
        assertThat(buckets.spread())
                .isEqualTo(new Spread(1_000, 10_000_001, 10_000_001, 10_000_001, 10_000_001, 10_000_001));
    }

    @Test
    void smallValuesAreExact() {
        Buckets buckets = new Buckets();
        for (int i = 1; i <= 1_000; i++) {
            buckets.add(i);
        }
        assertThat(buckets.spread()).isEqualTo(new Spread(1_000, 500, 950, 990, 999, 1_000));
    }

    @Test
    void largeOnesAreToTheTwentiethOfAPercent() {
        SplittableRandom random = new SplittableRandom(3);
        Buckets buckets = new Buckets();
        long[] values = new long[10_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextLong(1L << random.nextInt(1, 63));
            buckets.add(values[i]);
        }
        Arrays.sort(values);
        Spread spread = buckets.spread();
        assertThat(spread.p50()).isBetween(values[4_999], values[4_999] + (values[4_999] >> 11) + 1);
        assertThat(spread.p99()).isBetween(values[9_899], values[9_899] + (values[9_899] >> 11) + 1);
        assertThat(spread.max()).isEqualTo(values[9_999]);
    }

    @Test
    void whatIsBelowZeroCountsAsZeroAndIsSaid() {
        Buckets buckets = new Buckets();
        buckets.add(-5);
        buckets.add(7);
        assertThat(buckets.negative()).isEqualTo(1);
        assertThat(buckets.spread()).isEqualTo(new Spread(2, 0, 7, 7, 7, 7));
    }

    @Test
    void ofNothingAllIsZero() {
        assertThat(new Buckets().spread()).isEqualTo(new Spread(0, 0, 0, 0, 0, 0));
    }
}
