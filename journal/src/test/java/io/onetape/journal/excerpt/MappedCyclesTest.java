package io.onetape.journal.excerpt;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeWriter;
import io.onetape.journal.tape.Ticks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MappedCyclesTest {
    private static final long MILLI = 1_000_000;
    private static final long MINUTE = 60_000 * MILLI;

    @TempDir
    private Path folder;

    @Test
    void allExcerptsOfAllCyclesAreWalkedAcrossTheEndsOfWindows() {
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            new Ticks(writer).append(20_000, MILLI).append(7, 25 * MINUTE).append(9_000, MILLI);
        }
        List<byte[]> read = walk(new FileCursor(folder, false));
        assertThat(read).hasSizeGreaterThan(29_000);
        assertThat(walk(new MappedCursor(new MappedCycles(folder)))).containsExactlyElementsOf(read);
        for (long window : new long[] {4 << 10, 64 << 10, 1 << 20}) {
            assertThat(walk(new MappedCursor(new MappedCycles(folder, window)))).containsExactlyElementsOf(read);
        }
    }

    /** Also where its writer still appends, and then closes, which cuts the file. */
    @Test
    void whatWasMappedIsWalkedWhatCameLaterIsNot() {
        MappedCycles mapped;
        List<byte[]> before;
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            Ticks ticks = new Ticks(writer).append(500, MILLI);
            before = walk(new FileCursor(folder, false));
            mapped = new MappedCycles(folder);
            ticks.append(3, 60 * MINUTE);
        }
        List<byte[]> walked = new ArrayList<>();
        MappedCursor cursor = new MappedCursor(mapped);
        while (walked.size() < before.size() && cursor.advance()) {
            walked.add(bytes(cursor));
        }
        assertThat(walked).containsExactlyElementsOf(before);
    }

    @Test
    void anExcerptStaysWhereItIsWhenTheCursorGoesOn() {
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            new Ticks(writer).append(3_000, MILLI).append(3, 60 * MINUTE);
        }
        MappedCursor cursor = new MappedCursor(new MappedCycles(folder, 64 << 10));
        assertThat(cursor.advance()).isTrue();
        byte[] first = bytes(cursor);
        UnsafeBuffer place = new UnsafeBuffer(0, 0);
        place.wrap(cursor.address(), cursor.length());
        int more = 0;
        while (cursor.advance()) {
            more++;
        }
        assertThat(more).isGreaterThan(3_000);
        byte[] again = new byte[first.length];
        place.getBytes(0, again);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void aCursorGoesToAnyPlaceThatAnotherHasTold() {
        try (TapeWriter writer = TapeFolder.create(folder, 7, RollCycle.HOUR)) {
            new Ticks(writer).append(4_000, MILLI).append(3, 60 * MINUTE).append(2_000, MILLI);
        }
        for (long window : new long[] {4 << 10, 64 << 10, 1 << 30}) {
            MappedCycles mapped = new MappedCycles(folder, window);
            MappedCursor teller = new MappedCursor(mapped);
            List<byte[]> excerpts = new ArrayList<>();
            List<Long> places = new ArrayList<>();
            while (teller.advance()) {
                excerpts.add(bytes(teller));
                places.add(teller.place());
            }
            MappedCursor cursor = new MappedCursor(mapped);
            for (int i = 0; i < excerpts.size(); i++) {
                int at = (int) (i * 7919L % excerpts.size()); // forward and back, into other windows and cycles
                cursor.goTo(places.get(at));
                assertThat(cursor.advance()).isEqualTo(at + 1 < excerpts.size());
                if (at + 1 < excerpts.size()) {
                    assertThat(bytes(cursor)).isEqualTo(excerpts.get(at + 1));
                }
            }
        }
    }

    @Test
    void aFolderWithoutCyclesHasNoExcerpts() {
        assertThat(walk(new MappedCursor(new MappedCycles(folder)))).isEmpty();
    }

    private static List<byte[]> walk(ExcerptCursor cursor) {
        List<byte[]> all = new ArrayList<>();
        while (cursor.advance()) {
            all.add(bytes(cursor));
        }
        assertThat(cursor.advance()).isFalse();
        cursor.close();
        return all;
    }

    private static byte[] bytes(ExcerptCursor cursor) {
        UnsafeBuffer view = new UnsafeBuffer(0, 0);
        view.wrap(cursor.address(), cursor.length());
        byte[] bytes = new byte[cursor.length()];
        view.getBytes(0, bytes);
        return bytes;
    }
}
