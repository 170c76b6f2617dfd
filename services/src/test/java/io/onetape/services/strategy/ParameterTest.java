package io.onetape.services.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ParameterTest {
    private static final List<Parameter> DECLARED = List.of(
            Parameter.duration("life", "1ms", "2h", "how long").withDefault("1500ms"),
            Parameter.flag("loud", "or not").withDefault("false"),
            Parameter.text("style", List.of("maker", "taker"), "which").withDefault("maker"));

    @Test
    void eachKindIsReadAsWhatItIs() {
        Parameters given = read(Map.of("life", "2m", "loud", "TRUE", "style", "Taker"));
        assertThat(given.nanos("life")).isEqualTo(120_000_000_000L);
        assertThat(given.flag("loud")).isTrue();
        assertThat(given.choice("style")).isEqualTo(1);
        assertThat(given).hasToString("life=2m loud=true style=taker");
        assertThat(read(Map.of())).hasToString("life=1500ms loud=false style=maker");
    }

    @Test
    void whatDoesNotFitSaysWhatWasExpected() {
        assertRefused(
                "life", "3h", "life: expected a span of time such as 250ms, 5s, 2m or 1h from 1ms to 2h, found '3h'");
        assertRefused(
                "life", "5", "life: expected a span of time such as 250ms, 5s, 2m or 1h from 1ms to 2h, found '5'");
        assertRefused(
                "life", "s", "life: expected a span of time such as 250ms, 5s, 2m or 1h from 1ms to 2h, found 's'");
        assertRefused("loud", "yes", "loud: expected one of [false, true], found 'yes'");
        assertRefused("style", "both", "style: expected one of [maker, taker], found 'both'");
    }

    @Test
    void spansOfTimeReadBackAsTheyAreWritten() {
        for (long nanos :
                new long[] {0, 1, 999, 1_000, 1_500_000, 90_000_000_000L, 3_600_000_000_000L, Long.MAX_VALUE}) {
            assertThat(Durations.parse(Durations.toString(nanos))).isEqualTo(nanos);
        }
        assertThatThrownBy(() -> Durations.parse("9223372036854775807h"))
                .hasMessage("expected a span of time of less than 292 years, found '9223372036854775807h'");
    }

    @Test
    void aValueIsReadAsItsOwnKindOnly() {
        assertThatThrownBy(() -> read(Map.of()).decimal("life"))
                .hasMessage("expected a declared DECIMAL parameter, found 'life'");
    }

    private static Parameters read(Map<String, String> settings) {
        return Parameters.read(DECLARED, new TreeMap<>(settings));
    }

    private static void assertRefused(String name, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(name, value))).hasMessage(message);
    }
}
