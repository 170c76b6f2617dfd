package io.onetape.services.strategy.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.journal.fixed.Fixed8;
import org.junit.jupiter.api.Test;

final class SeriesTest {
    @Test
    void aSampleIsTheFirstOfItsInterval() {
        Sampler sampler = new Sampler();
        assertThat(sampler.next(1_999, 1_000)).isEqualTo(1);
        assertThat(sampler.next(1_999, 1_000)).isZero();
        assertThat(sampler.next(2_000, 1_000)).isEqualTo(1);
        assertThat(sampler.next(5_500, 1_000)).isEqualTo(3);
        assertThat(sampler.next(5_600, 100)).isEqualTo(51); // the interval has been changed
    }

    @Test
    void theAverageGoesPartOfTheWay() {
        MovingAverage average = new MovingAverage();
        assertThat(average.value()).isEqualTo(Fixed8.NULL);
        average.add(100 * Fixed8.ONE, 3);
        average.add(102 * Fixed8.ONE, 3);
        assertThat(Fixed8.toString(average.value())).isEqualTo("101");
        average.clear();
        assertThat(average.value()).isEqualTo(Fixed8.NULL);
    }

    @Test
    void bandsHaveTheirEdgesOnBothSides() {
        long two = 2 * Fixed8.ONE;
        assertThat(Bands.side(10, two, 5)).isEqualTo(1);
        assertThat(Bands.side(-10, two, 5)).isEqualTo(-1);
        assertThat(Bands.side(9, two, 5)).isZero();
        assertThat(Bands.side(9, two, 0)).isZero();
        assertThat(Bands.conviction(-10, two, 5)).isEqualTo(-Fixed8.ONE / 2);
        assertThat(Bands.conviction(70, two, 5)).isEqualTo(Fixed8.ONE);
        assertThat(Bands.conviction(70, two, 0)).isZero();
    }

    @Test
    void aPositionIsBackWithinTheBandOrBeyondTheMean() {
        assertThat(Bands.isBack(-6, 1, Fixed8.ONE, 5)).isFalse();
        assertThat(Bands.isBack(-5, 1, Fixed8.ONE, 5)).isTrue();
        assertThat(Bands.isBack(90, 1, Fixed8.ONE, 5)).isTrue();
        assertThat(Bands.isBack(6, -1, Fixed8.ONE, 5)).isFalse();
        assertThat(Bands.isBack(0, 0, Fixed8.ONE, 5)).isFalse();
    }
}
