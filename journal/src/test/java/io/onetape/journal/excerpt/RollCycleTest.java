package io.onetape.journal.excerpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RollCycleTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(RollCycle.class)
    void ourNamesAreTheQueuesOwn(RollCycle roll) {
        long[] times = {0, 1_704_067_199_999_999_999L, 1_709_208_000_123_456_789L, 1_723_161_598_000_000_000L};
        for (long nanos : times) {
            Path folder = temp.resolve(roll + "-" + nanos);
            folder.toFile().mkdir();
            try (QueueSink sink = new QueueSink(folder, roll, FreeSpace.DEFAULT)) {
                new UnsafeBuffer(sink.begin(64, nanos), 64).setMemory(0, 64, (byte) 1);
                sink.commit();
            }
            assertThat(new CycleFiles(folder).all())
                    .containsExactly(folder.resolve(roll.name(roll.cycleOf(nanos)) + RollCycle.SUFFIX));
        }
    }

    @ParameterizedTest
    @EnumSource(RollCycle.class)
    void aNameGivesItsCycleBackAndNamesSortAsTimesDo(RollCycle roll) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            long a = random.nextLong(2_000_000_000L) * 1_000_000_000L;
            long b = random.nextLong(2_000_000_000L) * 1_000_000_000L;
            int cycle = roll.cycleOf(a);
            assertThat(roll.startNanos(cycle)).isLessThanOrEqualTo(a);
            assertThat(roll.startNanos(cycle + 1)).isGreaterThan(a);
            assertThat(roll.cycleOf(temp.resolve(roll.name(cycle) + RollCycle.SUFFIX)))
                    .isEqualTo(cycle);
            assertThat(Integer.signum(roll.name(cycle).compareTo(roll.name(roll.cycleOf(b)))))
                    .isEqualTo(Integer.compare(cycle, roll.cycleOf(b)));
        }
    }

    @ParameterizedTest
    @EnumSource(RollCycle.class)
    void aForeignNameIsRefusedNamingIt(RollCycle roll) {
        for (String name : new String[] {"notes.cq4", ".cq4", "20240808.cq4", "x"}) {
            assertThatThrownBy(() -> roll.cycleOf(temp.resolve(name)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found " + name);
        }
    }
}
