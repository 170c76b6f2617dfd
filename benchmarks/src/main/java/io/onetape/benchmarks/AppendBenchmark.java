package io.onetape.benchmarks;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.queue.ExcerptAppender;
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

/** Appending one encoded record: to the tape, with its number, time and chained checksum; the same bytes to a raw queue; and to a mapped file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Load.RECORDS)
public class AppendBenchmark {
    @Param({Load.SMALL, Load.LARGE})
    int bytes;

    private RecordDraft draft;
    private Path folder;

    @Setup
    public void prepare() {
        draft = Load.record(bytes);
        folder = Scratch.folder("append");
    }

    @TearDown
    public void delete() {
        Scratch.delete(folder);
    }

    @Benchmark
    public long tape(OpenTape open) {
        for (int i = 0; i < Load.COUNT; i++) {
            draft.source(0, ++open.number);
            open.tape.append(draft.buffer(), draft.length(), 2, Load.START_NANOS + open.number);
        }
        return open.number;
    }

    @Benchmark
    public long raw(OpenRaw open) {
        for (int i = 0; i < Load.COUNT; i++) {
            open.queue.append(open.appender);
        }
        return open.appender.lastIndexAppended();
    }

    @Benchmark
    public void mapped(OpenMapped open) {
        int length = draft.length();
        for (int i = 0; i < Load.COUNT; i++) {
            open.file.append(draft.buffer(), length);
        }
    }

    /** A tape that grows through a fork. */
    @State(Scope.Thread)
    public static class OpenTape {
        private TapeWriter tape;
        private long number;

        @Setup
        public void open(AppendBenchmark in) {
            tape = Scratch.tape(in.folder);
        }

        @TearDown
        public void close() {
            tape.close();
        }
    }

    /** A raw queue that grows through a fork. */
    @State(Scope.Thread)
    public static class OpenRaw {
        private RawQueue queue;
        private ExcerptAppender appender;

        @Setup
        public void open(AppendBenchmark in) {
            queue = RawQueue.forAppending(in.folder);
            queue.prepare(in.draft);
            appender = queue.appender();
        }

        @TearDown
        public void close() {
            queue.close();
        }
    }

    /** A mapped file that grows through a fork. */
    @State(Scope.Thread)
    public static class OpenMapped {
        private MappedFile file;

        @Setup
        public void open(AppendBenchmark in) {
            file = new MappedFile(in.folder);
        }

        @TearDown
        public void close() {
            file.close();
        }
    }
}
