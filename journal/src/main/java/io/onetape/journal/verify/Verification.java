package io.onetape.journal.verify;

import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.CycleStartedDecoder;
import io.onetape.journal.tape.DamagedTapeException;
import io.onetape.journal.tape.Manifest;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole tape and says whether it holds what was written to it: every record's number, time and chained checksum; that nothing lies behind the last
 * record; and that the tape ends where its clean close, or its index, says that it ended. Single-threaded; one use.
 */
public final class Verification {
    /** Sees each good record as it is verified. */
    public interface Observer {
        /** No observer. */
        Observer NONE = record -> {};

        void onRecord(RecordView record);
    }

    /**
     * The verdict.
     *
     * @param records good records, from the first on; of a tape that is being written also those that came meanwhile
     * @param lastCrc32c the checksum of the last good one, which stands for all of them
     * @param hash SHA-256 over the good records' bytes; empty if it was not asked for
     */
    public record Result(long records, int lastCrc32c, String hash, Optional<Damage> damage) {}

    /** The first bad sequence, and what was found there. */
    public record Damage(long sequence, String found) {}

    private final TapeFolder tape;
    private final Observer observer;
    private final CycleStartedDecoder cycleStarted = new CycleStartedDecoder();
    private long records;
    private long tapeId;
    private boolean tapeIdKnown;

    public Verification(TapeFolder tape, Observer observer) {
        this.tape = tape;
        this.observer = observer;
    }

    /** Reads everything; {@code withHash} adds the SHA-256. */
    public Result run(boolean withHash) {
        RecordHash hash = withHash ? new RecordHash() : null;
        try (TapeReader reader = tape.reader()) {
            Optional<Damage> damage = Optional.empty();
            try {
                readAll(reader, hash);
            } catch (DamagedTapeException e) {
                damage = Optional.of(new Damage(e.sequence(), e.found()));
            }
            return new Result(records, reader.crc32c(), hash == null ? "" : hash.finish(), damage);
        }
    }

    /** Also what an appender adds meanwhile. Behind a live one's last record there is always something that is not finished: the end is not judged then. */
    private void readAll(TapeReader reader, @Nullable RecordHash hash) {
        read(reader, hash);
        while (!tape.isBusy()) {
            try {
                checkEnd(reader);
                return;
            } catch (DamagedTapeException e) {
                // An appender may have come, and even gone again, since the last record was read.
                if (!tape.isBusy() && read(reader, hash) == 0) {
                    throw e;
                }
            }
        }
    }

    private long read(TapeReader reader, @Nullable RecordHash hash) {
        long before = records;
        while (reader.next()) {
            RecordView record = reader.record();
            if (hash != null) {
                hash.add(record);
            }
            if (records == 0 && record.templateId() == CycleStartedDecoder.TEMPLATE_ID) {
                tapeId = record.decode(cycleStarted).tapeId();
                tapeIdKnown = true;
            }
            observer.onRecord(record);
            records++;
        }
        return records - before;
    }

    private void checkEnd(TapeReader reader) {
        tape.requireEnd(reader);
        tape.lookBehind(reader);
        long named = tape.manifest().tapeId();
        if (tapeIdKnown && named != tapeId) {
            throw new DamagedTapeException(
                    reader.number() + 1,
                    "the manifest names tape " + Manifest.text(named) + ", its records are of "
                            + Manifest.text(tapeId));
        }
    }
}
