package io.onetape.backtest.report;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.OrderId;
import io.onetape.journal.record.RecordHash;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.ConfigSetDecoder;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.RiskLimitsSetDecoder;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.StrategyPackageSetDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a run was told: the simulation, every setting and every limit, and a hash of all of it. Single-threaded. */
public final class SettingsFacts {
    private static final int MOST = 1_000;

    private final SimulationConfiguredDecoder configured = new SimulationConfiguredDecoder();
    private final ConfigSetDecoder config = new ConfigSetDecoder();
    private final RiskLimitsSetDecoder limits = new RiskLimitsSetDecoder();
    private final StrategyPackageSetDecoder packaged = new StrategyPackageSetDecoder();
    private final MessageDigest digest = RecordHash.sha256();
    private final SortedMap<String, String> settings = new TreeMap<>();
    private final SortedMap<String, String> packages = new TreeMap<>();
    private final List<Limit> limited = new ArrayList<>();
    private @Nullable Simulation simulation;
    private String hash = "";
    private long records;
    private long left;

    /**
     * Limits of one thing; Fixed8.
     *
     * @param instrument 0: any
     */
    public record Limit(
            long sequence,
            String scope,
            String strategy,
            int instrument,
            long maximumPosition,
            long maximumNotional,
            int maximumOpenOrders) {}

    void accept(RecordView record) {
        switch (record.templateId()) {
            case SimulationConfiguredDecoder.TEMPLATE_ID -> {
                simulation = Simulation.of(record.decode(configured));
                add(record);
            }
            case ConfigSetDecoder.TEMPLATE_ID -> {
                record.decode(config);
                put(settings, config.key(), config.value());
                add(record);
            }
            case RiskLimitsSetDecoder.TEMPLATE_ID -> {
                limit(record);
                add(record);
            }
            case StrategyPackageSetDecoder.TEMPLATE_ID -> {
                record.decode(packaged);
                put(packages, packaged.strategyType(), packaged.hash());
                add(record);
            }
            default -> {} // no setting
        }
    }

    void finish() {
        hash = HexFormat.of().formatHex(digest.digest());
    }

    /** Empty: nothing was simulated. */
    public Optional<Simulation> simulation() {
        return Optional.ofNullable(simulation);
    }

    /** As set last, by key. */
    public SortedMap<String, String> settings() {
        return settings;
    }

    /** Hashes of plug-ins by the type of strategy that they define. */
    public SortedMap<String, String> packages() {
        return packages;
    }

    public List<Limit> limits() {
        return limited;
    }

    /** How many settings and limits are beyond what is kept here. */
    public long leftOut() {
        return left;
    }

    /** SHA-256 over instrument and body of each record that sets something, in their order. */
    public String hash() {
        return hash;
    }

    public long records() {
        return records;
    }

    private void put(SortedMap<String, String> map, String key, String value) {
        if (map.size() < MOST || map.containsKey(key)) {
            map.put(key, value);
        } else {
            left++;
        }
    }

    private void limit(RecordView record) {
        record.decode(limits);
        long strategy =
                OrderId.getStrategy(limits.buffer(), limits.offset() + RiskLimitsSetDecoder.strategyEncodingOffset());
        boolean isOld = limits.scope() == LimitScope.NULL_VAL; // version 1 had limits of instruments only
        if (limited.size() == MOST) {
            left++;
            return;
        }
        limited.add(new Limit(
                record.sequence(),
                isOld ? LimitScope.INSTRUMENT.name() : limits.scope().name(),
                isOld || strategy == Fixed8.NULL ? "" : OrderId.strategyName(strategy),
                record.instrument(),
                limits.maximumPosition(),
                limits.maximumNotional(),
                limits.maximumOpenOrders()));
    }

    private void add(RecordView record) {
        byte[] bytes = new byte[record.length() - RecordHeader.LENGTH];
        record.buffer().getBytes(RecordHeader.LENGTH, bytes);
        digest.update((record.templateId() + " " + record.instrument() + "\n").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        records++;
    }
}
