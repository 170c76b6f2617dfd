package io.onetape.services.strategy;

import io.onetape.journal.record.OrderId;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.StrategyChange;
import io.onetape.journal.schema.StrategyMode;
import io.onetape.replay.Emitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import net.openhft.chronicle.wire.WireIn;
import net.openhft.chronicle.wire.WireOut;
import org.jspecify.annotations.Nullable;

/**
 * One strategy: its settings, what became of it, and its desk. Stopping forgets what it has learnt; its position and intents stay.
 *
 * <p>Longer than most because every change of a strategy's life is here, on one page.
 */
final class Hosted {
    /** What an operator sees under {@code status}. */
    enum Status {
        /** Has settings, was never enabled: any engine may come to host it. */
        CONFIGURED,
        /** Another engine hosts it, for ever. */
        ELSEWHERE,
        /** Enabled; waits for its instruments' definitions. */
        LOADED,
        RUNNING,
        STOPPED,
        QUARANTINED
    }

    /** The setting that names the engine, the processor, that hosts the strategy. */
    static final String ENGINE = "engine";

    private static final String TYPE = "type";

    final long strategy;
    final int number;
    final Desk desk;
    Status status = Status.CONFIGURED;
    private final List<StrategyType> types;
    private final Instruments instruments;
    private final StrategyRecords records;
    private final Combination combination;
    private SortedMap<String, String> settings = new TreeMap<>();
    private @Nullable Strategy running;
    private long quarantinedFrom;

    Hosted(
            long strategy,
            int number,
            List<StrategyType> types,
            Instruments instruments,
            StrategyRecords records,
            Combination combination) {
        this.strategy = strategy;
        this.number = number;
        this.types = types;
        this.instruments = instruments;
        this.records = records;
        this.combination = combination;
        this.desk = new Desk(strategy, number, records, combination);
    }

    String name() {
        return OrderId.strategyName(strategy);
    }

    boolean isRunning() {
        return status == Status.RUNNING;
    }

    /** Running, or waiting for its instruments. */
    boolean isEnabled() {
        return status == Status.RUNNING || status == Status.LOADED;
    }

    /** The engine that hosts it, or would. */
    String engine() {
        return settings.getOrDefault(ENGINE, Strategies.DEFAULT_ENGINE);
    }

    /** It was enabled while its settings named another engine. */
    void leave() {
        settings.clear();
        status = Status.ELSEWHERE;
    }

    /** Only while it runs. */
    Strategy strategy() {
        return Objects.requireNonNull(running, "only a running strategy is called");
    }

    void set(String parameter, String value, Emitter out) {
        if (status == Status.ELSEWHERE) {
            return;
        }
        SortedMap<String, String> changed = new TreeMap<>(settings);
        changed.put(parameter, value);
        try {
            if (parameter.equals(ENGINE) && status != Status.CONFIGURED && !value.equals(engine())) {
                throw new IllegalArgumentException("expected engine " + engine() + ", which has hosted it, found '"
                        + value + "': use another strategy's name");
            }
            if (isEnabled()) {
                change(parameter, value, changed, out);
            }
            settings = changed;
        } catch (IllegalArgumentException e) {
            records.alert("strategy-settings", name() + ": " + e.getMessage() + "; the former value holds", out);
        }
    }

    private void change(String parameter, String value, SortedMap<String, String> changed, Emitter out) {
        if (parameter.equals(TYPE) || StrategyType.isSymbol(parameter)) {
            throw new IllegalArgumentException(
                    "expected " + parameter + " to stay while enabled, found '" + value + "'");
        }
        CommonSettings common = CommonSettings.of(changed);
        Parameters parameters = Parameters.read(type(changed).parameters(), own(changed));
        if (CommonSettings.isOne(parameter) || parameter.equals(ENGINE)) {
            StrategyMode before = desk.common.mode();
            if (before == StrategyMode.LIVE && common.mode() != StrategyMode.LIVE) {
                desk.cancelAll();
            }
            desk.common = common;
            boolean ofMode = parameter.equals(CommonSettings.MODE);
            if (ofMode && before != common.mode()) {
                emit(StrategyChange.MODE, CommonSettings.MODE + "=" + value, out);
            } else if (!ofMode && !parameter.equals(ENGINE)) {
                emit(StrategyChange.PARAMETERS, CommonSettings.text(changed), out);
            }
            return;
        }
        if (isRunning()) {
            strategy().initialize(parameters, desk.leg(0));
        }
        emit(StrategyChange.PARAMETERS, parameters.toString(), out);
    }

    void enable(Emitter out) {
        if (isEnabled()) {
            return;
        }
        if (status == Status.QUARANTINED) {
            records.alert(
                    "strategy-quarantined",
                    name() + ": expected 'strategy " + name() + " resume' first, found it in quarantine from sequence "
                            + quarantinedFrom,
                    out);
            return;
        }
        try {
            StrategyType type = type(settings);
            Parameters parameters = Parameters.read(type.parameters(), own(settings));
            desk.common = CommonSettings.of(settings);
            StringBuilder detail = new StringBuilder(TYPE + "=" + type.name());
            for (String symbol : type.symbols()) {
                detail.append(' ').append(symbol).append('=').append(setting(symbol, settings));
            }
            detail.append(' ').append(parameters);
            settings.forEach((key, value) -> {
                if (CommonSettings.isOne(key) || key.equals(ENGINE)) {
                    detail.append(' ').append(key).append('=').append(value);
                }
            });
            status = Status.LOADED;
            emit(StrategyChange.LOADED, detail.toString().strip(), out);
            startIfDefined(out);
        } catch (IllegalArgumentException e) {
            stopped(String.valueOf(e.getMessage()), out);
        }
    }

