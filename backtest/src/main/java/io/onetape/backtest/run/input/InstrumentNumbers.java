package io.onetape.backtest.run.input;

import io.onetape.backtest.RefusedException;
import io.onetape.backtest.run.clock.SourceScan;
import io.onetape.journal.reference.ByInstrument;
import io.onetape.journal.reference.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ids on a merged tape. An instrument is the same on two tapes if venue, market and symbol are; it keeps the id of the first tape that has it, unless that was given to another one by then:
 * then it gets the next free one.
 */
final class InstrumentNumbers {
    private record Name(String venue, String market, String symbol) {
        static Name of(Instrument instrument) {
            return new Name(instrument.venue(), instrument.market().name(), instrument.symbol());
        }
    }

    private final Map<Name, Integer> byName = new HashMap<>(); // looked up, never iterated
    private final List<ByInstrument<Integer>> byTape = new ArrayList<>();
    private final ByInstrument<Name> given = new ByInstrument<>();
    private int largest;

    InstrumentNumbers(List<SourceScan> tapes) {
        tapes.forEach(tape -> tape.instruments().forEach(one -> largest = Math.max(largest, one.id())));
        for (SourceScan tape : tapes) {
            ByInstrument<Integer> ids = new ByInstrument<>();
            tape.instruments().forEach(one -> ids.put(one.id(), idOf(one)));
            byTape.add(ids);
        }
    }

    private int idOf(Instrument instrument) {
        Name name = Name.of(instrument);
        Integer known = byName.get(name);
        if (known != null) {
            return known;
        }
        int id = given.find(instrument.id()) == null ? instrument.id() : ++largest;
        given.put(id, name);
        byName.put(name, id);
        return id;
    }

    /** The id on the merged tape of what is {@code recorded} on one of the tapes, which are counted from 1; 0 stays 0. Throws {@link RefusedException} if that tape does not define it. */
    int of(int tape, int recorded) {
        Integer id = byTape.get(tape - 1).find(recorded);
        if (id == null && recorded != 0) {
            throw new RefusedException(
                    "a record of instrument " + recorded + " on tape " + tape,
                    "instruments that the tape defines",
                    "tape verify TAPE");
        }
        return id == null ? 0 : id;
    }
}
