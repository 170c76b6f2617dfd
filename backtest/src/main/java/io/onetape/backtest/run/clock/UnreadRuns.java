package io.onetape.backtest.run.clock;

import io.onetape.journal.excerpt.PlacedCursor;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.QuoteUpdateDecoder;
import io.onetape.journal.tape.TapeReader;
import java.util.Arrays;

/**
 * Runs of neighbouring quotes of one source that the venue has passed over, and where each ends: who follows on our clock and has no use for them either goes behind a run at once. In the order of
 * the recording. It holds {@link #MOST} runs; of what comes beyond, each record is looked at. Single-threaded.
 */
public final class UnreadRuns {
    static final int MOST = 1 << 16;

    private static final class Run {
        long first;
        long last;
        long lastNanos; // of the recording
        long place;
        int source;
    }

    private Run[] runs = {new Run()};
    private int head;
    private int size;

    /** The reader has passed over its current record, which is noted if it is a quote and the reader can tell where it is. */
    void add(TapeReader reader) {
        RecordView record = reader.record();
        long place = reader.placeBehind();
        if (record.templateId() != QuoteUpdateDecoder.TEMPLATE_ID || place == PlacedCursor.NOWHERE) {
            return;
        }
        Run run = size == 0 ? null : at(size - 1);
        if (run == null || run.last + 1 != reader.number() || run.source != record.source()) {
            if (size == MOST) {
                return;
            }
            run = begin(reader.number(), record.source());
        }
        run.last = reader.number();
        run.lastNanos = record.recordedAtNanos();
        run.place = place;
    }

    /** Forgets the runs before the record of this number. True if this record, and maybe further ones, are of a run, which is the first then. */
    public boolean comeTo(long number) {
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

    /** Type of all records of runs. */
    public int template() {
        return QuoteUpdateDecoder.TEMPLATE_ID;
    }

    /** Source of the first run's records. */
    public int source() {
        return at(0).source;
    }

    private Run begin(long number, int source) {
        if (size == runs.length) {
            grow();
        }
        Run run = at(size++);
        run.first = number;
        run.source = source;
        return run;
    }

    private Run at(int index) {
        return runs[(head + index) & (runs.length - 1)];
    }

    private void grow() {
        Run[] grown = new Run[2 * size];
        Arrays.setAll(grown, i -> i < size ? at(i) : new Run());
        runs = grown;
        head = 0;
    }
}
