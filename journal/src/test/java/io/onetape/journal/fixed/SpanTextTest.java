package io.onetape.journal.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpanTextTest {
    @ParameterizedTest
    @CsvSource({
        "0ms, 0",
        "7ns, 7",
        "3us, 3000",
        "3µs, 3000",
        "250ms, 250000000",
        "1.3s, 1300000000",
        "1.123456789s, 1123456789",
        "15M, 900000000000",
        "1h30m, 5400000000000",
        "0.5d, 43200000000000"
    })
    void aSpanIsExact(String text, long nanos) {
        assertThat(SpanText.isSpan(text)).isTrue();
        assertThat(SpanText.parse(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "ms", "1.2.3s", "5 h", "-1s", "1.s", ".5s", "1h30", "1x"})
    void whatIsNoSpanIsNamed(String text) {
        assertThat(SpanText.isSpan(text)).isFalse();
        assertThatThrownBy(() -> SpanText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a span such as 15m, 1.3s")
                .hasMessageEndingWith("found '" + text + "'");
    }

    @Test
    void whatNoLongHoldsIsNamed() {
        for (String text : new String[] {"1.5ns", "0.1234us", "999999999d", "106751d23h48m"}) {
            assertThatThrownBy(() -> SpanText.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected a span of whole nanoseconds below 292 years, found '" + text + "'");
        }
    }
}
