package io.onetape.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long MILLI = 1_000_000L;

    @Test
    void atTenfoldSpeedASecondTakesATenth() {
        Pace pace = Pace.parse("10x");

        assertThat(pace.untilDue(5_000 * MILLI, 70 * MILLI)).isZero();
        assertThat(pace.untilDue(6_000 * MILLI, 70 * MILLI)).isEqualTo(100 * MILLI);
        assertThat(pace.untilDue(6_000 * MILLI, 180 * MILLI)).isEqualTo(-10 * MILLI);
    }

    @Test
    void atHalfSpeedASecondTakesTwo() {
        Pace pace = Pace.parse("0.5x");

        assertThat(pace.untilDue(0, 0)).isZero();
        assertThat(pace.untilDue(1_000 * MILLI, 0)).isEqualTo(2_000 * MILLI);
    }

    @Test
    void atFullSpeedNothingWaits() {
        Pace pace = Pace.parse("max");

        assertThat(pace.isMax()).isTrue();
        assertThat(pace.untilDue(0, 0)).isZero();
        assertThat(pace.untilDue(Long.MAX_VALUE, 0)).isZero();
    }
}
