package io.onetape.services.strategy;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.replay.Emitter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/** One hosted strategy: its settings, what became of it, and its desk. Stopping forgets what it has learnt; its position and intents stay. */
final class Hosted {
    /** What an operator sees under {@code status}. */
    enum Status {
        /** Has settings, was never enabled. */
        CONFIGURED,
        /** Enabled; waits for its instrument's definition. */
        LOADED,
        RUNNING,
        STOPPED,
        QUARANTINED
    }

    private static final String TYPE = "type";
    private static final String SYMBOL = "symbol";

    final long strategy;
    final int number;
    final Desk desk;
    Status status = Status.CONFIGURED;
    private final StrategyTypes types;
    private final Instruments instruments;
    private final StrategyRecords records;
    private SortedMap<String, String> settings = new TreeMap<>();
    private @Nullable Strategy running;

    Hosted(long strategy, int number, StrategyTypes types, Instruments instruments, StrategyRecords records) {
        this.strategy = strategy;
        this.number = number;
        this.types = types;
        this.instruments = instruments;
        this.records = records;
        this.desk = new Desk(strategy, number, records);
    }

    boolean isRunning() {
        return status == Status.RUNNING;
    }

    /** Only while it runs. */
    Strategy strategy() {
        return Objects.requireNonNull(running, "only a running strategy is called");
    }

    void set(String parameter, String value, Emitter out) {
        if (status != Status.RUNNING && status != Status.LOADED) {
            settings.put(parameter, value);
            return;
        }
        SortedMap<String, String> changed = new TreeMap<>(settings);
        changed.put(parameter, value);
        try {
            if (parameter.equals(TYPE) || parameter.equals(SYMBOL)) {
                throw new IllegalArgumentException(
                        "expected " + parameter + " to stay while enabled, found '" + value + "'");
            }
            Parameters parameters = Parameters.read(type(changed).parameters(), own(changed));
            if (isRunning()) {
                strategy().initialize(parameters, desk);
            }
            settings = changed;
            emit(StrategyChange.PARAMETERS, parameters.toString(), out);
        } catch (IllegalArgumentException e) {
            records.alert("strategy-settings", name() + ": " + e.getMessage() + "; the former value holds", out);
        }
    }

    void enable(Emitter out) {
        if (status == Status.RUNNING || status == Status.LOADED) {
            return;
        }
        try {
            String loaded = describe();
            status = Status.LOADED;
            emit(StrategyChange.LOADED, loaded, out);
            startIfDefined(out);
        } catch (IllegalArgumentException e) {
            stopped(String.valueOf(e.getMessage()), out);
        }
    }

    /** What is loaded; throws {@link IllegalArgumentException} if it does not fit. */
    private String describe() {
        StrategyType type = type(settings);
        Parameters parameters = Parameters.read(type.parameters(), own(settings));
        return TYPE + "=" + type.name() + " " + SYMBOL + "=" + setting(SYMBOL, settings) + " " + parameters;
    }

    /**
     * Its type means other code from here on. One that is enabled goes over to it: LOADED, and STARTED saying whether it went on with what the former code had
     * learnt ({@link Handover}) or begins afresh. Orders, position, intents and timers stay. Settings that do not fit the new code stop it, like any others,
     * and its orders are cancelled.
     */
    void reload(Emitter out) {
        if (status != Status.RUNNING && status != Status.LOADED) {
            return;
        }
        try {
            emit(StrategyChange.LOADED, describe() + "; reloaded", out);
            if (isRunning()) {
                Strategy former = strategy();
                initialize(desk.instrument());
                Optional<String> refusal = Handover.copy(former, strategy());
                if (refusal.isPresent()) {
                    initialize(desk.instrument());
                }
                String state = refusal.map(why -> "begins afresh: " + why).orElse("goes on with its state");
                emit(StrategyChange.STARTED, desk.instrument().symbol() + "; " + state, out);
            }
        } catch (IllegalArgumentException e) {
            desk.cancelAll();
            stopped(String.valueOf(e.getMessage()), out);
        }
    }

    boolean isOfType(String name) {
        return name.equals(settings.get(TYPE));
    }

    /** An instrument has been defined: it may be the one that is waited for. */
    void startIfDefined(Emitter out) {
        Instrument instrument = status != Status.LOADED
                ? null
                : instruments.bySymbol(setting(SYMBOL, settings)).orElse(null);
        if (instrument == null) {
            return;
        }
        try {
            initialize(instrument);
            status = Status.RUNNING;
            emit(StrategyChange.STARTED, instrument.symbol(), out);
        } catch (IllegalArgumentException e) {
            stopped(String.valueOf(e.getMessage()), out);
        }
    }

    void disable(Emitter out) {
        if (status == Status.RUNNING || status == Status.LOADED) {
            desk.cancelAll();
            stopped("disabled", out);
        }
    }

    /** Somebody else has put it into quarantine, and says so on the tape. */
    void quarantine() {
        desk.cancelAll();
        running = null;
        status = Status.QUARANTINED;
    }

    private void stopped(String why, Emitter out) {
        running = null;
        status = Status.STOPPED;
        emit(StrategyChange.STOPPED, why, out);
    }

    private void initialize(Instrument instrument) {
        StrategyType type = type(settings);
        Strategy fresh = type.create().get();
        desk.trade(instrument);
        fresh.initialize(Parameters.read(type.parameters(), own(settings)), desk);
        running = fresh;
    }

    private void emit(StrategyChange change, String detail, Emitter out) {
        int instrument = instruments
                .bySymbol(settings.getOrDefault(SYMBOL, ""))
                .map(Instrument::id)
                .orElse(0);
        records.changed(strategy, instrument, change, types.hash(settings.getOrDefault(TYPE, "")), detail, out);
    }

    private String name() {
        return OrderId.strategyName(strategy);
    }

    private StrategyType type(Map<String, String> from) {
        return types.get(setting(TYPE, from));
    }

    private static String setting(String key, Map<String, String> from) {
        String value = from.get(key);
        if (value == null) {
            throw new IllegalArgumentException("expected a value of '" + key + "', found none");
        }
        return value;
    }

    /** The strategy's own settings, without those that every strategy has. */
    private static SortedMap<String, String> own(SortedMap<String, String> from) {
        SortedMap<String, String> own = new TreeMap<>(from);
        own.remove(TYPE);
        own.remove(SYMBOL);
        return own;
    }

    /** Keys: desk, learnt (while it runs), name, number, settings (sorted), status. */
    void writeState(WireOut wire) {
        wire.write("desk").marshallable(desk::writeState);
        if (running != null) {
            wire.write("learnt").marshallable(running::writeState);
        }
        wire.write("name").text(name());
        wire.write("number").int32(number);
        wire.write("settings")
                .marshallable(
                        out -> settings.forEach((key, value) -> out.write(key).text(value)));
        wire.write("status").text(status.name());
    }

    void readState(WireIn wire) {
        wire.read("desk").marshallable(in -> desk.readState(in, instruments));
        wire.read("settings").marshallable(in -> {
            StringBuilder key = new StringBuilder();
            while (in.hasMore()) {
                String value = in.read(key).text();
                settings.put(key.toString(), value);
            }
        });
        status = Status.valueOf(wire.read("status").text());
        if (isRunning()) {
            initialize(desk.instrument());
            wire.read("learnt").marshallable(strategy()::readState);
        }
    }
}
