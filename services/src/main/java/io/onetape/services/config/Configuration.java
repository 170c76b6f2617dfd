package io.onetape.services.config;

import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.BookSource;
import io.onetape.journal.schema.FillModel;
import io.onetape.journal.schema.OutageRule;
import io.onetape.journal.schema.QueueModel;
import io.onetape.services.Processors;
import io.onetape.services.config.schema.Schema;
import io.onetape.services.config.schema.Values;
import io.onetape.services.config.secret.SecretSource;
import io.onetape.services.config.topology.Topology;
import io.onetape.services.config.topology.TopologyReader;
import io.onetape.services.config.yaml.ConfigurationException;
import io.onetape.services.config.yaml.Mapping;
import io.onetape.services.config.yaml.Problem;
import io.onetape.services.config.yaml.Scalar;
import io.onetape.services.strategy.StrategyType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run is configured with: complete, valid, immutable. It holds no secret, only where secrets are, and prints as its file and hash.
 *
 * <p>{@link #load} reads in this order: the file, the file that it includes, variables in their values, {@code ONETAPE_SECTION__KEY} overrides, the schema, its
 * defaults, and then whether the sections agree.
 */
public final class Configuration {
    /** Sections whose values reach the processors as ConfigSet records, and what their keys begin with there. */
    private static final Map<String, String> ON_TAPE = Map.of(
            "account", "account.",
            "execution", "execution.",
            "marketdata", "marketdata.",
            "risk", "risk.",
            "signals", "strategies.");

    private final List<Path> files;
    private final Mapping root;
    private final SortedMap<String, String> values;
    private final RunMode mode;
    private final TapeSettings tape;
    private final Topology topology;
    private final String bindAddress;
    private final RemoteSettings remote;
    private final boolean cacheEnabled;
    private final VenueSpec venue;
    private final @Nullable Path allowedPlugins;
    private final List<StrategySpec> strategies;
    private final List<RiskLimits> limits;
    private final SortedMap<String, String> functional;

    private Configuration(ConfigurationFiles read, List<StrategyType> types, List<Problem> problems) {
        this.root = read.root();
        Values root = new Values(read.root());
        files = read.files();
        values = CanonicalText.values(read.root());
        mode = root.constant("mode", RunMode.class);
        tape = tape(root.section("tape"));
        topology = TopologyReader.read(root, problems);
        bindAddress = root.section("network").text("bind");
        remote = remote(root.section("remote"), read.files().get(0));
        cacheEnabled = root.section("cache").flag("enabled");
        venue = venue(root.section("venue"), root.section("account").decimal("capital"));
        allowedPlugins = root.section("plugins")
                .optionalText("allowed")
                .map(read.files().get(0)::resolveSibling)
                .orElse(null);
        strategies = new StrategyReader(types, allowedPlugins != null, topology, problems)
                .read(root.section("strategies").mapping());
        limits = LimitsReader.read(root.section("risk"));
        functional = functional(root);
    }

    /** Reads a file with the strategies that come with this build. Throws {@link ConfigurationException} with everything that is wrong. */
    public static Configuration load(Path file, Map<String, String> environment) {
        return load(file, environment, Processors.strategyTypes());
    }

    /** The same with these strategies. */
    public static Configuration load(Path file, Map<String, String> environment, List<StrategyType> types) {
        ConfigurationFiles read = ConfigurationFiles.read(file, environment);
        List<Problem> problems = new ArrayList<>();
        Configuration configuration = new Configuration(read, types, problems);
        new Agreement(configuration, read.root(), problems).check(environment);
        if (!problems.isEmpty()) {
            problems.sort(Problem.IN_ORDER);
            throw new ConfigurationException(problems);
        }
        return configuration;
    }

    /** The file that was named, and the one that it includes. */
    public List<Path> files() {
        return files;
    }

    public RunMode mode() {
        return mode;
    }

    public TapeSettings tape() {
        return tape;
    }

    public Topology topology() {
        return topology;
    }

    /** What health and remote endpoints listen on. */
    public String bindAddress() {
        return bindAddress;
    }

    public RemoteSettings remote() {
        return remote;
    }

    public boolean cacheEnabled() {
        return cacheEnabled;
    }

    public VenueSpec venue() {
        return venue;
    }

    /** The file with the SHA-256 of each JAR that may be loaded; empty: none may. */
    public Optional<Path> allowedPlugins() {
        return Optional.ofNullable(allowedPlugins);
    }

    /** By name. */
    public List<StrategySpec> strategies() {
        return strategies;
    }

    /** The default, instruments, strategies, the account. */
    public List<RiskLimits> limits() {
        return limits;
    }

    /** What processors read besides strategies and limits, under the keys of its ConfigSet records: {@code account.capital}. */
    public SortedMap<String, String> functional() {
        return functional;
    }

    /** Every effective value by its path, lists item by item. Of secrets where they are. */
    public SortedMap<String, String> values() {
        return values;
    }

    /** SHA-256 over the effective values, hexadecimal: for ServiceStarted. */
    public String hash() {
        return CanonicalText.hash(values);
    }

    /** The effective values as lines {@code path=value}: what is hashed. */
    public String canonicalText() {
        return CanonicalText.text(values);
    }

    @Override
    public String toString() {
        return "configuration " + files + " sha256 " + hash();
    }

    private static TapeSettings tape(Values from) {
        return new TapeSettings(
                from.constant("rollCycle", RollCycle.class),
                from.text("durability").equals("intent"),
                new FreeSpace(from.bytes("reserve")));
    }

    private static RemoteSettings remote(Values from, Path file) {
        List<SecretSource> tokens = from.optionalSection("token")
                .map(token -> List.of(secret(token, file)))
                .orElse(List.of());
        return new RemoteSettings(
                from.flag("enabled"),
                from.port("port"),
                tokens,
                (int) from.whole("maximumReaders"),
                from.nanos("requestTimeout"));
    }

    private static SecretSource secret(Values from, Path file) {
        return from.optionalText("secretEnv")
                .<SecretSource>map(SecretSource.Variable::new)
                .orElseGet(() -> new SecretSource.SecretFile(file.resolveSibling(from.text("secretFile"))));
    }

    private static VenueSpec venue(Values from, long capital) {
        QueueModel queueModel = from.constant("queueModel", QueueModel.class);
        boolean hasExponent = switch (queueModel) {
            case POWER, POWER2, POWER3 -> true;
            default -> false;
        };
        return new VenueSpec(
                from.nanos("entryLatency"),
                from.nanos("responseLatency"),
                from.decimal("makerRate"),
                from.decimal("takerRate"),
                queueModel,
                hasExponent ? from.decimal("queueExponent") : Fixed8.NULL,
                from.constant("fillModel", FillModel.class),
                from.constant("bookSource", BookSource.class),
                from.whole("seed"),
                Math.toIntExact(from.whole("ordersPer10Seconds")),
                Math.toIntExact(from.whole("ordersPerMinute")),
                from.constant("outage", OutageRule.class),
                from.optionalText("outageAt").orElse(""),
                from.optionalText("feeTiers").orElse(""),
                from.optionalText("marginTiers").orElse(""),
                from.decimal("liquidationFeeRate"),
                capital);
    }

    /** The effective tree. */
    Mapping root() {
        return root;
    }

    /** The keys of the ConfigSet records that may be set at run time, strategies' aside; sorted. */
    SortedSet<String> settable() {
        SortedSet<String> keys = new TreeSet<>();
        ON_TAPE.forEach((section, prefix) -> Schema.get().scalars(section).forEach(key -> keys.add(prefix + key)));
        return keys;
    }

    /** The section of the file where the value of a ConfigSet key stands. */
    static String sectionOf(String key) {
        return ON_TAPE.entrySet().stream()
                .filter(entry -> key.startsWith(entry.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    static SortedMap<String, String> functional(Values root) {
        SortedMap<String, String> settings = new TreeMap<>();
        new TreeMap<>(ON_TAPE).forEach((section, prefix) -> {
            Mapping mapping = root.section(section).mapping();
            mapping.entries().forEach((key, entry) -> {
                if (entry.value() instanceof Scalar scalar) {
                    settings.put(prefix + key, CanonicalText.value(scalar));
                }
            });
        });
        return Collections.unmodifiableSortedMap(settings);
    }
}
