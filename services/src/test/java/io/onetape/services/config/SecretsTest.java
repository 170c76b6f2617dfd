package io.onetape.services.config;

import static io.onetape.services.config.YamlFile.CORE;
import static io.onetape.services.config.YamlFile.LIMITS;
import static io.onetape.services.config.YamlFile.MAKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.services.config.reload.ConfigurationWatch;
import io.onetape.services.config.reload.Reload;
import io.onetape.services.config.secret.Secret;
import io.onetape.services.config.secret.SecretNames;
import io.onetape.services.config.secret.SecretSource;
import io.onetape.services.config.settings.SettingRecords;
import io.onetape.services.config.settings.SettingsDifference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
    private static final String PLANTED = "sk7Qq2pLANTEDzz81";
    private static final String BY_FILE = "remote:\n  enabled: true\n  token: {secretFile: t}\n";
    private static final String BY_VARIABLE = "remote:\n  enabled: true\n  token: {secretEnv: READER}\n";
    static final Map<String, String> ENVIRONMENT = Map.of("READER", PLANTED);

    @TempDir
    Path folder;

    private YamlFile file;

    @BeforeEach
    void create() {
        file = new YamlFile(folder);
    }

    @Test
    void aSecretComesFromAFileThatOnlyItsOwnerCanRead() throws IOException {
        plant("rw-------");
        Configuration configuration = file.write(CORE, BY_FILE).load();
        SecretSource source = configuration.remote().tokens().get(0);
        try (Secret secret = source.open(Map.of())) {
            assertThat(secret.matches(PLANTED.getBytes(StandardCharsets.UTF_8))).isTrue();
            assertThat(secret.matches("other".getBytes(StandardCharsets.UTF_8))).isFalse();
        }
        for (String permissions : List.of("rw-r--r--", "rw----r--", "rw--w----", "rwx------")) {
            plant(permissions);
            assertThat(file.problems())
                    .containsExactly(
                            "c.yaml:6:23: remote.token.secretFile: expected a file that only its owner can read (chmod"
                                    + " 600), found " + permissions);
        }
    }

    @Test
    void aSecretComesFromTheEnvironment() {
        file.write(CORE, BY_VARIABLE);
        try (Secret secret = file.load(ENVIRONMENT).remote().tokens().get(0).open(ENVIRONMENT)) {
            assertThat(secret.matches(PLANTED.getBytes(StandardCharsets.UTF_8))).isTrue();
        }
        assertThat(file.problems())
                .containsExactly(
                        "c.yaml:6:22: remote.token.secretEnv: expected the environment variable that is named here to"
                                + " be set, found it unset");
        assertThat(file.problems(Map.of("READER", " ")))
                .containsExactly(
                        "c.yaml:6:22: remote.token.secretEnv: expected the environment variable that is named here to"
                                + " be set, found it empty");
    }

    @Test
    void anEndpointNeedsAToken() {
        file.write(CORE, "remote: {enabled: true}\n");
        assertThat(file.problems())
                .containsExactly(
                        "c.yaml:4:19: remote.enabled: found no token, expected remote.token with secretFile or secretEnv");
        file.write(CORE, "remote: {enabled: true, token: {}}\n");
        assertThat(file.problems())
                .containsExactly("c.yaml:4:25: remote.token: found a mapping, expected either secretFile or secretEnv");
    }

    @Test
    void aSecretPrintsMaskedAndIsWiped() {
        Secret secret = new SecretSource.Variable("READER").open(ENVIRONMENT);
        assertThat(secret).hasToString("sk7Q****");
        byte[] bytes = secret.bytes();
        secret.close();
        assertThat(bytes).containsOnly(0);
        assertThat(secret).hasToString("****");
        assertThatThrownBy(secret::bytes).hasMessage("expected an open secret, found a closed one");
        try (Secret small = new SecretSource.Variable("S").open(Map.of("S", "abcd1234"))) {
            assertThat(small).hasToString("****");
        }
    }

    @Test
    void namesOfSecretsAreKnown() {
        assertThat(List.of("token", "apiKey", "API_KEY", "dbPassword", "venue-secret", "passphrase", "SECRET_FILES"))
                .allMatch(SecretNames::isSecret);
        assertThat(List.of("secretFile", "secretEnv", "SECRET_ENV", "key", "symbol", "keep", "monkey"))
                .noneMatch(SecretNames::isSecret);
    }

    @Test
    void nothingThatIsPrintedHoldsTheSecret() throws IOException {
        plant("rw-------");
        List<String> printed = new ArrayList<>();
        file.write(CORE, LIMITS, MAKER, BY_FILE);
        print(file.load(), printed);
        file.write(CORE, LIMITS, MAKER, BY_VARIABLE);
        print(file.load(ENVIRONMENT), printed);

        plant("rw-r--r--");
        file.write(CORE, BY_FILE);
        printed.addAll(file.problems());
        for (String mistake : List.of(
                "remote: {token: " + PLANTED + "}\n",
                "remote: {token: {secret: " + PLANTED + "}}\n",
                "remote: {token: {value: '" + PLANTED + "'}}\n",
                "remote: {token: [" + PLANTED + "]}\n",
                "remote: {token: {secretFile: " + PLANTED + "}, enabled: true}\n",
                "remote: {token: {secretEnv: " + PLANTED + "-}, enabled: true}\n",
                "remote: {token: {secretEnv: " + PLANTED.toUpperCase(Locale.ROOT) + "}, enabled: true}\n",
                "remote: {token: !" + PLANTED + " x}\n",
                "remote: {token: !x!" + PLANTED + " x}\n",
                "remote: {token: *" + PLANTED + "}\n",
                "remote: {token: &" + PLANTED + " x}\n",
                "remote: {token: \"" + PLANTED + "\n",
                "remote: {token: " + PLANTED + ": x\n",
                "remote: {apiToken: " + PLANTED + "}\n",
                "venue:\n  apiKey: " + PLANTED + "\n",
                "venue:\n  password: |\n    " + PLANTED + "\n",
                "password: " + PLANTED + "\n",
                "remote: {token: \"\\q" + PLANTED + "\"}\n",
                "remote: {port: ${READER_TOKEN}}\n",
                "strategies: {mm1: {type: market-maker, symbol: BTCUSDT, parameters: {apiKey: " + PLANTED + "}}}\n")) {
            printed.addAll(file.write(CORE, mistake).problems(Map.of("READER_TOKEN", PLANTED)));
        }
        printed.addAll(
                file.write(CORE, "    jvm: [-Dvenue.token=" + PLANTED + "]\n").problems());
        printed.addAll(file.write(CORE).problems(Map.of("ONETAPE_REMOTE__TOKEN__SECRET", PLANTED)));
        printed.addAll(file.write(CORE).problems(Map.of("ONETAPE_REMOTE__TOKEN", PLANTED)));

        assertThat(printed).hasSizeGreaterThan(40);
        String end = PLANTED.substring(4).toLowerCase(Locale.ROOT);
        assertThat(printed.stream().filter(text -> text.toLowerCase(Locale.ROOT).contains(end)))
                .isEmpty();
    }

    @Test
    void aReloadThatFailsDoesNotPrintItEither() {
        file.write(CORE, BY_VARIABLE);
        ConfigurationWatch watch = new ConfigurationWatch(file.load(ENVIRONMENT), ENVIRONMENT, 0);
        file.write(CORE, "remote: {token: " + PLANTED + "}\n");
        Reload reload = watch.poll(0);
        assertThat(reload).isInstanceOf(Reload.Refused.class);
        assertThat(reload.toString())
                .contains("found a value where the name is that of a secret")
                .doesNotContain(PLANTED);
    }

    /** Everything that a configuration can be asked for, as text. */
    private static void print(Configuration configuration, List<String> to) {
        to.add(configuration.toString());
        to.add(configuration.canonicalText());
        to.add(configuration.hash());
        to.add(configuration.values().toString());
        to.add(configuration.remote().toString());
        to.add(configuration.remote().tokens().toString());
        to.add(configuration.tape().toString());
        to.add(configuration.venue().toString());
        to.add(configuration.topology().toString());
        to.add(configuration.strategies().toString());
        to.add(configuration.limits().toString());
        to.add(configuration.functional().toString());
        SettingsDifference records = SettingRecords.of(configuration);
        to.add(records.toString());
        records.append().forEach(setting -> to.add(setting.toString()));
    }

    private void plant(String permissions) throws IOException {
        Path secret = folder.resolve("t");
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, PLANTED + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(permissions));
    }
}
