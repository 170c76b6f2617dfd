package io.onetape.services.config.settings;

import io.onetape.journal.record.RecordView;
import io.onetape.journal.reference.Instrument;
import io.onetape.journal.reference.Instruments;
import io.onetape.journal.schema.AlertRaisedDecoder;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.RiskLimitsSetDecoder;
import io.onetape.journal.schema.TradingState;
import io.onetape.services.config.RiskLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the tape says is set: the last ConfigSet of each key and the last limits of each kind that risk has not refused. A function of the records seen so far;
 * single-threaded.
 */
public final class EffectiveSettings {
    /** Whose limits; the symbol, in upper case, is empty but for one instrument's own, the strategy empty but for a strategy's. */
    public record Whose(LimitScope scope, String symbol, String strategy) implements Comparable<Whose> {
        private static final Comparator<Whose> ORDER =
                Comparator.comparing(Whose::scope).thenComparing(Whose::symbol).thenComparing(Whose::strategy);

        public Whose {
            symbol = symbol.toUpperCase(Locale.ROOT);
        }

        /** True of an instrument that the tape names by its id alone: nobody can set its limits by symbol. */
        boolean isUnknown() {
            return symbol.startsWith(NO_SYMBOL);
        }

        @Override
        public int compareTo(Whose other) {
            return ORDER.compare(this, other);
        }
    }

    private static final String NO_SYMBOL = "#";
    private static final int ANSWERS_AWAITED = 1_000;

    /** Limits that risk may still refuse. */
    private record Taken(long sequence, Whose whose, RiskLimits limits) {}

    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final RiskLimitsSetDecoder limitsSet = new RiskLimitsSetDecoder();
    private final Instruments instruments;
    private final SortedMap<String, String> values = new TreeMap<>();
    private final SortedMap<Whose, RiskLimits> limits = new TreeMap<>();
    private final SortedMap<Whose, RiskLimits> settled = new TreeMap<>();
    private final List<Taken> taken = new ArrayList<>();
    private final AlertRaisedDecoder alert = new AlertRaisedDecoder();

    /** Nothing is set, and no instrument is known. */
    public EffectiveSettings() {
        this(new Instruments());
    }

    /** Nothing is set; {@code instruments} are known, and learns on with these. */
    public EffectiveSettings(Instruments instruments) {
        this.instruments = instruments;
    }

    /** Learns from ConfigSet, RiskLimitsSet, risk's alert {@code limits-refused}, InstrumentDefined and CycleStarted; any other record is passed over. */
    public void apply(RecordView record) {
        switch (record.templateId()) {
            case ConfigSetDecoder.TEMPLATE_ID -> {
                record.decode(config);
                String key = config.key(); // in the order of the record
                values.put(key, config.value());
            }
            case RiskLimitsSetDecoder.TEMPLATE_ID -> {
                record.decode(limitsSet);
                apply(record.instrument(), record.sequence());
            }
            case AlertRaisedDecoder.TEMPLATE_ID -> {
                if (record.decode(alert).name().equals("limits-refused")) {
                    refused(record.causedBy());
                }
            }
            default -> instruments.apply(record);
        }
    }

    private void apply(int instrument, long sequence) {
        LimitScope scope = limitsSet.scope() == LimitScope.NULL_VAL ? LimitScope.INSTRUMENT : limitsSet.scope();
        String strategy = scope == LimitScope.STRATEGY ? limitsSet.strategy() : "";
        String symbol =
                scope != LimitScope.INSTRUMENT ? "" : instrument == 0 ? limitsSet.limitedSymbol() : symbol(instrument);
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
        Whose whose = new Whose(scope, symbol, strategy);
        if (taken.size() == ANSWERS_AWAITED) {
            Taken oldest = taken.remove(0);
            settled.put(oldest.whose, oldest.limits);
        }
        RiskLimits now = found.of(symbol);
        taken.add(new Taken(sequence, whose, now));
        limits.put(whose, now);
    }

    /** What was in force before holds, unless something newer does. */
    private void refused(long sequence) {
        if (taken.removeIf(one -> one.sequence == sequence)) {
            limits.clear();
            limits.putAll(settled);
            taken.forEach(one -> limits.put(one.whose, one.limits));
        }
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

    /** The names in {@code strategy.<name>.<setting>}, whatever its value. */
    public SortedSet<String> strategies() {
        SortedSet<String> names = new TreeSet<>();
        for (String key : values.keySet()) {
            String[] parts = key.split("\\.", 3);
            if (parts.length == 3 && parts[0].equals("strategy")) {
                names.add(parts[1]);
            }
        }
        return names;
    }

    /** Limits in force, instruments by symbol, those for all that have none of their own first. */
    public SortedMap<Whose, RiskLimits> limits() {
        return Collections.unmodifiableSortedMap(limits);
    }

    private String symbol(int instrument) {
        return instruments.find(instrument).map(Instrument::symbol).orElse(NO_SYMBOL + instrument);
    }
}
