package io.onetape.services.runtime;

import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Sources;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.replay.Facts;
import io.onetape.services.config.topology.ServiceKind;
import java.nio.file.Path;
import org.agrona.ExpandableArrayBuffer;

/**
 * Offers the facts of a recorded tape, at a multiple of the pace at which they came or as fast as it can, and leaves a file behind when there are no more. What it
 * has offered in an earlier life stands in its outbox, so it goes on after that. Single-threaded.
 */
final class ReplayFeed implements Part {
    /** In the control folder: the recording has been offered to its end. */
    static final String DONE = "feed.done";

    /** The name of its source. */
    static final String NAME = ServiceKind.FEED.text();

    private static final int RECORDS_PER_TURN = 64;
    private static final int RECORDS_PER_PACED_TURN = 1; // the others go on with it before the next one is read

    private final TapeReader recording;
    private final OutboxFolder outbox;
    private final Path done;
    private final double speed;
    private final int recordsPerTurn;
    private final boolean keepsTime;
    private final ProcessClock clock;
    private final Sources sources = new Sources();
    private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer(4096);
    private final RecordView fact = new RecordView();
    private boolean pending;
    private long firstNanos = Long.MIN_VALUE;
    private long startNanos;
    private boolean finished;

    ReplayFeed(RunPaths paths, Run run, Run.Feed feed, ProcessClock clock) {
        this.recording = TapeFolder.open(Path.of(feed.tape())).reader();
        this.outbox = OutboxFolder.open(paths.outbox(NAME), run.roll());
        this.done = paths.control().resolve(DONE);
        this.speed = feed.speed();
        this.recordsPerTurn = speed == 0 ? RECORDS_PER_TURN : RECORDS_PER_PACED_TURN;
        this.keepsTime = run.lockstep();
        this.clock = clock;
        for (long offered = 0; offered < outbox.lastNumber(); ) {
            if (!recording.next()) {
                throw new IllegalStateException("expected at least " + outbox.lastNumber() + " facts in " + feed.tape()
                        + ", of which the run has had some already; found " + offered);
            }
            offered += isFact() ? 1 : 0;
        }
    }

    @Override
    public int doWork() {
        int work = 0;
        while (work < recordsPerTurn && !finished) {
            if (!pending && !advance()) {
                finish();
            } else if (isDue()) {
                offer();
                pending = false;
                work++;
            } else {
                break;
            }
        }
        return work;
    }

    /** In lockstep a fact keeps its time; else it has happened now. */
    private void offer() {
        if (!keepsTime) {
            copy.putLong(RecordHeader.RECORDED_AT_NANOS, clock.wallNanos());
        }
        outbox.append(fact);
    }

    /** Copies the next fact: it gets a number of this feed, and nothing on the run's tape has caused it. */
    private boolean advance() {
        while (recording.next()) {
            if (isFact()) {
                RecordView record = recording.record();
                copy.putBytes(0, record.buffer(), 0, record.length());
                copy.putLong(RecordHeader.SOURCE_SEQUENCE, outbox.lastNumber() + 1);
                copy.putLong(RecordHeader.CAUSED_BY, 0);
                copy.putLong(RecordHeader.CORRELATION, 0);
                fact.wrap(copy, 0, record.length());
                pending = true;
                return true;
            }
        }
        return false;
    }

    /** Facts of sources from outside, of the kinds that happen again. */
    private boolean isFact() {
        RecordView record = recording.record();
        sources.apply(record);
        return Facts.happenAgain(record.templateId())
                && sources.find(record.source())
                        .filter(source -> source.kind() == SourceKind.OUTSIDE)
                        .isPresent();
    }

    private boolean isDue() {
        if (speed == 0) {
            return true;
        }
        long now = clock.monotonicNanos();
        if (firstNanos == Long.MIN_VALUE) {
            firstNanos = fact.recordedAtNanos();
            startNanos = now;
        }
        return now - startNanos >= (fact.recordedAtNanos() - firstNanos) / speed;
    }

    private void finish() {
        finished = true;
        outbox.sync();
        ControlFiles.write(done, outbox.lastNumber() + "\n"); // whole, for whoever looks meanwhile
    }

    @Override
    public void close() {
        outbox.close();
        recording.close();
    }
}
