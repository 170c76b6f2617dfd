package io.onetape.benchmarks;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.BookTopDecoder;
import io.onetape.journal.schema.BookTopEncoder;
import io.onetape.journal.schema.PositionChangedDecoder;
import io.onetape.journal.schema.PositionChangedEncoder;
import io.onetape.journal.schema.PositionSide;
import io.onetape.services.store.CacheReader;
import io.onetape.services.store.CacheWriter;
import io.onetape.services.store.Lookup;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.map.ChronicleMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A look-up in the hot cache, found, copied and decoded, beside a bare Chronicle Map with keys that are numbers and values of the same length. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBenchmark {
    private static final int INSTRUMENTS = 64;
    private static final int VALUE_BYTES = 320;

    private final BookTopDecoder top = new BookTopDecoder();
    private final PositionChangedDecoder position = new PositionChangedDecoder();
    private final byte[] value = new byte[VALUE_BYTES];
    private final Long[] keys = new Long[INSTRUMENTS];
    private Path folder;
    private CacheWriter writer;
    private CacheReader reader;
    private ChronicleMap<Long, byte[]> bare;
    private int next;

    @Setup
    public void fill() {
        folder = Scratch.folder("cache");
        writer = CacheWriter.begin(folder, 1);
        RecordDraft draft = new RecordDraft();
        RecordView record = new RecordView();
        bare = ChronicleMap.of(Long.class, byte[].class)
                .entries(INSTRUMENTS)
                .constantValueSizeBySample(value)
                .create();
        for (int i = 1; i <= INSTRUMENTS; i++) {
            draft.begin(new BookTopEncoder(), i).bid(i).ask(i + 1);
            writer.accept(record.wrap(draft.buffer(), 0, draft.length()));
            draft.begin(new PositionChangedEncoder(), i).position(i).positionSide(PositionSide.BOTH);
            writer.accept(record.wrap(draft.buffer(), 0, draft.length()));
            keys[i - 1] = (long) i;
            bare.put(keys[i - 1], value);
        }
        writer.note(1, 0);
        writer.publish();
        reader = CacheReader.open(folder, 1);
    }

    @TearDown
    public void delete() {
        reader.close();
        writer.close();
        bare.close();
        Scratch.delete(folder);
    }

    private int instrument() {
        next = (next + 1) & (INSTRUMENTS - 1);
        return next + 1;
    }

    @Benchmark
    public long readTop() {
        return reader.findTop(instrument(), 0) == Lookup.FOUND
                ? reader.record().decode(top).bid()
                : 0;
    }

    @Benchmark
    public long readPosition() {
        return reader.findPosition(instrument(), PositionSide.BOTH) == Lookup.FOUND
                ? reader.record().decode(position).position()
                : 0;
    }

    @Benchmark
    public byte[] bareGetUsing() {
        return bare.getUsing(keys[instrument() - 1], value);
    }
}
