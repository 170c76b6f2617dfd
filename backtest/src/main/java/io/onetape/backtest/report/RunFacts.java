package io.onetape.backtest.report;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.tape.Tape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.journal.verify.OutputHash;
import io.onetape.replay.Pipeline;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** All that one pass over a result tape finds for its report. Memory does not grow with the tape. Single-threaded. */
public final class RunFacts {
    private final SettingsFacts settings = new SettingsFacts();
    private final RiskFacts risk = new RiskFacts();
    private final DataFacts data = new DataFacts();
    private final SizeFacts sizes = new SizeFacts();
    private final PathFacts paths = new PathFacts();
    private final Instruments instruments = new Instruments();
    private final OutputHash hash = new OutputHash();
    private @Nullable TapeRange range;
    private String outputHash = "";

    private RunFacts() {}

    /** Reads the whole tape; {@code also} hears each record, and {@code progress} each sequence. */
    public static RunFacts of(Tape tape, Pipeline.Observer also, LongConsumer progress) {
        RunFacts facts = new RunFacts();
        try (TapeReader reader = tape.reader()) {
            while (reader.next()) {
                facts.accept(reader.record());
                also.onRecord(reader.record());
                progress.accept(reader.number());
            }
        }
        facts.finish();
        return facts;
    }

    private void accept(RecordView record) {
        range = range == null ? TapeRange.of(record) : range.to(record);
        hash.add(record);
        instruments.apply(record);
        settings.accept(record);
        risk.accept(record);
        data.accept(record, settings.simulation().map(Simulation::shiftedNanos).orElse(0L));
        sizes.accept(record);
        paths.accept(record);
    }

    private void finish() {
        outputHash = hash.finish();
        settings.finish();
        data.finish(range().lastNanos());
        paths.finish(range().lastNanos());
    }

    /** The whole tape. */
    public TapeRange range() {
        return range == null ? new TapeRange(0, 0, 0, 0) : range;
    }

    /** Of the tape, as {@code tape verify} says it. */
    public String outputHash() {
        return outputHash;
    }

    public SettingsFacts settings() {
        return settings;
    }

    public RiskFacts risk() {
        return risk;
    }

    public DataFacts data() {
        return data;
    }

    public SizeFacts sizes() {
        return sizes;
    }

    public PathFacts paths() {
        return paths;
    }

    public Instruments instruments() {
        return instruments;
    }

    /** The venue's name of an instrument, with what tells it from others of that name; empty for 0, {@code #7} if the tape does not define it. */
    public String symbol(int instrument) {
        return instrument == 0
                ? ""
                : instruments
                        .find(instrument)
                        .map(one -> one.nameAmong(instruments.all()))
                        .orElse("#" + instrument);
    }
}
