package io.onetape.services.ops.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretMaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "token=abcdefghijklmnop | token=abcd****",
                "token=short | token=****",
                "IllegalStateException: refused: token=abcdefghijklmnop | IllegalStateException: refused: token=abcd****",
                "ONETAPE_REMOTE__TOKEN = abcdefghijklmnop, next | ONETAPE_REMOTE__TOKEN = abcd****, next",
                "{\"apiKey\":\"two words\",\"v\":1} | {\"apiKey\":\"****\",\"v\":1}",
                "Authorization: Bearer abcdefghijklmnop | Authorization: Bearer abcd****",
                "wss://me:secret1@host/x | wss://****@host/x",
                "/Ab1/cdefghijklmnopqrstuvwxyz0123456789ABCDEFG/h | /Ab1****",
                "eyJhbGciOi.eyJzdWIi.c2ln | eyJh****",
            })
    void whatIsASecretIsMasked(String text, String masked) {
        assertThat(SecretMask.mask(text)).isEqualTo(masked);
        assertThat(SecretMask.mask(masked)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expected sequence 12, found 14",
                "snapshot e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "order k3x9q0-mm1-7-1 of mm1 at 64123.1 x 0.010",
                "secretFile=remote.token",
                "at io.onetape.services.runtime.HealthEndpoint.aVeryLongNameOfSomeMethodThatGoesOnAndOn(HealthEndpoint.java:12)",
                "http://127.0.0.1:8400/metrics",
                "/home/Trader1/live/snapshots/risk/0000000000000001234.snapshot is not used",
                "",
            })
    void whatIsNoSecretStays(String text) {
        assertThat(SecretMask.mask(text)).isEqualTo(text);
    }

    @Test
    void whatTheEnvironmentHoldsUnderASecretsNameIsMaskedWhereverItStands() {
        SecretMask.hideEnvironment(
                Map.of("DB_PASSWORD", "correct horse battery", "HOME", "/home/trader", "SHORT_TOKEN", "true"));
        assertThat(SecretMask.mask("connect with correct horse battery at /home/trader: true"))
                .isEqualTo("connect with corr**** at /home/trader: true");
    }
}
