package io.onetape.services.runtime;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.store.CacheWriter;

/** Keeps the hot cache: follows the tape from its first record, whatever an earlier run of it has left. Single-threaded. */
final class CachePart implements Part {
    private static final int AT_ONCE = 1_000;

    /** What is read to the end before it stops, at most. */
    private static final int LAST_TURNS = 10_000;

    private final CacheWriter writer;
    private final TapeReader tape;
    private long correlation;

    CachePart(RunPaths paths) {
        TapeFolder folder = TapeFolder.open(paths.tape());
        this.writer = CacheWriter.begin(paths.cache(), folder.manifest().tapeId());
        this.tape = follow(folder);
    }

    private TapeReader follow(TapeFolder folder) {
        boolean done = false;
        try {
            TapeReader follower = folder.follower();
            done = true;
            return follower;
        } finally {
            if (!done) {
                writer.close();
            }
        }
    }

    @Override
    public int doWork() {
        int done = 0;
        long nanos = 0;
        while (done < AT_ONCE && tape.next()) {
            RecordView record = tape.record(); // not to be read any more once there is no next one
            writer.accept(record);
            nanos = record.recordedAtNanos();
            correlation = record.correlation();
            done++;
        }
        if (done > 0) {
            writer.note(tape.number(), nanos);
        }
        if (done < AT_ONCE && tape.number() > 0) {
            writer.publish();
        }
        return done;
    }

    @Override
    public long consumed() {
        return tape.number();
    }

    @Override
    public long correlation() {
        return correlation;
    }

    @Override
    public void stop() {
        for (int i = 0; i < LAST_TURNS && doWork() == AT_ONCE; i++) {
            // what was appended meanwhile
        }
    }

    @Override
    public void close() {
        try {
            tape.close();
        } finally {
            writer.close();
        }
    }
}
