package io.onetape.backtest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GridTest {
    private static final Grid GRID =
            new Grid(List.of(Axis.parse("spread", "1..2/0.5"), Axis.parse("skew", "0"), Axis.parse("requote", "1,4")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1..3/0.5 | 1 1.5 2 2.5 3",
                "1..2/0.3 | 1 1.3 1.6 1.9",
                "-0.1..0.1/0.1 | -0.1 0 0.1",
                "5..5/1 | 5",
                "8..12/2 | 8 10 12",
                "1,2,5 | 1 2 5",
                "1,1.0,2,1,2.00 | 1 2",
                "maker | maker"
            })
    void whatIsTypedIsAListOfValues(String text, String values) {
        assertThat(Axis.parse("spread", text).values()).containsExactly(values.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,,2", "1..3", "3..1/1", "1..3/0", "1..3/-1", "0..1000000/1"})
    void whatIsNoListOfValuesIsRefused(String text) {
        assertThatThrownBy(() -> Axis.parse("spread", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ");
    }

    @Test
    void theLastAxisChangesFirst() {
        assertThat(GRID.size()).isEqualTo(6);
        assertThat(GRID.parameters(1)).isEqualTo(Map.of("spread", "1", "skew", "0", "requote", "1"));
        assertThat(GRID.parameters(2)).isEqualTo(Map.of("spread", "1", "skew", "0", "requote", "4"));
        assertThat(GRID.parameters(3)).isEqualTo(Map.of("spread", "1.5", "skew", "0", "requote", "1"));
        assertThat(GRID.parameters(6)).isEqualTo(Map.of("spread", "2", "skew", "0", "requote", "4"));
        assertThat(GRID.parameters(1).keySet()).containsExactly("spread", "skew", "requote");
        assertThatThrownBy(() -> GRID.parameters(7)).hasMessage("expected a trial from 1 to 6, found 7");
    }

    @Test
    void aGridThatNobodyCouldRunIsRefused() {
        List<Axis> axes = Collections.nCopies(5, Axis.parse("a", "1..1000/1"));
        assertThatThrownBy(() -> new Grid(axes)).hasMessageStartingWith("expected at most 1000000 combinations");
    }

    @Test
    void aSearchByChanceHasDifferentTrialsAndTheSameForTheSameSeed() {
        Grid grid = new Grid(List.of(Axis.parse("a", "1..50/1"), Axis.parse("b", "1..50/1")));
        int[] chosen = Search.random(grid, 100, 7);
        assertThat(chosen).hasSize(100).isSorted().doesNotHaveDuplicates().isEqualTo(Search.random(grid, 100, 7));
        assertThat(chosen[0]).isPositive();
        assertThat(chosen[99]).isBetween(1_000, 2_500);
        assertThat(Search.random(grid, 100, 8)).isNotEqualTo(chosen);
        assertThat(Search.random(GRID, 100, 7)).isEqualTo(Search.all(GRID)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void shardsHaveEachTrialOnce() {
        int[] trials = Search.random(new Grid(List.of(Axis.parse("a", "1..97/1"))), 50, 1);
        List<Integer> all = new ArrayList<>();
        for (int shard = 1; shard <= 3; shard++) {
            for (int trial : Search.shard(trials, shard, 3)) {
                all.add(trial);
            }
        }
        assertThat(all).hasSize(50);
        assertThat(new HashSet<>(all)).hasSize(50);
        assertThatThrownBy(() -> Search.shard(trials, 4, 3))
                .hasMessage("expected one of so many shards such as 2/4, found 4/3");
    }
}
