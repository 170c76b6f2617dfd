package io.onetape.benchmarks;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.schema.SignalDecoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Encoding and decoding alone: every field of a record of 100 bytes (Signal) and of 424 (DepthUpdate of 10 bids and 9 asks). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private final Load load = Load.encoders();
    private final SignalDecoder signal = new SignalDecoder();
    private final DepthUpdateDecoder depth = new DepthUpdateDecoder();
    private final RecordView small = view(Load.encoders().signal());
    private final RecordView large = view(Load.encoders().depth(1));
    private long updateId;

    @Benchmark
    public RecordDraft encodeSmall() {
        return load.signal();
    }

    @Benchmark
    public RecordDraft encodeLarge() {
        return load.depth(++updateId);
    }

    @Benchmark
    public long decodeSmall() {
        small.decode(signal);
        long sum = signal.value() ^ signal.fairPrice() ^ signal.position() ^ signal.strategy(0);
        return sum ^ signal.nameLength();
    }

    @Benchmark
    public long decodeLarge() {
        large.decode(depth);
        long sum = depth.receivedNanos() ^ depth.eventNanos() ^ depth.transactionNanos() ^ depth.firstUpdateId();
        sum ^= depth.lastUpdateId() ^ depth.previousUpdateId();
        DepthUpdateDecoder.BidsDecoder bids = depth.bids();
        while (bids.hasNext()) {
            bids.next();
            sum += bids.price() ^ bids.quantity();
        }
        DepthUpdateDecoder.AsksDecoder asks = depth.asks();
        while (asks.hasNext()) {
            asks.next();
            sum += asks.price() ^ asks.quantity();
        }
        return sum;
    }

    private static RecordView view(RecordDraft draft) {
        return new RecordView().wrap(draft.buffer(), 0, draft.length());
    }
}
