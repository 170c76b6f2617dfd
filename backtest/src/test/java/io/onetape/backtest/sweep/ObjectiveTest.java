package io.onetape.backtest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.onetape.backtest.metrics.statistics.DeflatedSharpe;
import io.onetape.journal.fixed.Fixed8;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectiveTest {
    /** Net 10 of 1,000 with a drawdown of 5; 12 of 4,000 with 10; 3 of 100 with none; one that did not trade; one that was refused. */
    private static final List<Trial> TRIALS = List.of(
            trial(1, 10, 5, 1_000, 3, daily(0.1)),
            trial(2, 12, 10, 4_000, 3, daily(0.3)),
            trial(3, 3, 0, 100, 3, Daily.NONE),
            trial(4, 0, 0, 0, 0, Daily.NONE),
            trial(5, 0, 0, 0, 0, Daily.NONE, "no"));

    @ParameterizedTest
    @CsvSource({"net, 2 1 3 4 5", "sharpe, 2 1 3 4 5", "edge, 3 1 2 4 5", "return-over-drawdown, 3 1 2 4 5"})
    void theBestIsFirst(String word, String order) {
        assertThat(Objective.parse(word).rank(TRIALS).stream().map(trial -> Integer.toString(trial.number())))
                .containsExactly(order.split(" "));
    }

    @Test
    void aWordThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Objective.parse("profit"))
                .hasMessage("expected net, sharpe, edge or return-over-drawdown, found 'profit'");
    }

    /** Five trials, two of them with daily ratios, 0.1 and 0.3: V = 0.02, N = 5. */
    @Test
    void theDeflatedRatioCountsAllTrialsThatWereRun() {
        BestOfMany many = BestOfMany.of(TRIALS.stream().map(Trial::daily).toList());
        double threshold = DeflatedSharpe.threshold(new double[] {0.1, 0.3}, 5);
        assertThat(many.trials()).isEqualTo(5);
        assertThat(many.deflated(daily(0.3)).value())
                .isEqualTo(DeflatedSharpe.of(0.3, 40, 0.5, 4, threshold).value());
        // (0.3 - sqrt(0.02) ((1-g) q(4/5) + g q(1 - 1/5e))) sqrt(39) / sqrt(1 - 0.15 + 0.0675), by another program
        assertThat(many.deflated(daily(0.3)).value()).isCloseTo(0.8040873867, within(1e-9));
        assertThat(many.deflated(Daily.NONE).reason()).isEqualTo("expected 30 whole days, found 0");
        assertThat(BestOfMany.of(List.of(daily(0.3), Daily.NONE))
                        .deflated(daily(0.3))
                        .reason())
                .isEqualTo("expected two trials with a daily ratio, to see how far they are apart");
        assertThat(BestOfMany.of(List.of(daily(0.3))).deflated(daily(0.3)).isKnown())
                .isTrue();
    }

    private static Daily daily(double ratio) {
        return new Daily(40, ratio, ratio * Math.sqrt(365), 0.5, 4);
    }

    private static Trial trial(int number, long net, long drawdown, long turnover, long fills, Daily daily) {
        return trial(number, net, drawdown, turnover, fills, daily, "");
    }

    private static Trial trial(
            int number, long net, long drawdown, long turnover, long fills, Daily daily, String refused) {
        return new Trial(
                number,
                "",
                "",
                Part.WHOLE,
                Map.of(),
                refused,
                0,
                net * Fixed8.ONE,
                drawdown * Fixed8.ONE,
                turnover * Fixed8.ONE,
                0,
                fills,
                fills,
                "",
                daily);
    }
}
