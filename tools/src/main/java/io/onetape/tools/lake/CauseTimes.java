package io.onetape.tools.lake;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeReader;

/** When records were recorded: the last million that passed from memory, older ones and those that a filter kept back by reading them. Single-threaded. */
final class CauseTimes implements AutoCloseable {
    private static final int SIZE = 1 << 20;

    private final long[] sequences = new long[SIZE];
    private final long[] nanos = new long[SIZE];
    private final TapeReader reader;

    CauseTimes(StoredTape tape) {
        reader = tape.reader();
    }

    void note(RecordView record) {
        put(record.sequence(), record.recordedAtNanos());
    }

    /** Nanoseconds since the epoch; {@code otherwise} if the tape does not have the record any more. */
    long of(long sequence, long otherwise) {
        int at = (int) (sequence & (SIZE - 1));
        if (sequences[at] != sequence) {
            reader.seek(sequence);
            if (!reader.next() || reader.record().sequence() != sequence) {
                return otherwise;
            }
            put(sequence, reader.record().recordedAtNanos());
        }
        return nanos[at];
    }

    @Override
    public void close() {
        reader.close();
    }

    private void put(long sequence, long recordedAtNanos) {
        int at = (int) (sequence & (SIZE - 1));
        sequences[at] = sequence;
        nanos[at] = recordedAtNanos;
    }
}
