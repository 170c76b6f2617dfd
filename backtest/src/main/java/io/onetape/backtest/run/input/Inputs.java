package io.onetape.backtest.run.input;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.run.clock.ClockShift;
import io.onetape.backtest.run.clock.ClockShifts;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.journal.tape.Tape;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What a backtest reads: one recorded tape as it is, or, of several tapes or where instruments have shifts of their own, one tape that they were merged into.
 *
 * @param scan of that tape
 * @param shift what is still to be added to its local times: of a merged tape nothing
 */
public record Inputs(SourceScan scan, ClockShift shift) {
    /**
     * Merges where it has to.
     *
     * @param tapes scanned, in the order of their ties
     * @throws RefusedException if a latency would stay negative
     * @throws IllegalArgumentException if a shift is of no tape and no instrument
     */
    public static Inputs of(List<SourceScan> tapes, ClockShifts shifts, MergeTarget target) {
        return of(tapes, shifts, target, records -> {});
    }

    /** The same; {@code progress} hears now and then how many records the merged tape has. */
    public static Inputs of(List<SourceScan> tapes, ClockShifts shifts, MergeTarget target, LongConsumer progress) {
        shifts.requireNames(tapes);
        Merge merge = new Merge(tapes, shifts);
        if (merge.isNone()) {
            return new Inputs(tapes.get(0), ClockShift.by(merge.firstShiftNanos()));
        }
        Tape merged = target.fill(merge.tapeId(), writer -> merge.writeTo(writer, progress));
        return new Inputs(SourceScan.of(merged).madeFrom(merge.inputs()), ClockShift.NONE);
    }
}
