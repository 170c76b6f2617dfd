package io.onetape.services.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.excerpt.BusyException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed with SIGKILL while they hold the lock of a segment. */
@Timeout(180)
final class StuckCacheTest {
    static final long TAPE = 77;
    static final long T = 1_704_067_200_000_000_000L;

    private static final int MOST_KILLS = 40;

    @TempDir
    Path folder;

    @Test
    void aWriterThatIsKilledUnderLoadLeavesALockAndTheNextOneMakesTheCacheAnew() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        int stuck = 0;
        for (int i = 0; i < MOST_KILLS && stuck == 0; i++) {
            Process writer = CacheChild.start("write", folder);
            assertThatThrownBy(() -> CacheWriter.begin(folder, TAPE))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("pid " + writer.pid());
            LockSupport.parkNanos(random.nextLong(1_000_000, 50_000_000));
            writer.destroyForcibly().waitFor();
            try (CacheReader reader = CacheReader.open(folder, TAPE)) {
                stuck += isStuck(reader) ? 1 : 0;
            }
            assertMadeAnew();
        }
        assertThat(stuck).as("a kill inside an update").isPositive();
    }

    @Test
    void aReaderGivesUpWhereALockIsTakenAndSaysWhatToDo() throws Exception {
        try (CacheWriter cache = CacheWriter.begin(folder, TAPE)) {
            new Records().put(cache, "BookTop instrument=1 bid=100 ask=101 status=VALID", T);
            cache.publish();
            CacheChild.start("hold", folder).destroyForcibly().waitFor();
            try (CacheReader reader = CacheReader.open(folder, TAPE)) {
                long from = System.nanoTime();
                assertThatThrownBy(() -> reader.findTop(1, T))
                        .isInstanceOf(CacheStuckException.class)
                        .hasMessageContaining("found it taken")
                        .hasMessageContaining("service 'cache'");
                assertThat(System.nanoTime() - from).isBetween(CacheMap.LOCK_NANOS, 10 * CacheMap.LOCK_NANOS);
            }
            assertThatThrownBy(() -> new Records().put(cache, "BookTop instrument=1 bid=1 ask=2", T))
                    .isInstanceOf(CacheStuckException.class);
        }
        assertMadeAnew();
    }

    private static boolean isStuck(CacheReader reader) {
        try {
            reader.findTop(1, T);
            return false;
        } catch (CacheStuckException e) {
            return true;
        }
    }

    private void assertMadeAnew() {
        try (CacheWriter cache = CacheWriter.begin(folder, TAPE)) {
            new Records().put(cache, "BookTop instrument=1 bid=100 ask=101 status=VALID", T);
            cache.publish();
            try (CacheReader reader = CacheReader.open(folder, TAPE)) {
                assertThat(reader.findTop(1, T)).isEqualTo(Lookup.FOUND);
                assertThat(reader.sequence()).isEqualTo(1);
            }
        }
    }
}
