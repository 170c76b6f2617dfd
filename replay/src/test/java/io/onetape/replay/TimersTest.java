package io.onetape.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against a map that is searched from end to end. */
final class TimersTest {
    private final Timers timers = new Timers();
    private final Map<Long, Long> naive = new HashMap<>(); // due by number

    @Test
    void timersFireInOrderOfDueAndNumberWhateverWasSetMovedAndCancelled() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long now = 0;
        for (int i = 0; i < 100_000; i++) {
            long number = random.nextLong(40) - 20;
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    long due = now + random.nextLong(30);
                    timers.set(number, due);
                    naive.put(number, due);
                }
                case 2 -> {
                    timers.cancel(number);
                    naive.remove(number);
                }
                default -> now += random.nextLong(10);
            }
            fireAll(now);
        }
    }

    @Test
    void tooManyTimersAreADefect() {
        for (int i = 0; i < Timers.MAX_TIMERS; i++) {
            timers.set(i, -i); // each the first: nothing has to be moved
        }
        assertThatThrownBy(() -> timers.set(-1, -Timers.MAX_TIMERS)).isInstanceOf(IllegalStateException.class);
        timers.set(5, 0);
        assertThat(timers.isDue(-Timers.MAX_TIMERS)).isFalse();
    }

    private void fireAll(long now) {
        while (true) {
            Map.Entry<Long, Long> first = naive.entrySet().stream()
                    .filter(entry -> entry.getValue() <= now)
                    .min(Map.Entry.<Long, Long>comparingByValue()
                            .thenComparing(Comparator.comparing(Map.Entry::getKey)))
                    .orElse(null);
            assertThat(timers.isDue(now)).isEqualTo(first != null);
            if (first == null) {
                return;
            }
            assertThat(timers.nextDueNanos()).isEqualTo(first.getValue());
            assertThat(timers.pop()).isEqualTo(first.getKey());
            naive.remove(first.getKey());
        }
    }
}
