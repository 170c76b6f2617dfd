package io.onetape.backtest.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyTest {
    @ParameterizedTest
    @CsvSource({
        "10ms, 10000000, 0",
        "0ms, 0, 0",
        "feed, 0, 1",
        "1.5*feed, 0, 1.5",
        "2*feed+500us, 500000, 2",
        "feed+1ms500us, 1500000, 1"
    })
    void whatIsTypedIsAConstantAndAMultipleOfTheFeedLatency(String text, long constantNanos, String multiple) {
        assertThat(LatencyRule.parse(text)).isEqualTo(new LatencyRule(constantNanos, Fixed8.parse(multiple)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "fed", "feed*2", "-1*feed", "2*feed-1ms", "feed+", "1001*feed", "61s", "feed+61s"})
    void whatIsNoLatencyIsRefused(String text) {
        assertThatThrownBy(() -> LatencyRule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ");
    }

    @Test
    void itFollowsTheFeedAndRoundsHalfEvenToTheNanosecond() {
        Latency latency = new Latency(LatencyRule.parse("0.5*feed+10ns"), 0, 1, 1);
        assertThat(latency.nanos()).isEqualTo(10); // before anything was measured
        latency.measured(7);
        assertThat(latency.nanos()).isEqualTo(14);
        latency.measured(5);
        assertThat(latency.nanos(1, 2, 3)).isEqualTo(12);
    }

    /** Whatever came before: so that a request more or less changes nothing for the others. */
    @Test
    void theJitterDependsOnTheSeedTheWayAndTheRequestOnly() {
        LatencySettings settings = new LatencySettings(LatencyRule.parse("1ms"), LatencyRule.parse("1ms"), 1_000);
        Latency latency = settings.toVenue(7);
        long first = latency.nanos(3, 4, 1);
        Set<Long> drawn = new HashSet<>();
        long sum = 0;
        for (int intent = 1; intent <= 10_000; intent++) {
            long nanos = latency.nanos(3, intent, 1);
            assertThat(nanos).isBetween(1_000_000L, 1_001_000L);
            drawn.add(nanos);
            sum += nanos - 1_000_000;
        }
        assertThat(drawn).hasSizeGreaterThan(950).contains(1_000_000L, 1_001_000L);
        assertThat(sum / 10_000).isBetween(480L, 520L);
        assertThat(latency.nanos(3, 4, 1)).isEqualTo(first);
        assertThat(settings.toVenue(7).nanos(3, 4, 1)).isEqualTo(first);
        assertThat(Set.of(
                        first,
                        settings.toVenue(8).nanos(3, 4, 1),
                        settings.back(7).nanos(3, 4, 1),
                        latency.nanos(4, 4, 1),
                        latency.nanos(3, 5, 1),
                        latency.nanos(3, 4, 2)))
                .hasSize(6);
    }
}
