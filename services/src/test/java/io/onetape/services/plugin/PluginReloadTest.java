package io.onetape.services.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.services.Emitted;
import io.onetape.services.Processors;
import io.onetape.services.Scenario;
import io.onetape.services.StateCopy;
import io.onetape.services.strategy.Strategies;
import io.onetape.services.strategy.StrategyPackageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginReloadTest {
    private static final String BTC =
            "InstrumentDefined instrument=1 contract=LINEAR market=USDM symbol=BTCUSDT tickSize=0.1 lotSize=0.001";

    @TempDir
    private static Path temp;

    private static PluginFolder plugins;
    private static String one;
    private static String two;
    private static String forgetful;
    private static String broken;
    private Strategies strategies;
    private Scenario scenario;

    @BeforeAll
    static void install() {
        plugins = new PluginFolder(temp.resolve("plugins"), AllowedHashes.any());
        one = install("one", 1, PluginSources.READS);
        two = install("two", 2, PluginSources.READS);
        forgetful = install("forgetful", 3, """
                if (!"forgetful".equals(state.read("version").text())) {
                    throw new IllegalArgumentException("expected its own state, found another");
                }
                """ + PluginSources.READS);
        broken = install("broken", 4, "prices.get((int) state.read(\"calls\").int64() + 99);");
    }

    private static String install(String version, int ticks, String readState) {
        Path jar = PluginSources.bidder(version, ticks, readState).write(temp.resolve(version + ".jar"));
        return plugins.install(jar).sha256();
    }

    @BeforeEach
    void start() {
        strategies = strategies();
        scenario = new Scenario(strategies);
    }

    @Test
    void aStrategyOfAPluginTradesAndSaysItsHash() {
        scenario.given(BTC, set("b1.type", "bidder"), set("b1.symbol", "BTCUSDT"), set("b1.quantity", "0.01"));
        scenario.when(set("b1.enabled", "true"));
        assertThat(detail(0)).startsWith("type: expected one of [").endsWith("], found 'bidder'");
        scenario.given(packageSet(one));
        scenario.when(set("b1.enabled", "true"))
                .thenEmitted(
                        "StrategyChanged strategy=b1 change=LOADED hash=" + one
                                + " detail='type=bidder symbol=BTCUSDT quantity=0.01 pause=10'",
                        "StrategyChanged strategy=b1 change=STARTED hash=" + one + " detail=BTCUSDT");
        scenario.when(top("100"))
                .thenEmitted(
                        "Signal strategy=b1 name=one value=1 fairPrice=99.9",
                        "OrderRequested b1-1 instrument=1 side=BUY price=99.9 quantity=0.01 timeInForce=GTX");
    }

    @Test
    void aNewJarTakesOverStateOrdersAndPosition() {
        started(one);
        scenario.given(top("100"), "Fill b1-1 instrument=1 side=BUY price=99.9 quantity=0.004");
        scenario.when(packageSet(two))
                .thenEmitted(
                        "StrategyChanged strategy=b1 change=LOADED hash=" + two
                                + " detail='type=bidder symbol=BTCUSDT quantity=0.01 pause=10; reloaded'",
                        "StrategyChanged strategy=b1 instrument=1 change=STARTED hash=" + two
                                + " detail='BTCUSDT; goes on with its state'");
        scenario.when(top("100")).thenNothing();
        scenario.when("Fill b1-1 instrument=1 side=BUY price=99.9 quantity=0.006", top("100"))
                .thenEmitted(
                        "Signal strategy=b1 name=two value=3 fairPrice=99.8 position=0.01",
                        "OrderRequested b1-2 price=99.8");
    }

    @Test
    void codeThatDoesNotTakeTheStateBeginsAfresh() {
        started(one);
        scenario.given(top("100"), "Fill b1-1 instrument=1 side=BUY price=99.9 quantity=0.01");
        scenario.when(packageSet(forgetful));
        assertThat(detail(1))
                .isEqualTo(
                        "BTCUSDT; begins afresh: readState threw IllegalArgumentException: expected its own state, found another");
        scenario.given().when(top("100"));
        scenario.thenEmitted("Signal strategy=b1 name=forgetful value=1", "OrderRequested b1-2 price=99.7");
        scenario.when(packageSet(broken));
        assertThat(detail(1)).isEqualTo("BTCUSDT; begins afresh: readState threw IndexOutOfBoundsException");
    }

    @Test
    void settingsThatDoNotFitTheNewCodeStopTheStrategyAndCancelItsOrders() {
        started(one);
        scenario.given(top("100"));
        Path jar = PluginSources.bidder("three", 3, PluginSources.READS, "\"0.02\"")
                .write(temp.resolve("three.jar"));
        String three = plugins.install(jar).sha256();
        scenario.when(packageSet(three))
                .thenEmitted("CancelRequested b1-1", "StrategyChanged strategy=b1 change=STOPPED hash=" + three);
        scenario.when(top("100")).thenNothing();
        scenario.when(set("b1.quantity", "0.02"), set("b1.enabled", "true"));
        assertThat(scenario.emitted()).map(record -> record.get("change")).containsExactly("LOADED", "STARTED");
    }

    @Test
    void theSameJarAgainAndOneForOthersChangeNothing() {
        started(one);
        scenario.when(packageSet(one)).thenNothing();
        scenario.when(packageSet(two).replace("=bidder", "=other"));
        assertThat(detail(0))
                .isEqualTo("other: expected a type 'other' in the plug-in " + two
                        + " (other.jar), found none; what the type was it stays");
        scenario.given().when(packageSet("12ab"));
        assertThat(detail(0)).contains("expected a SHA-256").contains("found '12ab'");
    }

    @Test
    void whoCannotHaveExactlyThatJarStops() {
        String missing = "a".repeat(64);
        assertThatThrownBy(() -> scenario.when(packageSet(missing)))
                .isInstanceOf(StrategyPackageException.class)
                .hasMessageContaining(
                        temp.resolve("plugins").resolve(missing + ".jar").toString());
        Scenario without = new Scenario(new Strategies(Processors.strategyTypes()));
        assertThatThrownBy(() -> without.when(packageSet(one)))
                .isInstanceOf(StrategyPackageException.class)
                .hasMessageContaining("found no folder of plug-ins, expected one that has " + one + ".jar");
    }

    @Test
    void aReplayOfTheTapeEmitsTheSameAlsoFromAnyState() {
        List<String> facts = new ArrayList<>(started("b1", one));
        facts.addAll(List.of(top("100"), fill("b1-1", "99.9"), packageSet(two), top("101"), fill("b1-2", "100.8")));
        facts.addAll(List.of(packageSet(forgetful), top("102"), set("b1.enabled", "false"), packageSet(one)));
        facts.addAll(List.of(set("b1.enabled", "true"), fill("b1-3", "101.7"), top("103")));
        facts.forEach(scenario::when);
        Strategies replayed = strategies();
        Scenario replay = new Scenario(replayed);
        facts.forEach(replay::when);
        assertThat(replay.records()).map(Emitted::toString).isEqualTo(texts(scenario.records()));
        assertThat(StateCopy.text(replayed))
                .isEqualTo(StateCopy.text(strategies))
                .contains(one);
        assertThat(scenario.emitted("Signal"))
                .map(signal -> signal.get("name"))
                .containsExactly("one", "two", "forgetful", "one");
        for (int at = 0; at < facts.size(); at++) {
            assertGoesOnAfter(at, facts);
        }
    }

    /** The original goes on after that many facts, a fresh processor from its state there: both emit the same. */
    private static void assertGoesOnAfter(int at, List<String> facts) {
        Strategies original = strategies();
        Scenario before = new Scenario(original);
        facts.subList(0, at).forEach(before::given);
        Strategies restored = StateCopy.copy(original, strategies());
        Scenario after = new Scenario(restored);
        for (String fact : facts.subList(at, facts.size())) {
            before.when(fact);
            after.when(fact);
        }
        assertThat(after.emitted()).map(Emitted::toString).as("after " + at).isEqualTo(texts(before.emitted()));
        assertThat(StateCopy.text(restored)).isEqualTo(StateCopy.text(original));
    }

    private static List<String> texts(List<Emitted> records) {
        return records.stream().map(Emitted::toString).toList();
    }

    private static Strategies strategies() {
        return Processors.strategies(Strategies.DEFAULT_ENGINE, plugins);
    }

    private void started(String sha256) {
        started("b1", sha256).forEach(scenario::given);
    }

    private static List<String> started(String name, String sha256) {
        return List.of(
                BTC,
                packageSet(sha256),
                set(name + ".type", "bidder"),
                set(name + ".symbol", "BTCUSDT"),
                set(name + ".quantity", "0.01"),
                set(name + ".enabled", "true"));
    }

    private static String fill(String order, String price) {
        return "Fill " + order + " instrument=1 side=BUY quantity=0.01 price=" + price;
    }

    private String detail(int index) {
        return scenario.emitted().get(index).get("detail");
    }

    private static String packageSet(String sha256) {
        return "StrategyPackageSet strategyType=bidder hash=" + sha256 + " file=bidder.jar";
    }

    private static String set(String key, String value) {
        return "ConfigSet key=strategy." + key + " value=" + value;
    }

    private static String top(String bid) {
        return "BookTop instrument=1 status=VALID bid=" + bid;
    }
}
