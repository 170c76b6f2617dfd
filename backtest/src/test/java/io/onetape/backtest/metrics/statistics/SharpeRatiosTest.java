package io.onetape.backtest.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SharpeRatiosTest {
    /** 15 times +0.03, 15 times -0.01: mean 0.01, deviation 0.02 x sqrt(30 / 29). */
    private static double[] thirtyDays() {
        double[] returns = new double[30];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = i % 2 == 0 ? 0.03 : -0.01;
        }
        return returns;
    }

    @Test
    void aYearsRatioHasLosStandardError() {
        Sharpe sharpe = SharpeRatios.daily(thirtyDays());
        double ratio = 0.01 / (0.02 * Math.sqrt(30.0 / 29));
        assertThat(sharpe.mean().value()).isCloseTo(0.01, within(1e-15));
        assertThat(sharpe.value().value()).isCloseTo(ratio * Math.sqrt(365), within(1e-12));
        assertThat(sharpe.standardError().value())
                .isCloseTo(Math.sqrt((1 + ratio * ratio / 2) / 30) * Math.sqrt(365), within(1e-12));
        assertThat(sharpe.skew().value()).isCloseTo(0, within(1e-12));
        assertThat(sharpe.kurtosis().value()).isCloseTo(1, within(1e-12));
    }

    @Test
    void underThirtyDaysThereIsNone() {
        Sharpe sharpe = SharpeRatios.daily(Arrays.copyOf(thirtyDays(), 29));
        assertThat(sharpe.value().isKnown()).isFalse();
        assertThat(sharpe.value().reason()).isEqualTo("expected 30 whole days, found 29");
        assertThat(sharpe.count()).isEqualTo(29);
    }

    @Test
    void returnsThatDoNotVaryHaveNone() {
        assertThat(SharpeRatios.daily(new double[40]).value().reason()).isEqualTo("the returns do not vary");
    }

    /**
     * Returns that alternate have a first autocorrelation of -29/30; lags = floor(4 x 0.3^(2/9)) = 3. With Bartlett's weights 3/4, 2/4, 1/4 and
     * rho = -29/30, 28/30, -27/30: 1 + 2 (-0.725 + 0.46666 - 0.225) = 0.03333.
     */
    @Test
    void theIntradayRatioIsCorrectedForAutocorrelation() {
        Sharpe sharpe = SharpeRatios.intraday(thirtyDays(), 60_000_000_000L);
        assertThat(sharpe.lags()).isEqualTo(3);
        assertThat(sharpe.correction().value()).isCloseTo(Math.sqrt(1.0 / 30), within(1e-9));
        double ratio = 0.01 / (0.02 * Math.sqrt(30.0 / 29)) * Math.sqrt(365 * 1440);
        assertThat(sharpe.uncorrected().value()).isCloseTo(ratio, within(1e-6));
        assertThat(sharpe.value().value()).isCloseTo(ratio / Math.sqrt(1.0 / 30), within(1e-4));
    }

    /**
     * The example of Bailey and López de Prado (2014): a yearly ratio of 2.5 over five years of 250 days, the best of 100 trials with a variance of 1/2 a year,
     * skew -3, kurtosis 10: SR0 = 0.1132, DSR = 0.9004. To all digits by Python 3.11: statistics.NormalDist in the formula of the rules.
     */
    @Test
    void theDeflatedRatioIsThatOfThePaper() {
        double threshold = DeflatedSharpe.threshold(Math.sqrt(0.5 / 250), 100);
        assertThat(threshold).isCloseTo(0.11317200186510788, within(1e-12));
        assertThat(DeflatedSharpe.of(2.5 / Math.sqrt(250), 1250, -3, 10, threshold)
                        .value())
                .isCloseTo(0.9003968344495117, within(1e-12));
    }

    /** By Python as above. */
    @Test
    void theDeflatedRatioOfAnotherCase() {
        double threshold = DeflatedSharpe.threshold(0.03, 40);
        assertThat(threshold).isCloseTo(0.06568440682609694, within(1e-12));
        assertThat(DeflatedSharpe.of(0.12, 250, -0.4, 5.2, threshold).value())
                .isCloseTo(0.7970845484813754, within(1e-12));
    }

    @Test
    void theThresholdIsOfTheTrialsOwnSpread() {
        double[] trials = {0.01, 0.05, -0.02, 0.03};
        double deviation = Math.sqrt(Moments.of(trials).variance());
        assertThat(DeflatedSharpe.threshold(trials, 9)).isEqualTo(DeflatedSharpe.threshold(deviation, 9));
    }

    /** The best of nine by luck is not 0, and one ratio says nothing of how far nine are apart. */
    @Test
    void aSpreadOfOneIsNone() {
        double unknown = DeflatedSharpe.threshold(new double[] {0.3}, 9);
        assertThat(DeflatedSharpe.of(0.3, 40, 0, 3, unknown))
                .isEqualTo(Figure.none("expected two trials with a daily ratio, to see how far they are apart"));
        assertThat(DeflatedSharpe.threshold(new double[] {0.3}, 1)).isZero();
    }
}
