package io.onetape.backtest.run.clock;

import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.RecordedInputEncoder;

/**
 * One instrument of one recorded tape that a backtest is made from, as the result tape says it.
 *
 * @param tape which of the recorded tapes, from 1 on
 * @param instrument as on the result tape
 * @param recordedId its id on the recorded tape
 * @param shiftNanos added to its local times
 * @param clock as recorded, before the shift
 */
public record RecordedInput(
        int tape,
        long tapeId,
        String tapeHash,
        Instrument instrument,
        int recordedId,
        long shiftNanos,
        FeedClock clock) {

    /** Sets every field. */
    public void encode(RecordedInputEncoder to) {
        to.number(tape)
                .tapeId(tapeId)
                .recordedInstrument(recordedId)
                .shiftedNanos(shiftNanos)
                .facts(clock.facts())
                .negativeLatencies(clock.negative())
                .smallestLatencyNanos(clock.smallestNanos())
                .outOfOrder(clock.outOfOrder())
                .largestStepBackNanos(clock.largestStepBackNanos())
                .tapeHash(tapeHash);
    }

    /** True if local times of both are of one moment: prints of the same market would count twice. */
    boolean overlaps(RecordedInput other) {
        return instrument.id() == other.instrument.id()
                && tape != other.tape
                && clock.facts() > 0
                && other.clock.facts() > 0
                && clock.firstNanos() + shiftNanos <= other.clock.lastNanos() + other.shiftNanos
                && other.clock.firstNanos() + other.shiftNanos <= clock.lastNanos() + shiftNanos;
    }
}
