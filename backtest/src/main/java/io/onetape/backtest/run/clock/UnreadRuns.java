package io.onetape.backtest.run.clock;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.TapeReader;
import java.util.Arrays;

/**
 * Which neighbouring records the venue has passed over, of one type and source each, and where they end: who follows on our clock and has no use for them either goes behind them at once. In the order
 * of the recording; as many as there are within the largest feed latency. Single-threaded.
 */
public final class UnreadRuns {
    private static final class Run {
        long first;
        long last;
        long lastNanos; // of the recording
        long place;
        int template;
        int source;
    }

    private Run[] runs = {new Run()};
    private int head;
    private int size;

    /** The reader has passed over its current record; nothing to be learned from one that cannot tell where it is. */
    void add(TapeReader reader) {
        long place = reader.placeBehind();
        if (place < 0) {
            return;
        }
        RecordView record = reader.record();
        Run run = size == 0 ? null : at(size - 1);
        if (run == null
                || run.last + 1 != reader.number()
                || run.template != record.templateId()
                || run.source != record.source()) {
            run = begin(record, reader.number());
        }
        run.last = reader.number();
        run.lastNanos = record.recordedAtNanos();
        run.place = place;
    }

    /** True if the record of this number, and maybe further ones, are of a run, which is the first then. Runs before it are forgotten. */
    public boolean hold(long number) {
        while (size > 0 && at(0).last < number) {
            head = (head + 1) & (runs.length - 1);
            size--;
        }
        return size > 0 && at(0).first <= number;
    }

    /** Number of the first run's last record. */
    public long last() {
        return at(0).last;
    }

    /** The recording's time of the first run's last record. */
    public long lastNanos() {
        return at(0).lastNanos;
    }

    /** Where the first run ends: see {@link TapeReader#skipTo}. */
    public long place() {
        return at(0).place;
    }

    /** Type of the first run's records. */
    public int template() {
        return at(0).template;
    }

    /** Source of the first run's records. */
    public int source() {
        return at(0).source;
    }

    private Run begin(RecordView record, long number) {
        if (size == runs.length) {
            grow();
        }
        Run run = at(size++);
        run.first = number;
        run.template = record.templateId();
        run.source = record.source();
        return run;
    }

    private Run at(int index) {
        return runs[(head + index) & (runs.length - 1)];
    }

    private void grow() {
        Run[] grown = new Run[2 * size];
        for (int i = 0; i < size; i++) {
            grown[i] = at(i);
        }
        Arrays.setAll(grown, i -> i < size ? grown[i] : new Run());
        runs = grown;
        head = 0;
    }
}
