package io.onetape.backtest.run.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onetape.backtest.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockShiftTest {
    private static final long MILLISECOND = 1_000_000L;

    @Test
    void autoShiftsByTheSmallestLatencyIfThatIsNegative() {
        assertThat(ClockShift.AUTO.nanosFor(scan(-5, 3))).isEqualTo(5 * MILLISECOND);
        assertThat(ClockShift.AUTO.nanosFor(scan(2, 3))).isZero();
    }

    @Test
    void noneRefusesANegativeLatency() {
        assertThat(ClockShift.NONE.nanosFor(scan(0, 3))).isZero();
        assertThatThrownBy(() -> ClockShift.NONE.nanosFor(scan(-5, 3)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.next())
                                .isEqualTo("tape backtest market-maker TAPE --shift-clock auto --out RUN"))
                .hasMessage("found 1 records received before they happened, by up to 5 ms; expected no negative"
                        + " feed latency");
    }

    @Test
    void aDurationIsAddedAsGivenAndRefusedIfItIsTooSmall() {
        assertThat(ClockShift.parse("5ms").nanosFor(scan(-5, 3))).isEqualTo(5 * MILLISECOND);
        assertThat(ClockShift.parse("-1ms").nanosFor(scan(1, 3))).isEqualTo(-MILLISECOND);
        assertThatThrownBy(() -> ClockShift.parse("4.999ms").nanosFor(scan(-5, 3)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("by up to 1 µs after the shift");
    }

    @Test
    void whatIsNoShiftIsNamed() {
        assertThat(ClockShift.parse("auto")).isSameAs(ClockShift.AUTO);
        assertThat(ClockShift.parse("none")).isSameAs(ClockShift.NONE);
        for (String wrong : List.of("", "5", "ms", "1.2.3s", "5 h", "--1s", "99999999999m")) {
            assertThatThrownBy(() -> ClockShift.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("found '" + wrong + "'");
        }
    }

    @Test
    void aScanMeasuresLatency() {
        SourceScan scan = Prints.at(10, 5, 12, 9, 13, 14).scan();
        assertThat(scan.smallestLatencyNanos()).isEqualTo(-MILLISECOND);
        assertThat(scan.largestLatencyNanos()).isEqualTo(5 * MILLISECOND);
        assertThat(scan.negativeLatencies()).isEqualTo(1);
    }

    private static SourceScan scan(long smallestMillis, long largestMillis) {
        return Prints.at(1_000, 1_000 - smallestMillis, 2_000, 2_000 - largestMillis)
                .scan();
    }
}
