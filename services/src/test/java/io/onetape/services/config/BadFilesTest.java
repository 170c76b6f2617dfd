package io.onetape.services.config;

import static io.onetape.services.config.YamlFile.CORE;
import static io.onetape.services.config.YamlFile.LIMITS;
import static io.onetape.services.config.YamlFile.MAKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of bad configuration files. Long: one list of mistakes. */
final class BadFilesTest {
    @TempDir
    Path folder;

    private YamlFile file;

    @BeforeEach
    void create() {
        file = new YamlFile(folder);
    }

    @Test
    void malformedYamlIsNamedByLineAndColumn() {
        assertRefused(
                "tape: {rollCycle: hour\n", "c.yaml:2:1: expected YAML, expected ',' or '}', but got <stream end>");
        assertRefused("tape:\n\trollCycle: hour\n", "c.yaml:2:1: expected YAML, found character");
        assertRefused("- a\n", "c.yaml:1:1: found a list or a single value, expected a mapping of sections");
        assertRefused("", "c.yaml:1:1: found nothing, expected a mapping of sections");
        assertRefused(CORE + "---\nmode: paper\n", "c.yaml:5:1: found a second document, expected one");
    }

    @Test
    void aFileThatIsNotThereOrNoTextIsNamed() throws IOException {
        assertThat(file.problems()).containsExactly("c.yaml:1:1: found no such file, expected a YAML file");
        Files.write(file.path(), new byte[] {'a', ':', ' ', (byte) 0xFF});
        assertThat(file.problems()).containsExactly("c.yaml:1:1: found bytes that are no UTF-8, expected UTF-8");
        Files.writeString(file.path(), "#".repeat(300_000));
        assertThat(file.problems()).containsExactly("c.yaml:1:1: found 300000 bytes, expected at most 262144");
    }

    @Test
    void aKeyStandsOnce() {
        assertRefused(
                CORE + "tape:\n  rollCycle: hour\n  rollCycle: day\n",
                "c.yaml:6:3: tape.rollCycle: found the key a second time, expected it once: the first is at c.yaml:5:3");
    }

