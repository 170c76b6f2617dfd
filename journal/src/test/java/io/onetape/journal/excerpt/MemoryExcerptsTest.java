package io.onetape.journal.excerpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class MemoryExcerptsTest {
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    @Test
    void aCursorFollowsOverTheEndsOfSegments() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        MemoryExcerpts excerpts = MemoryExcerpts.kept();
        ExcerptCursor follower = excerpts.cursor();
        ExcerptCursor behind = excerpts.cursor();
        int count = 400;
        for (int i = 0; i < count; i++) {
            int length =
                    random.nextInt(10) == 0 ? CycleFile.MAX_LENGTH - random.nextInt(64) : 1 + random.nextInt(60_000);
            write(excerpts, i, length);
            assertThat(follower.advance()).isTrue();
            assertHolds(follower, i, length);
            assertThat(follower.advance()).isFalse();
        }
        for (int i = 0; i < count; i++) {
            assertThat(behind.advance()).isTrue();
            assertHolds(behind, i, behind.length());
        }
        assertThat(behind.advance()).isFalse();
    }

    @Test
    void aSegmentCanBeFilledToEveryByteOfItsEnd() {
        for (int spare = 0; spare < 24; spare++) {
            MemoryExcerpts excerpts = MemoryExcerpts.kept();
            ExcerptCursor cursor = excerpts.cursor();
            int[] lengths = {
                CycleFile.MAX_LENGTH - 4,
                CycleFile.MAX_LENGTH - 4,
                CycleFile.MAX_LENGTH - 4,
                CycleFile.MAX_LENGTH - 4 - spare,
                64,
                65
            };
            for (int i = 0; i < lengths.length; i++) {
                write(excerpts, i, lengths[i]);
            }
            for (int i = 0; i < lengths.length; i++) {
                assertThat(cursor.advance())
                        .as("spare %d, excerpt %d", spare, i)
                        .isTrue();
                assertHolds(cursor, i, lengths[i]);
            }
            assertThat(cursor.advance()).isFalse();
        }
    }

    @Test
    void whatIsRolledBackIsNeverSeen() {
        MemoryExcerpts excerpts = MemoryExcerpts.kept();
        ExcerptCursor cursor = excerpts.cursor();
        view.wrap(excerpts.begin(5_000, 0), 5_000);
        view.setMemory(0, 5_000, (byte) -1);
        excerpts.rollback();
        assertThat(cursor.advance()).isFalse();
        write(excerpts, 1, 10);
        assertThat(cursor.advance()).isTrue();
        assertHolds(cursor, 1, 10);
        assertThat(cursor.advance()).isFalse();
    }

    @Test
    void whatPassesIsReadInOrderHoweverFarTheCursorIsBehind() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        MemoryExcerpts excerpts = MemoryExcerpts.passing();
        ExcerptCursor cursor = excerpts.cursor();
        int[] lengths = new int[400];
        int read = 0;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] =
                    random.nextInt(20) == 0 ? CycleFile.MAX_LENGTH - random.nextInt(64) : 1 + random.nextInt(60_000);
            write(excerpts, i, lengths[i]);
            for (int more = random.nextInt(40) == 0 ? i - read + 1 : random.nextInt(2); more > 0; more--) {
                assertThat(cursor.advance()).as("seed %d", seed).isTrue();
                assertHolds(cursor, read, lengths[read]);
                read++;
            }
            assertThat(read <= i || !cursor.advance()).as("seed %d", seed).isTrue();
        }
    }

    /** A cursor that keeps up needs no more memory than two segments; its current excerpt stays where it is while others are written. */
    @Test
    void whatPassesIsWrittenOver() {
        MemoryExcerpts excerpts = MemoryExcerpts.passing();
        ExcerptCursor cursor = excerpts.cursor();
        Set<Long> addresses = new HashSet<>();
        write(excerpts, 0, 1_000);
        for (int i = 1; i < 20_000; i++) {
            assertThat(cursor.advance()).isTrue();
            write(excerpts, i, 1_000);
            assertHolds(cursor, i - 1, 1_000);
            addresses.add(cursor.address());
        }
        assertThat(addresses).hasSizeLessThan(3 * CycleFile.MAX_LENGTH / 1_000);
        assertThatThrownBy(excerpts::cursor).hasMessage("expected one cursor over excerpts that pass, found a second");
    }

    @Test
    void anExcerptThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> MemoryExcerpts.kept().begin(CycleFile.MAX_LENGTH + 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found " + (CycleFile.MAX_LENGTH + 1));
    }

    private void write(MemoryExcerpts excerpts, int number, int length) {
        view.wrap(excerpts.begin(length, 0), length);
        view.setMemory(0, length, (byte) number);
        excerpts.commit();
    }

    private void assertHolds(ExcerptCursor cursor, int number, int length) {
        assertThat(cursor.length()).isEqualTo(length);
        view.wrap(cursor.address(), length);
        assertThat(view.getByte(0)).isEqualTo((byte) number);
        assertThat(view.getByte(length - 1)).isEqualTo((byte) number);
    }
}
