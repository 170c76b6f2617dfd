package io.onetape.journal.sequencer;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Source;
import io.onetape.journal.tape.TapeWriter;
import org.agrona.DirectBuffer;

/**
 * Decides which record is next on the tape, and nothing else: a source's numbers go up by one, what stands on the tape already is dropped, and nothing is
 * caused by what comes after it. Pure and single-threaded; the time is the caller's.
 */
public final class Sequencer {
    private final TapeWriter tape;
    private final RecordView view = new RecordView();

    public Sequencer(TapeWriter tape) {
        this.tape = tape;
    }

    /** Appends a draft that has its source, number and cause. Returns its sequence, or 0 if the tape has it already. */
    public long sequence(RecordDraft draft, long atNanos) {
        return sequence(draft.buffer(), draft.length(), draft.source(), atNanos);
    }

    /** Appends a record of {@code source} that has its number and cause. Returns its sequence, or 0 if the tape has it already. */
    public long sequence(DirectBuffer record, int length, int source, long atNanos) {
        if (length < RecordHeader.LENGTH || length > RecordHeader.MAX_RECORD_LENGTH) {
            throw new SequencingException("expected a record of " + RecordHeader.LENGTH + " to "
                    + RecordHeader.MAX_RECORD_LENGTH + " bytes, found " + length);
        }
        view.wrap(record, 0, length);
        if (view.schemaId() != RecordHeader.SCHEMA_ID) {
            throw new SequencingException("expected a record of schema " + RecordHeader.SCHEMA_ID + " from source "
                    + name(source) + ", found " + view.schemaId());
        }
        if (source <= Source.SEQUENCER
                || source >= Source.MAX_SOURCES
                || tape.sources().find(source).isEmpty()) {
            throw new SequencingException("expected a source that is defined on the tape, found number " + source);
        }
        long number = view.sourceSequence();
        long last = tape.sources().last(source);
        if (number <= last) {
            return 0;
        }
        if (number != last + 1) {
            throw new SequencingException(
                    "source " + name(source) + ": expected number " + (last + 1) + ", found " + number);
        }
        long next = tape.lastSequence() + 1;
        if (view.causedBy() < 0 || view.causedBy() >= next || view.correlation() >= next) {
            throw new SequencingException("source " + name(source) + ", number " + number
                    + ": expected a cause and a correlation below sequence " + next + ", found " + view.causedBy()
                    + " and "
                    + view.correlation());
        }
        return tape.append(record, length, source, atNanos);
    }

    /** Appends a record of another tape, where it was checked, as the next fact of {@code source}, which is defined. Returns its sequence. */
    public long sequenceFact(RecordView fact, int source, long atNanos) {
        return tape.appendFact(fact, source, atNanos);
    }

    /** The same on a tape that passes: it is not appended, but read where it stands. */
    public RecordView passFact(RecordView fact, int source, long atNanos) {
        return tape.passFact(fact, source, atNanos);
    }

    /** The same of {@code count} facts, the last of them at {@code lastNanos}, that define nothing and that nobody reads. */
    public void passUnread(int source, long count, long lastNanos) {
        tape.passUnread(source, count, lastNanos);
    }

    /** The tape that is written. */
    public TapeWriter tape() {
        return tape;
    }

    private String name(int source) {
        return tape.sources().find(source).map(Source::name).orElse("?");
    }
}
