package io.onetape.backtest.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: Python 3.11, statistics.NormalDist().cdf and .inv_cdf. */
class NormalTest {
    @ParameterizedTest
    @CsvSource({
        "-5.5, 1.8989562478033406e-08",
        "-2.5, 0.006209665325776159",
        "-1, 0.15865525393145707",
        "0, 0.5",
        "0.3, 0.6179114221889526",
        "1.96, 0.9750021048517796",
        "4.9, 0.9999995208167234",
        "6, 0.9999999990134123"
    })
    void below(double x, double chance) {
        assertThat(Normal.below(x)).isCloseTo(chance, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({
        "1e-10, -6.361340902404056",
        "0.001, -3.090232306167813",
        "0.05, -1.6448536269514726",
        "0.3, -0.5244005127080407",
        "0.5, 0",
        "0.9, 1.2815515655446008",
        "0.975, 1.9599639845400536",
        "0.999999, 4.753424308817089"
    })
    void quantile(double chance, double x) {
        assertThat(Normal.quantile(chance)).isCloseTo(x, within(1e-9));
    }

    @Test
    void thereIsNoQuantileOfACertainty() {
        assertThatThrownBy(() -> Normal.quantile(1)).hasMessageContaining("between 0 and 1, found 1.0");
    }
}
