package io.onetape.benchmarks;

import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.verify.Verification;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.queue.ExcerptTailer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reading every record of one tape: checked; by {@code verify}; by Chronicle's own tailer, over the same files; and from a mapped file of the same records. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Load.TAPE_RECORDS)
public class TailBenchmark {
    @Param({Load.SMALL, Load.LARGE})
    int bytes;

    private Path folder;

    @Setup
    public void find() {
        folder = Scratch.sharedTape(bytes);
    }

    @Benchmark
    public long tape() {
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            while (reader.next()) {
                // checked on the way
            }
            return reader.number();
        }
    }

    @Benchmark
    public Verification.Result verify() {
        return new Verification(TapeFolder.open(folder), Verification.Observer.NONE).run(false);
    }

    @Benchmark
    public long raw(OpenRaw open) {
        open.tailer.toStart();
        long sum = 0;
        for (int i = 0; i < Load.TAPE_COUNT; i++) {
            sum ^= RawQueue.read(open.tailer);
        }
        return sum;
    }

    @Benchmark
    public long mapped(OpenMapped open) {
        open.file.rewind();
        long sum = 0;
        for (int i = 0; i < Load.TAPE_COUNT; i++) {
            sum ^= open.file.read();
        }
        return sum;
    }

    /** Chronicle's own tailer. */
    @State(Scope.Thread)
    public static class OpenRaw {
        private RawQueue queue;
        private ExcerptTailer tailer;

        @Setup
        public void open(TailBenchmark in) {
            queue = RawQueue.forReading(in.folder);
            tailer = queue.tailer();
        }

        @TearDown
        public void close() {
            queue.close();
        }
    }

    /** The records in a mapped file. */
    @State(Scope.Thread)
    public static class OpenMapped {
        private MappedFile file;

        @Setup
        public void open(TailBenchmark in) {
            file = new MappedFile(Scratch.sharedMapped(in.bytes));
        }

        @TearDown
        public void close() {
            file.close();
        }
    }
}