    /** An instrument has been defined: it may be the one that is waited for. */
    void startIfDefined(Emitter out) {
        if (status != Status.LOADED) {
            return;
        }
        List<Instrument> found = new ArrayList<>();
        for (String symbol : type(settings).symbols()) {
            instruments.bySymbol(setting(symbol, settings)).ifPresent(found::add);
        }
        if (found.size() < type(settings).legs()) {
            return;
        }
        try {
            initialize(found);
            status = Status.RUNNING;
            String symbols =
                    String.join(" ", found.stream().map(Instrument::symbol).toList());
            emit(StrategyChange.STARTED, symbols, out);
        } catch (IllegalArgumentException e) {
            stopped(String.valueOf(e.getMessage()), out);
        }
    }

    void disable(String why, Emitter out) {
        if (isEnabled()) {
            desk.cancelAll();
            stopped(why, out);
        }
    }

    /**
     * Somebody else has put it into quarantine, and says so on the tape. It may be told of one quarantine twice, before the record and by it, in any
     * order with an operator's resume: what is known already is passed over. {@code fromSequence} is 0 if it is not known.
     */
    void quarantine(long fromSequence) {
        boolean known = fromSequence > 0 && fromSequence <= quarantinedFrom;
        quarantinedFrom = Math.max(quarantinedFrom, fromSequence);
        if (known || status == Status.QUARANTINED || status == Status.ELSEWHERE) {
            return;
        }
        desk.cancelAll();
        combination.forget(strategy);
        running = null;
        status = Status.QUARANTINED;
    }

    /** Out of quarantine; it stays stopped until it is enabled. */
    void resume(String why, Emitter out) {
        status = Status.STOPPED;
        emit(StrategyChange.RESUMED, why, out);
    }

    private void stopped(String why, Emitter out) {
        combination.forget(strategy);
        running = null;
        status = Status.STOPPED;
        emit(StrategyChange.STOPPED, why, out);
    }

    private void initialize(List<Instrument> on) {
        StrategyType type = type(settings);
        Strategy fresh = type.create().get();
        desk.trade(on);
        fresh.initialize(Parameters.read(type.parameters(), own(settings)), desk.leg(0));
        running = fresh;
    }

    private void emit(StrategyChange change, String detail, Emitter out) {
        int instrument = instruments
                .bySymbol(settings.getOrDefault("symbol", ""))
                .map(Instrument::id)
                .orElse(0);
        records.changed(strategy, instrument, change, desk.common.mode(), detail, out);
    }

    private StrategyType type(Map<String, String> from) {
        String name = setting(TYPE, from);
        return types.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("type: expected one of "
                        + types.stream().map(StrategyType::name).toList() + ", found '" + name + "'"));
    }

    private static String setting(String key, Map<String, String> from) {
        String value = from.get(key);
        if (value == null) {
            throw new IllegalArgumentException("expected a value of '" + key + "', found none");
        }
        return value;
    }

    /** The strategy's own settings, without those that every strategy of its number of legs has. */
    private SortedMap<String, String> own(SortedMap<String, String> from) {
        SortedMap<String, String> own = new TreeMap<>(from);
        own.remove(TYPE);
        own.remove(ENGINE);
        own.keySet().removeAll(type(from).symbols());
        own.keySet().removeIf(CommonSettings::isOne);
        return own;
    }

    /** Keys: desk, learnt (while it runs), name, number, quarantinedFrom, settings (sorted), status. */
    void writeState(WireOut wire) {
        wire.write("desk").marshallable(desk::writeState);
        if (running != null) {
            wire.write("learnt").marshallable(running::writeState);
        }
        wire.write("name").text(name());
        wire.write("number").int32(number);
        wire.write("quarantinedFrom").int64(quarantinedFrom);
        wire.write("settings")
                .marshallable(
                        out -> settings.forEach((key, value) -> out.write(key).text(value)));
        wire.write("status").text(status.name());
    }

    void readState(WireIn wire) {
        wire.read("desk").marshallable(in -> desk.readState(in, instruments));
        quarantinedFrom = wire.read("quarantinedFrom").int64();
        wire.read("settings").marshallable(in -> {
            StringBuilder key = new StringBuilder();
            while (in.hasMore()) {
                String value = in.read(key).text();
                settings.put(key.toString(), value);
            }
        });
        status = Status.valueOf(wire.read("status").text());
        if (isEnabled()) {
            desk.common = CommonSettings.of(settings);
        }
        if (isRunning()) {
            List<Instrument> on = new ArrayList<>();
            for (int i = 0; i < desk.legs(); i++) {
                on.add(desk.leg(i).instrument());
            }
            initialize(on);
            wire.read("learnt").marshallable(strategy()::readState);
        }
    }
}
