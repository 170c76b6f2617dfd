package io.onetape.backtest.run.input;

import io.onetape.backtest.run.clock.ClockShifts;
import io.onetape.backtest.run.clock.RecordedInput;
import io.onetape.backtest.run.clock.SignalClock;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.backtest.run.clock.TapeShifts;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.InstrumentDefinedEncoder;
import io.onetape.journal.schema.SourceKind;
import io.onetape.journal.tape.TapeWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Writes the facts of several recorded tapes, in the order of their shifted local time, then of the lower instrument, then of the tapes; facts of one tape and shift keep their order. Facts are
 * as recorded, but for their time, their instrument's id and who numbers them; ticks are left out. Reads each tape once for each different shift on it, and holds one record of each. Single-threaded.
 */
final class Merge {
    /** Who says what was defined in a beginning that was moved away. */
    private static final String SOURCE = "merge";

    private final List<SourceScan> tapes;
    private final List<TapeShifts> shifts = new ArrayList<>();
    private final InstrumentNumbers numbers;
    private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer(1 << 12);
    private final RecordDraft draft = new RecordDraft();

    /** Throws {@link io.onetape.backtest.RefusedException} if a latency would stay negative. */
    Merge(List<SourceScan> tapes, ClockShifts wanted) {
        this.tapes = tapes;
        numbers = new InstrumentNumbers(tapes);
        for (SourceScan tape : tapes) {
            shifts.add(TapeShifts.of(tape, wanted, shifts.size() + 1, tapes.size() == 1));
        }
    }

    /** True if there is one tape, and one shift for all of it. */
    boolean isNone() {
        return tapes.size() == 1 && shifts.get(0).areSame();
    }

    /** Of all that has no instrument on the first tape; of all that is on it if there {@link #isNone}. */
    long firstShiftNanos() {
        return shifts.get(0).otherNanos();
    }

    /** The same for the same tapes and shifts. */
    long tapeId() {
        StringBuilder text = new StringBuilder("merge of");
        inputs().forEach(input -> text.append(' ')
                .append(input.tapeHash())
                .append('/')
                .append(input.recordedId())
                .append('+')
                .append(input.shiftNanos()));
        for (int tape = 0; tape < tapes.size(); tape++) {
            if (tapes.get(tape).instruments().isEmpty()) { // of signals alone
                text.append(' ')
                        .append(tapes.get(tape).tapeHash())
                        .append('+')
                        .append(signalShiftNanos(shifts.get(tape)));
            }
        }
        byte[] digest = RecordHash.sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE;
    }

    /**
     * Of the signals on a tape: as of what is about no instrument there, for a signal may have been computed from any of them. Where nothing on the tape tells its clock it is the largest shift of
     * the other tapes: signals are told on the clock of the market that they were computed from.
     */
    private long signalShiftNanos(TapeShifts ofTape) {
        return ofTape.isKnown()
                ? ofTape.otherNanos()
                : shifts.stream()
                        .filter(TapeShifts::isKnown)
                        .mapToLong(TapeShifts::otherNanos)
                        .max()
                        .orElse(ofTape.otherNanos());
    }

    /** Each instrument of each tape. */
    List<RecordedInput> inputs() {
        List<RecordedInput> inputs = new ArrayList<>();
        for (int tape = 1; tape <= tapes.size(); tape++) {
            SourceScan scan = tapes.get(tape - 1);
            for (Instrument one : scan.instruments()) {
                Instrument here = one.withId(numbers.of(tape, one.id()));
                inputs.add(new RecordedInput(
                        tape,
                        scan.tapeId(),
                        scan.tapeHash(),
                        here,
                        one.id(),
                        shifts.get(tape - 1).nanosOf(one.id()),
                        scan.clock(one.id())));
            }
        }
        return inputs;
    }

    /** {@code progress} hears now and then how many records there are. */
    void writeTo(TapeWriter writer, LongConsumer progress) {
        List<Lane> lanes = lanes();
        try {
            PriorityQueue<Lane> next = new PriorityQueue<>(Comparator.naturalOrder());
            lanes.stream().filter(Lane::advance).forEach(next::add);
            if (!next.isEmpty()) {
                defineBefore(next.element().nanos(), writer);
            }
            while (!next.isEmpty()) {
                Lane lane = next.remove();
                append(lane, lane.sourceOn(writer), writer);
                if ((writer.lastSequence() & 0x3FF) == 0) {
                    progress.accept(writer.lastSequence());
                }
                if (lane.advance()) {
                    next.add(lane);
                }
            }
        } finally {
            lanes.forEach(Lane::close);
        }
    }

    /** What was defined in beginnings that were moved away stands in front of everything. */
    private void defineBefore(long nanos, TapeWriter writer) {
        SortedMap<Integer, Instrument> first = new TreeMap<>();
        for (int tape = 1; tape <= tapes.size(); tape++) {
            for (Instrument one : tapes.get(tape - 1).definedBefore()) {
                int id = numbers.of(tape, one.id());
                first.putIfAbsent(id, one.withId(id));
            }
        }
        for (Instrument one : first.values()) {
            int source = writer.define(SourceKind.OUTSIDE, SOURCE, nanos);
            one.encode(draft.begin(new InstrumentDefinedEncoder(), one.id()));
            draft.source(source, writer.sources().last(source) + 1).cause(0, 0);
            writer.append(draft.buffer(), draft.length(), source, nanos);
        }
    }

    private void append(Lane lane, int source, TapeWriter writer) {
        int length = lane.record().length();
        copy.putBytes(0, lane.record().buffer(), 0, length);
        copy.putInt(RecordHeader.INSTRUMENT, lane.instrument());
        copy.putLong(RecordHeader.SOURCE_SEQUENCE, writer.sources().last(source) + 1);
        copy.putLong(RecordHeader.CAUSED_BY, 0);
        copy.putLong(RecordHeader.CORRELATION, 0);
        if (SignalClock.isSignal(lane.record())) {
            SignalClock.shift(copy, lane.shiftNanos());
        }
        writer.append(copy, length, source, lane.nanos());
    }

    private List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        for (int tape = 1; tape <= tapes.size(); tape++) {
            TapeShifts ofTape = shifts.get(tape - 1);
            long ofSignals = signalShiftNanos(ofTape);
            Set<Long> different = new TreeSet<>(List.of(ofTape.otherNanos(), ofSignals));
            tapes.get(tape - 1).instruments().forEach(one -> different.add(ofTape.nanosOf(one.id())));
            for (long nanos : different) {
                lanes.add(new Lane(tapes.get(tape - 1), ofTape, numbers, tape, lanes.size(), ofSignals, nanos));
            }
        }
        return lanes;
    }
}
