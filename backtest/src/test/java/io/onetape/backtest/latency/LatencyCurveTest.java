package io.onetape.backtest.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatencyCurveTest {
    private static LatencyCurve of(long... pairs) {
        LatencyCurve.Builder builder = new LatencyCurve.Builder();
        for (int i = 0; i < pairs.length; i += 2) {
            builder.add(pairs[i], pairs[i + 1]);
        }
        return builder.build();
    }

    /** By hand: 100 to 200 over 1,000 ns, then down to 150 over 4 ns. */
    @Test
    void betweenTwoSamplesOnTheLine() {
        LatencyCurve curve = of(1_000, 100, 2_000, 200, 2_004, 150);
        assertThat(curve.at(1_000)).isEqualTo(100);
        assertThat(curve.at(1_500)).isEqualTo(150);
        assertThat(curve.at(1_250)).isEqualTo(125);
        assertThat(curve.at(1_999)).isEqualTo(200); // 199.9
        assertThat(curve.at(2_000)).isEqualTo(200);
        assertThat(curve.at(2_001)).isEqualTo(188); // 187.5, half-even
        assertThat(curve.at(2_003)).isEqualTo(162); // 162.5, half-even
        assertThat(curve.at(2_004)).isEqualTo(150);
    }

    @Test
    void outsideOfThemTheNearest() {
        LatencyCurve curve = of(1_000, 100, 2_000, 200);
        assertThat(curve.at(Long.MIN_VALUE)).isEqualTo(100);
        assertThat(curve.at(999)).isEqualTo(100);
        assertThat(curve.at(2_001)).isEqualTo(200);
        assertThat(curve.at(Long.MAX_VALUE)).isEqualTo(200);
        assertThat(of(5, 7).at(6)).isEqualTo(7);
    }

    @Test
    void ofSeveralAtOneTimeTheLastHolds() {
        assertThat(of(1, 10, 1, 20, 2, 30).at(1)).isEqualTo(20);
        assertThatThrownBy(() -> of(2, 1, 1, 1)).hasMessageContaining("expected a sample from 2 on, found 1");
    }

    @Test
    void whatItHoldsIsBounded() {
        LatencyCurve.Builder builder = new LatencyCurve.Builder();
        for (int i = 0; i < 10 * LatencyCurve.MAX_SAMPLES; i++) {
            builder.add(i, 2L * i);
        }
        LatencyCurve curve = builder.build();
        assertThat(curve.size()).isBetween(LatencyCurve.MAX_SAMPLES / 2, LatencyCurve.MAX_SAMPLES);
        for (int i = 0; i < 9 * LatencyCurve.MAX_SAMPLES; i += 997) {
            assertThat(curve.at(i)).isEqualTo(2L * i);
        }
    }
}