    @Test
    void outagesAreRealTimesAndNeedARuleThatKnowsThem() {
        assertRefused(
                CORE + "venue:\n  outageAt: '2026-02-31T00:00:00Z/30s'\n",
                "c.yaml:5:13: venue.outageAt: expected a time of UTC and a span such as 2024-08-08T23:55:00Z/30s, found"
                        + " '2026-02-31T00:00:00Z/30s'");
        assertRefused(
                CORE + "venue:\n  outage: none\n  outageAt: '2026-02-01T00:00:00Z/30s'\n",
                "c.yaml:6:13: venue.outageAt: found venue.outage: none, expected reject or delay with outages that are set");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearest() {
        assertRefused(
                CORE + "tape:\n  durabilty: intent\n",
                "c.yaml:5:3: tape.durabilty: found the unknown key 'durabilty', expected one of"
                        + " [rollCycle, durability, reserve]; did you mean 'durability'?");
        assertRefused(
                CORE + "riks: {}\n",
                "c.yaml:4:1: riks: found the unknown key 'riks', expected one of [mode, tape, processes, health, network, remote,"
                        + " cache, plugins, venue, account, marketdata, execution, signals, risk, strategies]; did you mean 'risk'?");
    }

    @Test
    void whatReadersOfYamlDisagreeOnIsRefused() {
        assertRefused(
                CORE + "remote:\n  enabled: NO\n",
                "c.yaml:5:12: remote.enabled: found NO, which some readers of YAML take for true or false, expected true or"
                        + " false, or 'NO' in quotes");
        for (String trap : List.of("08", "010", "0x10", "1_000", "1e3", ".5", "10:30", "2026-01-01", "+5", ".inf")) {
            assertRefused(
                    CORE + "account:\n  capital: " + trap + "\n",
                    "c.yaml:5:12: account.capital: found " + trap
                            + ", which readers of YAML take for different numbers or for a"
                            + " time, expected a plain decimal number without leading zeros, or '" + trap
                            + "' in quotes");
        }
        assertRefused(
                CORE + "account:\n  capital:\n",
                "c.yaml:5:11: account.capital: found no value, expected one (or leave the key out)");
        assertRefused(
                CORE + "strategies:\n  on: {}\n",
                "c.yaml:5:3: strategies.on: found on, which some readers of YAML take for true or false, expected true or false,"
                        + " or 'on' in quotes");
    }

    @Test
    void aQuotedTextIsAText() {
        assertRefused(
                CORE + "account:\n  capital: '08'\n",
                "c.yaml:5:12: account.capital: found the text '08', expected a decimal number, not in quotes");
        assertRefused(
                CORE + "remote:\n  enabled: \"NO\"\n",
                "c.yaml:5:12: remote.enabled: found the text 'NO', expected true or false");
    }

    @Test
    void anAliasBombDoesNotGoOff() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            String former = "*" + (char) (c - 1);
            bomb.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(String.join(", ", java.util.Collections.nCopies(9, former)))
                    .append("]\n");
        }
        file.write(CORE, bomb.toString());
        assertThat(file.problems())
                .contains(
                        "c.yaml:4:4: a: found an anchor or alias, expected the value itself",
                        "c.yaml:5:8: b[0]: found an anchor or alias, expected the value itself");
    }

    @Test
    void tagsAreRefused() {
        assertRefused(
                CORE + "account:\n  capital: !!str 5\n",
                "c.yaml:5:12: account.capital: found a tag (!), expected the value alone");
    }

    @Test
    void depthAndNumberOfValuesAreBounded() {
        assertRefused(
                "mode: " + "[".repeat(2_000) + "]".repeat(2_000) + "\n",
                "c.yaml:1:18: found more than 12 levels, expected a configuration of ordinary size");
        assertRefused(
                "mode: [" + "x, ".repeat(20_000) + "x]\n",
                "c.yaml:1:30005: mode[9999]: found more than 10000 values, expected a configuration of ordinary size");
        assertRefused(
                "mode: '" + "x".repeat(10_000) + "'\n",
                "c.yaml:1:7: mode: found a text of 10000 characters, expected at most 8192");
    }

    @Test
    void aWrongTypeSaysWhatWasFoundAndExpected() {
        assertRefused(
                CORE + "account:\n  capital: much\n",
                "c.yaml:5:12: account.capital: found the text 'much', expected a decimal number, not in quotes");
        assertRefused(
                CORE + "remote:\n  port: 80.5\n",
                "c.yaml:5:9: remote.port: found the number 80.5, expected a whole number");
        assertRefused(CORE + "cache: true\n", "c.yaml:4:8: cache: found true, expected a mapping");
        assertRefused(
                CORE + "tape: {rollCycle: [hour]}\n", "c.yaml:4:19: tape.rollCycle: found a list, expected a text");
        assertRefused(
                CORE + "tape: {reserve: 5}\n",
                "c.yaml:4:17: tape.reserve: found the number 5, expected a whole number and a unit of B, KiB, MiB, GiB, TiB, such as 512 MiB");
        assertRefused(
                CORE + "tape: {reserve: 5 MB}\n",
                "c.yaml:4:17: tape.reserve: found the text '5 MB', expected a whole number and a unit of B, KiB, MiB, GiB, TiB, such as 512 MiB");
    }

    @Test
    void aWordThatIsNoneOfThoseIsNamedWithTheNearest() {
        assertRefused(
                CORE + "tape: {rollCycle: hours}\n",
                "c.yaml:4:19: tape.rollCycle: found the text 'hours', expected one of [second, hour, day]; did you mean 'hour'?");
    }

    @Test
    void boundsHoldForNumbersDurationsAndSizes() {
        assertRefused(
                CORE + "remote: {port: 70000}\n",
                "c.yaml:4:16: remote.port: found the number 70000, expected at most 65535");
        assertRefused(
                CORE + "remote: {port: -1}\n", "c.yaml:4:16: remote.port: found the number -1, expected at least 0");
        assertRefused(
                CORE + "tape: {reserve: 1 MiB}\n", "c.yaml:4:17: tape.reserve: found 1 MiB, expected at least 24 MiB");
        assertRefused(
                CORE + "venue: {entryLatency: 2 min}\n",
                "c.yaml:4:23: venue.entryLatency: found 2 min, expected at most 1 min");
        assertRefused(
                CORE + "venue: {makerRate: 0.123}\n",
                "c.yaml:4:20: venue.makerRate: found 0.123, expected at most 0.05");
        assertRefused(CORE + "account: {capital: -1}\n", "c.yaml:4:20: account.capital: found -1, expected at least 0");
        assertRefused(
                CORE + "account: {capital: 0.123456789}\n",
                "c.yaml:4:20: account.capital: expected at most 8 decimals, found '0.123456789'");
        assertRefused(
                CORE + "venue: {entryLatency: 99999999999 d}\n",
                "c.yaml:4:23: venue.entryLatency: found 99999999999 d, expected at most 106751 d");
    }

    @Test
    void theTopologyHostsEveryServiceOnce() {
        assertRefused("mode: observe\n", "c.yaml:1:1: found no key 'processes', expected it");
        assertRefused("processes: {}\n", "c.yaml:1:1: processes: found a mapping, expected at least one process");
        assertRefused("processes:\n  core: {}\n", "c.yaml:2:3: processes.core: found no key 'services', expected it");
        assertRefused(
                "processes:\n  Core: {services: [risk]}\n",
                "c.yaml:2:3: processes.Core: found the name 'Core', expected a process name of 1 to 32 small letters");
        assertRefused(
                CORE + "  more:\n    services: [riks, feed]\n",
                "c.yaml:5:16: processes.more.services[0]: found the service 'riks', expected one of",
                "c.yaml:5:22: processes.more.services[1]: found the service 'feed' a second time, expected it once: the first is at c.yaml:3:");
        assertRefused(
                "processes:\n  core: {services: [sequencer, clock, marketdata, strategy, execution, account, cache]}\n",
                "c.yaml:2:3: processes: found no process with the service 'risk', expected one");
    }

    @Test
    void aProcessIsRunAsItCanBe() {
        assertRefused(
                CORE + "    pauser: bussy\n",
                "c.yaml:4:13: processes.core.pauser: found the text 'bussy', expected one of [busy, yielding, parking, sleepy]; did you mean 'busy'?");
        assertRefused(
                CORE + "    jvm: [-Xmx2g]\n",
                "c.yaml:4:11: processes.core.jvm[0]: found -Xmx2g, expected the key 'heap' to say it");
        assertRefused(
                CORE + "    jvm: ['-a -b']\n",
                "c.yaml:4:11: processes.core.jvm[0]: found the text '-a -b', expected one JVM option such as -XX:+UseZGC");
        assertRefused(
                CORE + "    restart: {backOff: 1 min}\n",
                "c.yaml:4:24: processes.core.restart.backOff: found 1 min, expected at most the backOffCap of 30 s");
        assertRefused(
                CORE + "    hang: {call: 1 min}\n",
                "c.yaml:4:18: processes.core.hang.call: found 1 min, expected less than the turn of 30 s");
        assertRefused(
                """
                processes:
                  a: {services: [sequencer, clock, marketdata, strategy, execution, account, cache], healthPort: 9}
                  b: {services: [risk], healthPort: 9}
                """,
                "c.yaml:3:3: processes.b.healthPort: found the port 9, expected another one than that of the process 'a'");
    }

    @Test
    void whatAModeOrSectionNeedsMustBeHosted() {
        assertRefused(
                CORE + "plugins: {allowed: nowhere.txt}\n",
                "c.yaml:4:20: plugins.allowed: found no such file, expected one with a SHA-256 a line");
        String bare =
                "processes:\n  core: {services: [sequencer, clock, marketdata, strategy, risk, execution, account]}\n";
        assertRefused(
                bare + "mode: paper\nremote: {enabled: true, token: {secretEnv: T}}\n",
                Map.of("T", "0123456789abcdef"),
                "c.yaml:1:1: cache.enabled: found no process with the service 'cache', expected one, or cache.enabled: false",
                "c.yaml:3:7: mode: found no process with the service 'venue', expected one, or mode: observe",
                "c.yaml:4:19: remote.enabled: found no process with the service 'remote', expected one, or remote.enabled: false");
    }

    @Test
    void aStrategyFitsItsType() {
        assertRefused(
                CORE + LIMITS + "strategies:\n  mm1: {type: market-marker, symbol: BTCUSDT}\n",
                "c.yaml:7:15: strategies.mm1.type: found the type 'market-marker', expected one of");
        assertRefused(
                CORE + """
                        strategies:
                          mm1:
                            type: market-maker
                            symbol: BTCUSDT
                            parameters: {quantty: 1, maxPosition: -1}
                        """,
                "c.yaml:5:3: strategies.mm1.parameters.quantity: found no value, expected one from 0.00000001 to 1000000000: quantity of each quote",
                "c.yaml:8:18: strategies.mm1.parameters.quantty: found the parameter 'quantty', expected one of",
                "c.yaml:8:43: strategies.mm1.parameters.maxPosition: maxPosition: expected a decimal number from 0 to 1000000000, found '-1'");
        assertRefused(
                CORE + "strategies:\n  much_too_long: {type: market-maker, symbol: BTCUSDT}\n",
                "c.yaml:5:3: strategies.much_too_long: found the name 'much_too_long', expected a strategy's name of 1 to 8 letters, digits and underscores");
        assertRefused(
                CORE + LIMITS + MAKER + "    engine: strategy-2\n",
                "c.yaml:12:13: strategies.mm1.engine: found the engine 'strategy-2', expected one that a process hosts");
    }

    @Test
    void limitsAreOfWhatThereIs() {
        assertRefused(
                CORE + LIMITS + "  strategies: {mm2: {}}\n" + MAKER,
                "c.yaml:6:21: risk.strategies.mm2: found limits of 'mm2', expected a strategy of this file: one of [mm1]; did you mean 'mm1'?");
        assertRefused(
                CORE + MAKER,
                "c.yaml:7:13: strategies.mm1.symbol: found no risk limits of BTCUSDT, without which nothing is traded, expected"
                        + " risk.default or risk.instruments.BTCUSDT");
        assertRefused(
                CORE + "risk:\n  default: {maximumPosition: 1}\n",
                "c.yaml:5:3: risk.default: found no key 'maximumNotional', expected it",
                "c.yaml:5:3: risk.default: found no key 'maximumOpenOrders', expected it");
    }

    @Test
    void anIncludedFileAddsSectionsAndNothingElse() {
        file.writeTo("t.yaml", CORE + "mode: paper\n").write("mode: paper\ninclude: t.yaml\n");
        assertThat(file.problems())
                .containsExactly(
                        "t.yaml:4:1: mode: found the section in both files, expected it in one: the other is at c.yaml:1:1");
        file.writeTo("t.yaml", CORE + "include: c.yaml\n").write("include: t.yaml\n");
        assertThat(file.problems())
                .containsExactly("t.yaml:4:1: include: found an include in an included file, expected none");
        file.write("include: nowhere.yaml\n");
        assertThat(file.problems()).containsExactly("nowhere.yaml:1:1: found no such file, expected a YAML file");
        file.write("include: [a.yaml, b.yaml]\n");
        assertThat(file.problems()).containsExactly("c.yaml:1:1: include: found a list, expected the name of one file");
    }

    private void assertRefused(String text, String... expected) {
        assertRefused(text, Map.of(), expected);
    }

    /** Each expected text is what a problem begins with or, the only one, holds. */
    private void assertRefused(String text, Map<String, String> environment, String... expected) {
        List<String> found = file.write(text).problems(environment);
        assertThat(found).as(text.length() < 500 ? text : "").hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i)).as(Arrays.toString(expected)).contains(expected[i]);
        }
    }
}
