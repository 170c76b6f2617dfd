package io.onetape.services.config.settings;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.RiskLimitsSetDecoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.services.config.RiskLimits;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the tape says is set: the last ConfigSet of each key and the last limits of each kind. A function of the records seen so far; single-threaded. */
public final class EffectiveSettings {
    /** Whose limits; the instrument is 0 but for one instrument's own, the strategy empty but for a strategy's. */
    record Whose(LimitScope scope, int instrument, String strategy) implements Comparable<Whose> {
        private static final Comparator<Whose> ORDER = Comparator.comparing(Whose::scope)
                .thenComparingInt(Whose::instrument)
                .thenComparing(Whose::strategy);

        @Override
        public int compareTo(Whose other) {
            return ORDER.compare(this, other);
        }
    }

    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final RiskLimitsSetDecoder limitsSet = new RiskLimitsSetDecoder();
    private final Instruments instruments = new Instruments();
    private final SortedMap<String, String> values = new TreeMap<>();
    private final SortedMap<Whose, RiskLimits> limits = new TreeMap<>();

    /** Learns from ConfigSet, RiskLimitsSet, InstrumentDefined and CycleStarted; any other record is passed over. */
    public void apply(RecordView record) {
        switch (record.templateId()) {
            case ConfigSetDecoder.TEMPLATE_ID -> {
                record.decode(config);
                String key = config.key(); // in the order of the record
                values.put(key, config.value());
            }
            case RiskLimitsSetDecoder.TEMPLATE_ID -> {
                record.decode(limitsSet);
                apply(record.instrument());
            }
            default -> instruments.apply(record);
        }
    }

    private void apply(int instrument) {
        LimitScope scope = limitsSet.scope() == LimitScope.NULL_VAL ? LimitScope.INSTRUMENT : limitsSet.scope();
        String strategy = scope == LimitScope.STRATEGY ? limitsSet.strategy() : "";
        int id = scope == LimitScope.INSTRUMENT ? instrument : 0;
        TradingState onBreach =
                limitsSet.onBreach() == TradingState.NULL_VAL ? TradingState.NORMAL : limitsSet.onBreach();
        RiskLimits found = new RiskLimits(
                scope,
                "",
                strategy,
                limitsSet.maximumPosition(),
                limitsSet.maximumNotional(),
                limitsSet.maximumOpenOrders(),
                Math.max(0, limitsSet.maximumOrdersPerSecond()), // null is the smallest number
                limitsSet.maximumLeverage(),
                limitsSet.maximumDailyDrawdown(),
                limitsSet.minimumMarginRatio(),
                onBreach);
        limits.put(new Whose(scope, id, strategy), found.of(symbol(id)));
    }

    /** Every ConfigSet key with its last value. */
    public SortedMap<String, String> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** The last value of a key. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The instruments in force. */
    public Instruments instruments() {
        return instruments;
    }

    /** The names in {@code strategy.<name>.enabled}, whatever its value. */
    SortedSet<String> strategies() {
        SortedSet<String> names = new TreeSet<>();
        for (String key : values.keySet()) {
            String[] parts = key.split("\\.", 3);
            if (parts.length == 3 && parts[0].equals("strategy")) {
                names.add(parts[1]);
            }
        }
        return names;
    }

    /** Instruments by id, 0 first. */
    SortedMap<Whose, RiskLimits> limits() {
        return Collections.unmodifiableSortedMap(limits);
    }

    private String symbol(int instrument) {
        return instrument == 0
                ? ""
                : instruments.find(instrument).map(Instrument::symbol).orElse("#" + instrument);
    }
}
