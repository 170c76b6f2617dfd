package io.onetape.services.risk;

import io.onetape.journal.reference.Instruments;
import io.onetape.replay.Emitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;

/** Limits of instruments that are named by their symbol: taken when the instrument is defined, so that nothing in it is judged without them. */
final class AwaitedLimits {
    private static final int MOST = 10_000;

    private final Instruments instruments;
    private final LimitChanges changes;
    private final RiskRecords records;
    private final Map<String, Limits> bySymbol = new TreeMap<>();

    AwaitedLimits(Instruments instruments, LimitChanges changes, RiskRecords records) {
        this.instruments = instruments;
        this.changes = changes;
        this.records = records;
    }

    /** Limits of the instrument with this symbol, in any case, whether it is defined by now or not. */
    void take(String symbol, Limits limits, Emitter out) {
        var known = instruments.bySymbol(symbol);
        if (known.isPresent()) {
            changes.take(limits.of(known.get().id()), out);
            return;
        }
        String problem = bySymbol.size() < MOST
                ? limits.problem()
                : "expected limits of at most " + MOST + " instruments that are not defined yet, found more";
        if (problem.isEmpty()) {
            bySymbol.put(symbol.toUpperCase(Locale.ROOT), limits);
        } else {
            records.critical(0, "limits-refused", "limits of " + symbol + ": " + problem, out);
        }
    }

    /** Takes those whose instrument is defined by now. */
    void defined(Emitter out) {
        for (String symbol : List.copyOf(bySymbol.keySet())) {
            instruments.bySymbol(symbol).ifPresent(found -> {
                Limits limits = bySymbol.remove(symbol);
                if (limits != null) {
                    changes.take(limits.of(found.id()), out);
                }
            });
        }
    }

    /** Writes {@code awaited}: by symbol. */
    void writeState(WireOut state) {
        state.write("awaited")
                .sequence(
                        bySymbol,
                        (all, out) -> all.forEach((symbol, limits) -> out.marshallable(wire -> {
                            wire.write("limits").marshallable(limits::writeState);
                            wire.write("symbol").text(symbol);
                        })));
    }

    void readState(WireIn state) {
        state.read("awaited").sequence(bySymbol, (all, in) -> {
            while (in.hasNextSequenceItem()) {
                in.marshallable(wire -> {
                    List<Limits> limits = new ArrayList<>();
                    wire.read("limits").marshallable(inner -> limits.add(Limits.readState(inner)));
                    all.put(wire.read("symbol").text(), limits.get(0));
                });
            }
        });
    }
}
