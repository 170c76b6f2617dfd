package io.onetape.benchmarks;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.DepthUpdateDecoder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.marketdata.OrderBook;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Typed replay: each depth update of a tape read, checked, decoded and applied to the order book, 19 levels each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Load.RECORDS)
public class BookBenchmark {
    private final OrderBook book = new OrderBook();
    private final DepthUpdateDecoder update = new DepthUpdateDecoder();
    private Path folder;

    @Setup
    public void find() {
        folder = Scratch.sharedTape(Integer.parseInt(Load.LARGE));
    }

    @Benchmark
    public long replay() {
        book.clear();
        try (TapeReader reader = TapeFolder.open(folder).reader()) {
            for (int applied = 0; applied < Load.COUNT && reader.next(); ) {
                RecordView record = reader.record();
                if (record.templateId() == DepthUpdateDecoder.TEMPLATE_ID) {
                    book.apply(record.decode(update));
                    applied++;
                }
            }
        }
        return book.bids().bestPrice();
    }
}
