package io.onetape.benchmarks.recovery;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.ParityCheck;
import io.onetape.services.Processors;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Locale;

/** Runs all services' processors over a tape again and again, from its beginning, comparing every output; the first round includes the compiling. */
public final class RecoverySpeed {
    private RecoverySpeed() {}

    /** {@code args}: the tape, the number of rounds. */
    public static void main(String[] args) {
        TapeFolder tape = TapeFolder.open(Path.of(args[0]));
        System.out.println(
                "| round | records | outputs compared | million records a second and core | only read and checked |");
        System.out.println("|---|---|---|---|---|");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
            ParityCheck check = new ParityCheck(tape.sources(), Processors::find);
            long start = threads.getCurrentThreadCpuTime();
            long records = recover(tape, check);
            long recovered = threads.getCurrentThreadCpuTime();
            read(tape);
            long read = threads.getCurrentThreadCpuTime();
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %d | %,d | %,d | %.2f | %.2f |",
                    round,
                    records,
                    check.compared(),
                    1e3 * records / (recovered - start),
                    1e3 * records / (read - recovered)));
        }
    }

    private static long recover(TapeFolder tape, ParityCheck check) {
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                check.accept(reader.record()).ifPresent(difference -> {
                    throw new IllegalStateException("another output at sequence " + difference.sequence());
                });
            }
            if (check.missing() > 0 || !check.unknown().isEmpty()) {
                throw new IllegalStateException("expected all outputs of known processors, found " + check.missing()
                        + " missing and " + check.unknown());
            }
            return reader.number();
        }
    }

    private static void read(TapeFolder tape) {
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                // checked on the way
            }
        }
    }
}
