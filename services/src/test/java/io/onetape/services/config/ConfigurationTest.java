package io.onetape.services.config;

import static io.onetape.services.config.YamlFile.CORE;
import static io.onetape.services.config.YamlFile.LIMITS;
import static io.onetape.services.config.YamlFile.MAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.excerpt.FreeSpace;
import io.onetape.journal.excerpt.RollCycle;
import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.schema.LimitScope;
import io.onetape.journal.schema.TradingState;
import io.onetape.services.config.topology.HangPolicy;
import io.onetape.services.config.topology.LogLevel;
import io.onetape.services.config.topology.PauserKind;
import io.onetape.services.config.topology.PauserSpec;
import io.onetape.services.config.topology.ProcessSpec;
import io.onetape.services.config.topology.RestartPolicy;
import io.onetape.services.config.topology.ServiceSpec;
import io.onetape.services.config.topology.SnapshotPolicy;
import io.onetape.services.config.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {
    private static final Path SHIPPED = Path.of(System.getProperty("onetape.root"), "config");

    @TempDir
    Path folder;

    private YamlFile file;

    @BeforeEach
    void create() {
        file = new YamlFile(folder);
    }

    @Test
    void everyFileThatShipsLoads() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            List<Path> yaml = files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(yaml).hasSizeGreaterThanOrEqualTo(4);
            for (Path path : yaml) {
                assertThat(Configuration.load(path, Map.of()).topology().services())
                        .as(path.toString())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void theShippedFilesRunInOneProcessOrInMany() {
        Path paper = SHIPPED.resolve("paper.yaml");
        Topology core = Configuration.load(paper, Map.of()).topology();
        assertThat(core.processes()).extracting(ProcessSpec::name).containsExactly("core");
        Topology split = Configuration.load(paper, Map.of("TOPOLOGY", "topology-split.yaml"))
                .topology();
        assertThat(split.processes())
                .extracting(ProcessSpec::name)
                .containsExactly(
                        "sequencer",
                        "marketdata",
                        "strategy",
                        "strategy-2",
                        "risk",
                        "execution",
                        "account",
                        "venue",
                        "readers",
                        "clock",
                        "feed");
        assertThat(split.processes())
                .extracting(ProcessSpec::healthPort)
                .containsExactly(8400, 8401, 8402, 8403, 8404, 8405, 8406, 8407, 8408, 8409, 8410);
        assertThat(split.host("cache")).isEqualTo(split.process("readers"));
        assertThat(split.host("nobody")).isEmpty();
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Configuration configuration = file.write(CORE).load();
        assertThat(configuration.mode()).isEqualTo(RunMode.OBSERVE);
        assertThat(configuration.tape()).isEqualTo(new TapeSettings(RollCycle.HOUR, true, new FreeSpace(256L << 20)));
        assertThat(configuration.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(configuration.cacheEnabled()).isTrue();
        assertThat(configuration.remote()).isEqualTo(new RemoteSettings(false, 8480, List.of(), 16, 5_000_000_000L));
        assertThat(configuration.venue().makerRate()).isEqualTo(Fixed8.parse("0.0002"));
        assertThat(configuration.functional())
                .containsEntry("account.capital", "100000")
                .containsEntry("account.maintenanceMarginRate", "0.005")
                .containsEntry("execution.retries", "10")
                .containsEntry("strategies.combine", "false")
                .doesNotContainKey("account.initialMarginRate");
        ProcessSpec core = configuration.topology().processes().get(0);
        assertThat(core.pauser()).isEqualTo(new PauserSpec(PauserKind.PARKING, 20_000));
        assertThat(core.heapBytes()).isEqualTo(512L << 20);
        assertThat(core.restart())
                .isEqualTo(new RestartPolicy(5, 600_000_000_000L, 500_000_000, 30_000_000_000L, Fixed8.ONE / 5));
        assertThat(core.hang()).isEqualTo(new HangPolicy(30_000_000_000L, 10_000_000_000L));
        assertThat(core.snapshots()).isEqualTo(new SnapshotPolicy(1_000_000, 300_000_000_000L, 3));
        assertThat(core.healthPort()).isEqualTo(8400);
        assertThat(core.logLevel()).isEqualTo(LogLevel.INFO);
    }

    @Test
    void everythingThatIsGivenIsTaken() {
        Configuration configuration = file.write("""
                        mode: paper
                        tape: {rollCycle: day, durability: system, reserve: 1 GiB}
                        health: {portBase: 0}
                        processes:
                          late: {services: [remote, feed, strategy-2], healthPort: 9000}
                          core:
                            services: [venue, cache, clock, account, execution, risk, strategy, marketdata, sequencer]
                            pauser: sleepy
                            heap: 1 GiB
                            jvm: ["-XX:+UseZGC", "-Da=b"]
                            logLevel: debug
                            restart: {maximum: 0, window: 1 h, backOff: 1 ms, backOffCap: 1 ms, jitter: 0}
                            hang: {turn: 2 s, call: 1 s}
                            snapshot: {records: 10, every: 1 s, keep: 1}
                        """).load();
        assertThat(configuration.mode()).isEqualTo(RunMode.PAPER);
        assertThat(configuration.tape()).isEqualTo(new TapeSettings(RollCycle.DAY, false, new FreeSpace(1L << 30)));
        assertThat(configuration.topology().processes())
                .extracting(ProcessSpec::name)
                .containsExactly("core", "late");
        ProcessSpec core = configuration.topology().processes().get(0);
        assertThat(core.services())
                .extracting(ServiceSpec::name)
                .containsExactly(
                        "sequencer",
                        "marketdata",
                        "strategy",
                        "risk",
                        "execution",
                        "account",
                        "venue",
                        "cache",
                        "clock");
        assertThat(core.pauser()).isEqualTo(new PauserSpec(PauserKind.SLEEPY, 1_000_000));
        assertThat(core.jvmArguments()).containsExactly("-XX:+UseZGC", "-Da=b");
        assertThat(core.healthPort()).isZero();
        assertThat(configuration.topology().processes().get(1).healthPort()).isEqualTo(9000);
    }

    @Test
    void aStrategyHasAllOfItsSettings() {
        List<StrategySpec> strategies = file.write(CORE, LIMITS, MAKER).load().strategies();
        assertThat(strategies).hasSize(1);
        StrategySpec maker = strategies.get(0);
        assertThat(maker.name()).isEqualTo("mm1");
        assertThat(maker.enabled()).isTrue();
        assertThat(maker.settings())
                .containsEntry("type", "market-maker")
                .containsEntry("symbol", "BTCUSDT")
                .containsEntry("mode", "live")
                .containsEntry("priority", "0")
                .containsEntry("engine", "strategy")
                .containsEntry("quantity", "0.01")
                .containsEntry("spread", "0")
                .doesNotContainKey("enabled");
    }

    @Test
    void aTypeOfAPluginIsTakenAsItIs() {
        Configuration configuration = file.writeTo("allowed.txt", "0123456789abcdef".repeat(4) + "  # own.jar\n")
                .write(
                        CORE,
                        "plugins: {allowed: allowed.txt}\n",
                        "strategies:\n  own: {type: my-own, symbol: BTCUSDT, parameters: {depth: 5, wide: true, word: near}}\n")
                .load();
        assertThat(configuration.allowedPlugins()).contains(folder.resolve("allowed.txt"));
        assertThat(configuration.strategies().get(0).settings())
                .containsEntry("depth", "5")
                .containsEntry("wide", "true")
                .containsEntry("word", "near");
    }

    @Test
    void limitsAreReadByWhoseTheyAre() {
        List<RiskLimits> limits = file.write(CORE, """
                        risk:
                          account: {maximumLeverage: 3, minimumMarginRatio: 1.5, onBreach: halt}
                          strategies:
                            mm1: {maximumDailyDrawdown: 500, onBreach: reduce-only}
                          default: {maximumPosition: 1, maximumNotional: 2.50, maximumOpenOrders: 3}
                          instruments:
                            ETHUSDT: {maximumPosition: 1, maximumNotional: 2, maximumOpenOrders: 3, maximumOrdersPerSecond: 4}
                        """, MAKER).load().limits();
        RiskLimits none = RiskLimits.none(LimitScope.ACCOUNT, "", "");
        assertThat(limits)
                .containsExactly(
                        new RiskLimits(
                                LimitScope.INSTRUMENT,
                                "",
                                "",
                                Fixed8.ONE,
                                Fixed8.parse("2.5"),
                                3,
                                0,
                                Fixed8.NULL,
                                Fixed8.NULL,
                                Fixed8.NULL,
                                TradingState.NORMAL),
                        new RiskLimits(
                                LimitScope.INSTRUMENT,
                                "ETHUSDT",
                                "",
                                Fixed8.ONE,
                                2 * Fixed8.ONE,
                                3,
                                4,
                                Fixed8.NULL,
                                Fixed8.NULL,
                                Fixed8.NULL,
                                TradingState.NORMAL),
                        new RiskLimits(
                                LimitScope.STRATEGY,
                                "",
                                "mm1",
                                Fixed8.NULL,
                                Fixed8.NULL,
                                RiskLimits.NO_COUNT,
                                0,
                                Fixed8.NULL,
                                500 * Fixed8.ONE,
                                Fixed8.NULL,
                                TradingState.REDUCE_ONLY),
                        new RiskLimits(
                                LimitScope.ACCOUNT,
                                "",
                                "",
                                none.maximumPosition(),
                                none.maximumNotional(),
                                none.maximumOpenOrders(),
                                0,
                                3 * Fixed8.ONE,
                                Fixed8.NULL,
                                Fixed8.parse("1.5"),
                                TradingState.HALTED));
    }

    @Test
    void theHashIsOfWhatIsEffectiveAndNotOfHowItIsWritten() {
        String hash = file.write(CORE, LIMITS, MAKER).load().hash();
        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(file.write("# a comment\n", MAKER, LIMITS, CORE, "account: {capital: 100000.00}\n")
                        .load()
                        .hash())
                .isEqualTo(hash);
        assertThat(file.write(MAKER, LIMITS, CORE, "account: {capital: 100000.01}\n")
                        .load()
                        .hash())
                .isNotEqualTo(hash);
    }

    @Test
    void anIncludedFileStandsBesideTheOneThatIncludesIt() {
        Configuration configuration = file.writeTo("t.yaml", CORE)
                .write("include: t.yaml\n", LIMITS, MAKER)
                .load();
        assertThat(configuration.files())
                .containsExactly(file.path(), file.path().resolveSibling("t.yaml"));
        assertThat(configuration.hash())
                .isEqualTo(file.write(CORE, LIMITS, MAKER).load().hash());
    }
}
