package io.onetape.services.config;

import static io.onetape.services.config.YamlFile.CORE;
import static io.onetape.services.config.YamlFile.LIMITS;
import static io.onetape.services.config.YamlFile.MAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.config.secret.SecretSource;
import io.onetape.services.config.topology.LogLevel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentTest {
    @TempDir
    Path folder;

    private YamlFile file;

    @BeforeEach
    void create() {
        file = new YamlFile(folder);
    }

    @Test
    void aVariableStandsForItsValueAndHasItsType() {
        file.write(
                CORE, "remote:\n  port: ${PORT}\nnetwork:\n  bind: \"${HOST}\"\naccount:\n  capital: 1${ZEROS:-000}\n");
        Configuration configuration = file.load(Map.of("PORT", "9001", "HOST", "10.0.0.1"));
        assertThat(configuration.remote().port()).isEqualTo(9001);
        assertThat(configuration.bindAddress()).isEqualTo("10.0.0.1");
        assertThat(configuration.functional()).containsEntry("account.capital", "1000");
        assertThat(file.load(Map.of("PORT", "1", "HOST", "h", "ZEROS", "00")).functional())
                .containsEntry("account.capital", "100");
        assertThat(file.load(Map.of("PORT", "1", "HOST", "h", "ZEROS", "")).functional())
                .containsEntry("account.capital", "1000");
    }

    @Test
    void twoDollarsAreOne() {
        file.write(CORE, "network:\n  bind: a$$b\n");
        assertThat(file.load().bindAddress()).isEqualTo("a$b");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        file.write(CORE, "network:\n  bind: ${HOST}\nremote:\n  port: $5\n");
        assertThat(file.problems())
                .containsExactly(
                        "c.yaml:5:9: network.bind: found that the environment variable HOST is not set, expected it, or a"
                                + " default: ${HOST:-…}",
                        "c.yaml:7:9: remote.port: found a $ that begins no ${NAME}, expected ${NAME}, ${NAME:-default}, or $$ for a"
                                + " dollar");
    }

    @Test
    void aVariableIsNoWayAroundTheRules() {
        file.write(CORE, "remote:\n  enabled: ${REMOTE}\n");
        assertThat(file.problems(Map.of("REMOTE", "NO")))
                .singleElement()
                .asString()
                .startsWith("c.yaml:5:12: remote.enabled: found NO, which some readers of YAML");
        file.write(CORE, "remote:\n  port: ${PORT}\n");
        assertThat(file.problems(Map.of("PORT", "many")))
                .containsExactly("c.yaml:5:9: remote.port: found the text 'many', expected a whole number");
    }

    @Test
    void overridesSetSingleValues() {
        file.write(CORE, LIMITS, MAKER);
        Configuration configuration = file.load(Map.of(
                "ONETAPE_ACCOUNT__CAPITAL", "50000",
                "ONETAPE_PROCESSES__CORE__LOG_LEVEL", "warn",
                "ONETAPE_PROCESSES__CORE__RESTART__MAXIMUM", "7",
                "ONETAPE_STRATEGIES__MM1__PARAMETERS__QUANTITY", "0.02",
                "ONETAPE_RISK__DEFAULT__MAXIMUMPOSITION", "2",
                "ONETAPE_HOME", "/nowhere"));
        assertThat(configuration.functional()).containsEntry("account.capital", "50000");
        assertThat(configuration.topology().processes().get(0).logLevel()).isEqualTo(LogLevel.WARN);
        assertThat(configuration.topology().processes().get(0).restart().maximum())
                .isEqualTo(7);
        assertThat(configuration.strategies().get(0).settings()).containsEntry("quantity", "0.02");
        assertThat(configuration.limits().get(0).maximumPosition()).isEqualTo(200_000_000);
    }

    @Test
    void anOverrideMaySayWhereASecretIs() {
        file.write(CORE);
        Configuration configuration = file.load(Map.of(
                "ONETAPE_REMOTE__ENABLED",
                "true",
                "ONETAPE_REMOTE__TOKEN__SECRETENV",
                "READER",
                "READER",
                "0123456789ab"));
        assertThat(configuration.remote().tokens()).containsExactly(new SecretSource.Variable("READER"));
    }

    @Test
    void anOverrideThatNamesNoValueIsRefused() {
        file.write(CORE);
        assertThat(file.problems(Map.of("ONETAPE_ACCOUNT__CAPITOL", "5")))
                .singleElement()
                .asString()
                .startsWith(
                        "environment variable ONETAPE_ACCOUNT__CAPITOL: found no key for CAPITOL in account, expected one of"
                                + " [capital, ")
                .endsWith("; did you mean 'capital'?");
        assertThat(file.problems(Map.of("ONETAPE_PROCESSES__CORE__SERVICES", "x")))
                .containsExactly(
                        "environment variable ONETAPE_PROCESSES__CORE__SERVICES: found processes.core.services, expected"
                                + " the name of a single value");
        assertThat(file.problems(Map.of("ONETAPE_PROCESSES__CORE", "x")))
                .containsExactly(
                        "environment variable ONETAPE_PROCESSES__CORE: found processes.core, expected the name of a"
                                + " single value");
        assertThat(file.problems(Map.of("ONETAPE_ACCOUNT__CAPITAL", "much")))
                .containsExactly(
                        "environment variable ONETAPE_ACCOUNT__CAPITAL: account.capital: found the text 'much', expected a"
                                + " decimal number, not in quotes");
    }
}
