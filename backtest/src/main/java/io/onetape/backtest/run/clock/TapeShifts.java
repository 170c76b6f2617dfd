package io.onetape.backtest.run.clock;

import io.onetape.backtest.RefusedException;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.reference.Instrument;

/**
 * The shifts of one recorded tape, in nanoseconds: of each instrument, and of what is about none. Where there are no times of the exchange, and no shift is named, it is the largest one of the tape.
 */
public final class TapeShifts {
    private final ByInstrument<Long> byInstrument = new ByInstrument<>();
    private final long otherNanos;
    private final boolean known;
    private final boolean same;

    private TapeShifts(SourceScan scan, ClockShifts shifts, int tape, boolean isOnly) {
        boolean any = false;
        long largest = 0;
        for (Instrument instrument : scan.instruments()) {
            FeedClock clock = scan.clock(instrument.id());
            if (clock.facts() > 0 || shifts.names(tape, instrument.symbol())) {
                long nanos = shifts.of(tape, instrument.symbol())
                        .nanosFor(
                                clock.facts() > 0 ? clock.smallestNanos() : ClockShift.NOT_MEASURED,
                                clock.negative(),
                                " of " + instrument.symbol() + (isOnly ? "" : " on tape " + tape));
                byInstrument.put(instrument.id(), nanos);
                largest = any ? Math.max(largest, nanos) : nanos;
                any = true;
            }
        }
        known = any || shifts.byName().containsKey(String.valueOf(tape));
        otherNanos = any ? largest : shifts.of(tape).nanosFor(ClockShift.NOT_MEASURED, 0, "");
        boolean uniform = true;
        for (Long nanos : byInstrument) {
            uniform &= nanos == otherNanos;
        }
        same = uniform;
    }

    /**
     * Of the tape of this number, which may be the only one. Throws {@link RefusedException} if a latency would stay negative.
     */
    public static TapeShifts of(SourceScan scan, ClockShifts shifts, int tape, boolean isOnly) {
        return new TapeShifts(scan, shifts, tape, isOnly);
    }

    /** Of what is about this instrument; about none with 0. */
    public long nanosOf(int instrument) {
        Long nanos = byInstrument.find(instrument);
        return nanos == null ? otherNanos : nanos;
    }

    /** Of what is about no instrument. */
    public long otherNanos() {
        return otherNanos;
    }

    /** True if the tape has times of the exchange, or a shift of its own is named: else its clock is known by those of other tapes at most. */
    public boolean isKnown() {
        return known;
    }

    /** True if it is the same one for all. */
    public boolean areSame() {
        return same;
    }
}
