package io.onetape.backtest.run.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of a tape is what reading all of it would find. */
class SourcePartTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 1_699_999_200L * SECOND;

    @TempDir
    private Path folder;

    @Test
    void ofATapeOnDisk() {
        try (TapeImport target = new TapeImport(folder.resolve("tape"), 1)) {
            new SyntheticMarket(3, 4 * SECOND, HOUR - 2 * SECOND).writeTo(target);
        }
        anyPartIsFound(TapeFolder.open(folder.resolve("tape")));
    }

    @Test
    void ofATapeInMemory() {
        anyPartIsFound(Prints.at(1, 1, 2, 2, 3, 3, 3, 3, 5, 5, 5, 5).tape());
    }

    private static void anyPartIsFound(Tape tape) {
        List<Long> times = new ArrayList<>();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                times.add(reader.record().recordedAtNanos());
            }
        }
        SourceScan scan = SourceScan.of(tape);
        int last = times.size();
        assertPart(scan, times, 1, times.get(last - 1), Long.MAX_VALUE, Long.MAX_VALUE);
        assertPart(scan, times, last, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        assertPart(scan, times, 1, times.get(last - 1) + 1, Long.MAX_VALUE, Long.MAX_VALUE);
        assertPart(scan, times, 1, Long.MIN_VALUE, 1, Long.MAX_VALUE);
        assertPart(scan, times, 1, Long.MIN_VALUE, Long.MAX_VALUE, times.get(0));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100; i++) {
            long from = random.nextBoolean() ? 1 : 1 + random.nextInt(last + 2);
            long to = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(last + 3);
            long fromNanos = times.get(random.nextInt(last)) + random.nextInt(-1, 2);
            long toNanos = times.get(random.nextInt(last)) + random.nextInt(-1, 2);
            assertPart(
                    scan,
                    times,
                    from,
                    random.nextBoolean() ? Long.MIN_VALUE : fromNanos,
                    to,
                    random.nextBoolean() ? Long.MAX_VALUE : toNanos);
        }
    }

    private static void assertPart(
            SourceScan scan, List<Long> times, long from, long fromNanos, long to, long toNanos) {
        long start = 0;
        long end = 0;
        for (int i = 0; i < times.size() && i + 1 < to && times.get(i) < toNanos; i++) {
            if (i + 1 >= from && times.get(i) >= fromNanos) {
                start = start == 0 ? i + 1 : start;
                end = i + 1L;
            }
        }
        if (start == 0) {
            assertThatThrownBy(() -> scan.between(from, fromNanos, to, toNanos))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        SourceScan part = scan.between(from, fromNanos, to, toNanos);
        boolean whole = from <= 1 && fromNanos <= times.get(0);
        assertThat(part.startSequence()).isEqualTo(whole ? 0 : start);
        assertThat(part.lastSequence()).isEqualTo(end);
        assertThat(part.startNanos()).isEqualTo(times.get(whole ? 0 : (int) start - 1));
        assertThat(part.lastNanos()).isEqualTo(times.get((int) end - 1));
    }
}
