package io.onetape.backtest.run.clock;

import io.onetape.journal.reference.Instrument;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which shift holds for which tape and instrument: the one of the instrument on that tape ({@code 2:ETHUSDT}), else of the instrument ({@code ETHUSDT}), else of the tape ({@code 2}), else of all.
 *
 * @param byName named shifts, tapes counted from 1
 */
public record ClockShifts(ClockShift all, Map<String, ClockShift> byName) {
    /** Each by its own smallest latency. */
    public static final ClockShifts AUTO = new ClockShifts(ClockShift.AUTO, Map.of());

    public ClockShifts {
        byName = Map.copyOf(byName);
    }

    /** Reads {@code auto}, {@code ETHUSDT=none}, {@code 2=1.3s}, {@code 2:ETHUSDT=-5ms}; throws {@link IllegalArgumentException} naming what it found. */
    public static ClockShifts parse(List<String> texts) {
        ClockShift all = ClockShift.AUTO;
        Map<String, ClockShift> named = new TreeMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            ClockShift shift = ClockShift.parse(text.substring(equals + 1));
            if (equals < 0) {
                all = shift;
            } else {
                named.put(text.substring(0, equals), shift);
            }
        }
        return new ClockShifts(all, named);
    }

    /** Throws {@link IllegalArgumentException} if a name is of no tape and no instrument. */
    public void requireNames(List<SourceScan> tapes) {
        Set<String> known = new HashSet<>(); // looked up, never iterated
        for (int i = 0; i < tapes.size(); i++) {
            known.add(String.valueOf(i + 1));
            for (Instrument instrument : tapes.get(i).instruments()) {
                known.add(instrument.symbol());
                known.add(i + 1 + ":" + instrument.symbol());
            }
        }
        for (String name : new TreeMap<>(byName).keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "expected a symbol that is on a tape, the number of a tape from 1 to " + tapes.size()
                                + ", or both such as 2:ETHUSDT; found '" + name + "'");
            }
        }
    }

    /** What holds for all of a tape but instruments of their own. */
    ClockShift of(int tape) {
        return byName.getOrDefault(String.valueOf(tape), all);
    }

    ClockShift of(int tape, String symbol) {
        ClockShift ofSymbol = byName.getOrDefault(symbol, of(tape));
        return byName.getOrDefault(tape + ":" + symbol, ofSymbol);
    }

    /** True if this instrument has a shift of its own. */
    boolean names(int tape, String symbol) {
        return byName.containsKey(symbol) || byName.containsKey(tape + ":" + symbol);
    }
}
