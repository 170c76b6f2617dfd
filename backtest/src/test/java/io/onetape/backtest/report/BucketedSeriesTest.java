package io.onetape.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.backtest.report.BucketedSeries.Bucket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is added, no peak is lost, and memory has a bound. */
final class BucketedSeriesTest {
    private static final long START = 1_700_000_000_000_000_000L;

    @Test
    void eachBucketHoldsItsSmallestLargestAndLastValue() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            int count = 1 + random.nextInt(5_000);
            long[] nanos = new long[count];
            long[] values = new long[count];
            BucketedSeries series = new BucketedSeries(START);
            long at = START;
            for (int i = 0; i < count; i++) {
                at += random.nextLong(1L << random.nextInt(30));
                nanos[i] = at;
                values[i] = random.nextInt(1_000) - 500L;
                series.add(nanos[i], values[i]);
            }
            List<Bucket> buckets = series.buckets();
            assertThat(buckets).as("seed %d", seed).hasSizeBetween(1, BucketedSeries.MOST);
            int next = 0;
            long before = values[0];
            for (Bucket bucket : buckets) {
                long low = before;
                long high = before;
                while (next < count && nanos[next] < bucket.nanos()) {
                    low = Math.min(low, values[next]);
                    high = Math.max(high, values[next]);
                    before = values[next++];
                }
                assertThat(bucket).as("seed %d", seed).isEqualTo(new Bucket(bucket.nanos(), low, high, before));
            }
            assertThat(next).as("seed %d", seed).isEqualTo(count);
        }
    }

    @Test
    void aSeriesThatReachesTheEndHasTheBucketsOfTheLongest() {
        BucketedSeries early = new BucketedSeries(START);
        BucketedSeries late = new BucketedSeries(START);
        early.add(START + 1, 7);
        late.add(START + 86_400_000_000_000L, 7);
        early.reach(START + 86_400_000_000_000L);

        assertThat(early.bucketNanos()).isEqualTo(late.bucketNanos());
        assertThat(early.buckets()).containsExactly(new Bucket(START + early.bucketNanos(), 7, 7, 7));
    }
}
