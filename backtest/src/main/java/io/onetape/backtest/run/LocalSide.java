package io.onetape.backtest.run;

import io.onetape.backtest.run.clock.DelayedRecords;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.run.clock.UnreadRuns;
import io.onetape.journal.tape.TapeReader;

/**
 * Our clock: recorded facts at the time when we received them, ticks where the recording has none, and the venue's answers when they reach us. At one time the
 * lower instrument comes first, and of one instrument the market before the answers. Single-threaded.
 */
final class LocalSide implements AutoCloseable {
    /** Without recorded ticks one is put at every full second of local time, as a live clock does. */
    static final long TICK_NANOS = 1_000_000_000L;

    private final TapeReader reader;
    private final KeptFacts kept;
    private final ResultTape result;
    private final VenueSide venue;
    private final DelayedRecords answers;
    private final UnreadRuns unread;
    private final long shiftNanos;
    private final long startSequence;
    private final long lastSequence;
    private long nextTickNanos;
    private boolean started;
    private boolean hasRecord;
    private long recordNanos;
    private long factNanos;
    private int factInstrument;

    /** {@code unread}: what the venue passes over, while it reads ahead of this. */
    LocalSide(SourceScan scan, long shiftNanos, KeptFacts kept, ResultTape result, VenueSide venue, UnreadRuns unread) {
        reader = scan.checked().reader();
        this.kept = kept;
        this.result = result;
        this.venue = venue;
        this.unread = unread;
        answers = venue.answers();
        this.shiftNanos = shiftNanos;
        startSequence = scan.startSequence();
        started = startSequence == 0;
        lastSequence = scan.lastSequence();
        long start = scan.firstNanos() + shiftNanos;
        nextTickNanos = scan.hasTicks() ? Long.MAX_VALUE : Math.floorDiv(start, TICK_NANOS) * TICK_NANOS + TICK_NANOS;
        advance();
    }

    /** False after the last recorded fact: a backtest ends there, and what is under way then is lost. */
    boolean hasNext() {
        return hasRecord;
    }

    long nanos() {
        return answerIsNext() ? answers.nanos() : factNanos;
    }

    int instrument() {
        return answerIsNext() ? answers.instrument() : factInstrument;
    }

    /** Does what happens next. */
    void step() {
        if (answerIsNext()) {
            result.answer(answers.bytes(), answers.nanos());
            answers.remove();
        } else if (nextTickNanos <= recordNanos) {
            result.tick(nextTickNanos);
            nextTickNanos += TICK_NANOS;
            findFact();
        } else {
            if (!started && reader.number() >= startSequence) {
                result.start(recordNanos);
                started = true;
            }
            result.keep(reader.record(), kept.sourceOf(reader.record().source()), recordNanos);
            advance();
        }
    }

    /** How far the recording has been read. */
    long sourceSequence() {
        return reader.number();
    }

    @Override
    public void close() {
        reader.close();
    }

    private boolean answerIsNext() {
        if (answers.isEmpty() || answers.nanos() != factNanos) {
            return !answers.isEmpty() && answers.nanos() < factNanos;
        }
        return answers.instrument() < factInstrument;
    }

    private void advance() {
        do {
            passUnread();
            hasRecord = reader.number() < lastSequence && reader.next();
        } while (hasRecord && !kept.isKept(reader.record(), reader.number() < startSequence));
        if (hasRecord) {
            recordNanos = reader.record().recordedAtNanos() + shiftNanos;
            findFact();
        }
    }

    /** Goes behind neighbouring facts that nobody reads, as long as nothing else happens in between. */
    private void passUnread() {
        while (unread.comeTo(reader.number() + 1)) {
            long lastNanos = unread.lastNanos() + shiftNanos;
            boolean nothingElse = lastNanos < nextTickNanos
                    && lastNanos < venue.nextAnswerNanos()
                    && (started || unread.last() < startSequence);
            if (!nothingElse
                    || !kept.areKept(unread.template(), unread.source())
                    || !result.passUnread(
                            unread.template(),
                            kept.sourceOf(unread.source()),
                            unread.last() - reader.number(),
                            lastNanos)) {
                return;
            }
            reader.skipTo(unread.place(), unread.last());
        }
    }

    /** A tick or the record, whichever is earlier; at one time the tick. */
    private void findFact() {
        boolean tick = nextTickNanos <= recordNanos;
        factNanos = tick ? nextTickNanos : recordNanos;
        factInstrument = tick ? 0 : reader.record().instrument();
    }
}
