package io.onetape.benchmarks;

import io.onetape.journal.sequencer.SequencerAgent;
import io.onetape.journal.tape.TapeWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** One hop through the sequencer: read the outbox, check, copy, number, checksum, append. To be compared with a raw tail and a raw append, added. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Load.RECORDS)
public class HopBenchmark {
    @Param({Load.SMALL, Load.LARGE})
    int bytes;

    private Path folder;
    private SequencerAgent agent;

    /** The outbox holds enough for sixteen batches; tape and agent are opened once a fork. */
    @Setup
    public void begin() {
        Path outbox = Scratch.sharedOutbox(bytes);
        folder = Scratch.folder("tape");
        TapeWriter tape = Scratch.tape(folder);
        agent = new SequencerAgent(
                folder,
                tape,
                List.of(SequencerAgent.Feed.ofFacts("feed", outbox)),
                SequencerAgent.Clock.OF_WRITER,
                Load.START_NANOS);
    }

    @TearDown
    public void end() {
        agent.close();
        Scratch.delete(folder);
    }

    @Benchmark
    public int hop() {
        int done = 0;
        while (done < Load.COUNT) { // a few records more, as a turn takes 64
            int work = agent.doWork();
            if (work == 0) {
                throw new IllegalStateException("expected more records in the outbox: run fewer iterations");
            }
            done += work;
        }
        return done;
    }
}
