package io.onetape.journal.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlewedClockTest {
    private static final long SECOND = 1_000_000_000L;

    private long wall = 1_000 * SECOND;
    private long monotonic = 77;
    private final SlewedClock clock = new SlewedClock(() -> wall, () -> monotonic);

    @Test
    void aDriftingWallClockIsFollowedSlowly() {
        wall += SECOND / 100; // 10 ms ahead
        for (int second = 1; second <= 30; second++) {
            long before = clock.now();
            pass(SECOND);
            assertThat(clock.now() - before).isBetween(SECOND, SECOND + 500_000);
        }
        assertThat(wall - clock.now()).isBetween(-500_000L, 500_000L);
        assertThat(clock.takeStepNanos()).isZero();
    }

    @Test
    void aStepIsReportedOnceAndNotFollowed() {
        pass(SECOND);
        wall -= 3_600 * SECOND;
        long before = clock.now();
        pass(2 * SECOND);

        assertThat(clock.now() - before).isEqualTo(2 * SECOND);
        assertThat(clock.takeStepNanos()).isEqualTo(-3_600 * SECOND);
        assertThat(clock.takeStepNanos()).isZero();
    }

    @Test
    void aCorrectionThatWasMeasuredForASecondIsNotCarriedThroughALongSilence() {
        wall += SECOND / 2_000; // half a millisecond ahead: made up for within the next second
        pass(SECOND);
        clock.now();
        pass(1_000 * SECOND);

        assertThat(wall - clock.now()).isBetween(-1_000L, 1_000L);
    }

    @Test
    void timeNeverGoesBack() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long last = clock.now();
        for (int i = 0; i < 100_000; i++) {
            monotonic += random.nextLong(SECOND / 10);
            wall += random.nextLong(-SECOND / 5, SECOND / 3);
            long now = clock.now();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
    }

    private void pass(long nanos) {
        wall += nanos;
        monotonic += nanos;
    }
}
