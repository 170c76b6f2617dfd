package io.onetape.services.config.settings;

import io.onetape.journal.reference.Instrument;
import io.onetape.journal.schema.LimitScope;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.RiskLimits;
import io.onetape.services.config.StrategySpec;
import io.onetape.services.config.settings.EffectiveSettings.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records that make the tape say what a configuration says. In this order: what stops strategies; values by key ({@code account.}, {@code execution.},
 * {@code strategies.}, {@code strategy.<name>.}); limits; and at last what starts strategies ({@code strategy.<name>.enabled = true}), which are then started with
 * all that is set. Only what differs is said.
 *
 * <ul>
 *   <li>A strategy that vanished from the file is disabled. Its other settings stay on the tape, where they do nothing.
 *   <li>A strategy whose type or instrument changes is disabled first and enabled again at last. Its engine stays, once it was enabled.
 *   <li>Limits of an instrument that vanished from the file become those of every instrument; without such, nothing is traded. Limits of a strategy or the account that
 *       vanished become none.
 * </ul>
 *
 * Used once, on one thread.
 */
public final class SettingRecords {
    private static final List<String> FIXED_WHILE_ENABLED = List.of("type", "symbol", "symbol2");
    private static final String ENGINE = "engine";
    private static final String DEFAULT_ENGINE = "strategy";

    private final EffectiveSettings tape;
    private final Configuration wanted;
    private final List<Setting> stops = new ArrayList<>();
    private final List<Setting> changes = new ArrayList<>();
    private final List<Setting> starts = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();

    private SettingRecords(EffectiveSettings tape, Configuration wanted) {
        this.tape = tape;
        this.wanted = wanted;
    }

    /** All that a configuration says, for a tape that says nothing yet. */
    public static SettingsDifference of(Configuration wanted) {
        return difference(new EffectiveSettings(), wanted);
    }

    /** What is to be appended to a tape. */
    public static SettingsDifference difference(EffectiveSettings effectiveOnTape, Configuration wanted) {
        SettingRecords records = new SettingRecords(effectiveOnTape, wanted);
        records.compareValues();
        records.compareStrategies();
        records.compareLimits();
        List<Setting> append = new ArrayList<>(records.stops);
        append.addAll(records.changes);
        append.addAll(records.starts);
        return new SettingsDifference(append, records.kept);
    }

    private void compareValues() {
        SortedMap<String, String> values = new TreeMap<>(wanted.functional());
        for (StrategySpec strategy : wanted.strategies()) {
            strategy.settings().forEach((name, value) -> values.put(key(strategy.name(), name), value));
            values.put(key(strategy.name(), ENGINE), engine(strategy));
        }
        values.forEach((key, value) -> {
            if (!tape.value(key).equals(Optional.of(value))) {
                changes.add(new Setting.Value(key, value));
            }
        });
        tape.values().forEach((key, value) -> {
            if (!values.containsKey(key) && !key.endsWith(".enabled") && !isOfVanishedStrategy(key)) {
                kept.add(key + " = " + value);
            }
        });
    }

    /** The engine that hosts it, if one ever did: orders that it may have left are known there. */
    private String engine(StrategySpec strategy) {
        String onTape = tape.value(key(strategy.name(), ENGINE)).orElse(DEFAULT_ENGINE);
        boolean wasEnabled = tape.value(key(strategy.name(), "enabled")).isPresent();
        if (!wasEnabled || onTape.equals(strategy.engine())) {
            return strategy.engine();
        }
        kept.add(key(strategy.name(), ENGINE) + " = " + onTape + ": expected it to stay, found " + strategy.engine()
                + ": use another strategy's name");
        return onTape;
    }

    private boolean isOfVanishedStrategy(String key) {
        return key.startsWith("strategy.")
                && wanted.strategies().stream().noneMatch(strategy -> key.startsWith(key(strategy.name(), "")));
    }

    private void compareStrategies() {
        Map<String, StrategySpec> byName = new TreeMap<>();
        wanted.strategies().forEach(strategy -> byName.put(strategy.name(), strategy));
        for (String name : tape.strategies()) {
            if (!byName.containsKey(name) && isEnabled(name)) {
                stops.add(new Setting.Value(key(name, "enabled"), "false"));
            }
        }
        byName.forEach(this::compareStrategy);
    }

    private void compareStrategy(String name, StrategySpec strategy) {
        String key = key(name, "enabled");
        if (!strategy.enabled()) {
            if (!tape.value(key).equals(Optional.of("false"))) {
                stops.add(new Setting.Value(key, "false"));
            }
            return;
        }
        boolean anew = isEnabled(name) && FIXED_WHILE_ENABLED.stream().anyMatch(setting -> changes(strategy, setting));
        if (anew) {
            stops.add(new Setting.Value(key, "false"));
        }
        if (anew || !isEnabled(name)) {
            starts.add(new Setting.Value(key, "true"));
        }
    }

    private boolean changes(StrategySpec strategy, String setting) {
        String value = strategy.settings().get(setting);
        return value != null && !tape.value(key(strategy.name(), setting)).equals(Optional.of(value));
    }

    private boolean isEnabled(String strategy) {
        return tape.value(key(strategy, "enabled")).equals(Optional.of("true"));
    }

    private void compareLimits() {
        SortedMap<Whose, RiskLimits> all = new TreeMap<>();
        for (RiskLimits limits : wanted.limits()) {
            all.put(new Whose(limits.scope(), limits.symbol(), limits.strategy()), limits);
        }
        RiskLimits standard = all.get(new Whose(LimitScope.INSTRUMENT, "", ""));
        tape.limits()
                .forEach((whose, onTape) -> all.computeIfAbsent(
                        whose,
                        vanished -> whose.scope() == LimitScope.INSTRUMENT && standard != null
                                ? standard.of(onTape.symbol())
                                : RiskLimits.none(whose.scope(), onTape.symbol(), whose.strategy())));
        all.forEach((whose, limits) -> {
            if (!whose.isUnknown() && !limits.equals(tape.limits().get(whose))) {
                changes.add(new Setting.Limits(instrument(whose), limits));
            }
        });
    }

    private int instrument(Whose whose) {
        return whose.symbol().isEmpty()
                ? 0
                : tape.instruments()
                        .bySymbol(whose.symbol())
                        .map(Instrument::id)
                        .orElse(0);
    }

    private static String key(String strategy, String setting) {
        return "strategy." + strategy + "." + setting;
    }
}
