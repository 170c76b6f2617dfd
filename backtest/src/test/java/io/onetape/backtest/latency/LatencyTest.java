package io.onetape.backtest.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.journal.fixed.Fixed8;
import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordHeader;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SimulationConfiguredEncoder;
import io.onetape.journal.schema.SubmitAmendDecoder;
import io.onetape.journal.schema.SubmitCancelDecoder;
import io.onetape.journal.schema.SubmitOrderDecoder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyTest {
    private static final int SUBMIT = SubmitOrderDecoder.TEMPLATE_ID;

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
        assertThat(latency.nanos(SUBMIT, 1, 2, 3)).isEqualTo(12);
    }

    @Test
    void aFactThatCameVeryLateDelaysAMinuteAtMost() {
        Latency latency = new Latency(LatencyRule.parse("1000*feed+10s"), 0, 1, 1);
        latency.measured(Long.MAX_VALUE / 2);
        assertThat(latency.nanos()).isEqualTo(60_000_000_000L);
        latency.measured(1_000_000);
        assertThat(latency.nanos()).isEqualTo(11_000_000_000L);
    }

    /** Version 1 had neither multiples nor jitter. */
    @Test
    void onATapeOfSchemaVersion1TheyAreConstant() {
        RecordDraft draft = new RecordDraft();
        draft.begin(new SimulationConfiguredEncoder(), 0)
                .entryLatencyNanos(5)
                .responseLatencyNanos(7)
                .entryFeedMultiple(Fixed8.ONE)
                .jitterNanos(9);
        SimulationConfiguredDecoder former = new SimulationConfiguredDecoder();
        former.wrap(draft.buffer(), RecordHeader.LENGTH, SimulationConfiguredDecoder.BLOCK_LENGTH, 1);

        assertThat(LatencySettings.of(former)).isEqualTo(LatencySettings.constant(5, 7));
        former.wrap(draft.buffer(), RecordHeader.LENGTH, SimulationConfiguredDecoder.BLOCK_LENGTH, 2);
        assertThat(LatencySettings.of(former))
                .isEqualTo(new LatencySettings(new LatencyRule(5, Fixed8.ONE), LatencyRule.constant(7), 9));
    }

    /** Whatever came before: so that a request more or less changes nothing for the others. */
    @Test
    void theJitterDependsOnTheSeedTheWayAndTheRequestOnly() {
        LatencySettings settings = new LatencySettings(LatencyRule.parse("1ms"), LatencyRule.parse("1ms"), 1_000);
        Latency latency = settings.toVenue(7);
        long first = latency.nanos(SUBMIT, 3, 4, 1);
        Set<Long> drawn = new HashSet<>();
        long sum = 0;
        for (int intent = 1; intent <= 10_000; intent++) {
            long nanos = latency.nanos(SUBMIT, 3, intent, 1);
            assertThat(nanos).isBetween(1_000_000L, 1_001_000L);
            drawn.add(nanos);
            sum += nanos - 1_000_000;
        }
        assertThat(drawn).hasSizeGreaterThan(950).contains(1_000_000L, 1_001_000L);
        assertThat(sum / 10_000).isBetween(480L, 520L);
        assertThat(latency.nanos(SUBMIT, 3, 4, 1)).isEqualTo(first);
        assertThat(settings.toVenue(7).nanos(SUBMIT, 3, 4, 1)).isEqualTo(first);
        assertThat(Set.of(
                        first,
                        settings.toVenue(8).nanos(SUBMIT, 3, 4, 1),
                        settings.back(7).nanos(SUBMIT, 3, 4, 1),
                        latency.nanos(SUBMIT, 4, 4, 1),
                        latency.nanos(SUBMIT, 3, 5, 1),
                        latency.nanos(SUBMIT, 3, 4, 2),
                        latency.nanos(SubmitCancelDecoder.TEMPLATE_ID, 3, 4, 1),
                        latency.nanos(SubmitAmendDecoder.TEMPLATE_ID, 3, 4, 1)))
                .hasSize(8);
    }
}
