package io.onetape.tools.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LatencyHistogramTest {
    @Test
    void percentilesAreWithinAThousandthOfTheSortedOnes() {
        long seed = System.nanoTime();
        System.out.println("LatencyHistogramTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        LatencyHistogram histogram = new LatencyHistogram();
        long[] all = new long[1000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (1L << random.nextInt(1, 40)) * random.nextInt(-3, 10) + random.nextInt(100);
            histogram.add(all[i]);
        }
        Arrays.sort(all);
        for (int thousandths : new int[] {1, 100, 500, 900, 990, 1000}) {
            long exact = all[thousandths - 1];
            assertThat(histogram.percentile(thousandths))
                    .as("seed %d, %d/1000", seed, thousandths)
                    .isCloseTo(exact, within(Math.abs(exact) / 1000));
        }
        assertThat(histogram.largest()).isEqualTo(all[999]);
    }

    @Test
    void aPercentileIsNeverOutsideWhatWasAdded() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.add(1_000_001);
        assertThat(histogram.percentile(500)).isEqualTo(1_000_001);
        histogram.add(Long.MIN_VALUE);
        histogram.add(Long.MAX_VALUE);
        assertThat(histogram.percentile(1)).isBetween(Long.MIN_VALUE, Long.MIN_VALUE / 1024 * 1023);
        assertThat(histogram.percentile(1000)).isEqualTo(Long.MAX_VALUE);
        histogram.clear();
        histogram.add(-5);
        assertThat(histogram.percentile(990)).isEqualTo(-5);
    }
}
