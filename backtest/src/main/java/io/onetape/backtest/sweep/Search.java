package io.onetape.backtest.sweep;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which trials of a grid are run, and in which part of them a machine has its share. */
public final class Search {
    private Search() {}

    /** All of them. */
    public static int[] all(Grid grid) {
        return IntStream.rangeClosed(1, grid.size()).toArray();
    }

    /** So many different ones by chance, or all if there are no more, in rising order: the same for the same seed. */
    public static int[] random(Grid grid, int count, long seed) {
        int[] numbers = all(grid);
        int wanted = Math.min(count, numbers.length);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < wanted; i++) { // the beginning of a shuffle (Fisher, Yates)
            int other = i + random.nextInt(numbers.length - i);
            int number = numbers[other];
            numbers[other] = numbers[i];
            numbers[i] = number;
        }
        int[] chosen = Arrays.copyOf(numbers, wanted);
        Arrays.sort(chosen);
        return chosen;
    }

    /** Every {@code of}th of them, from the {@code shard}th on: together the shards have each trial once. */
    public static int[] shard(int[] trials, int shard, int of) {
        if (shard < 1 || shard > of) {
            throw new IllegalArgumentException("expected one of so many shards such as 2/4, found " + shard + "/" + of);
        }
        return IntStream.range(0, trials.length)
                .filter(i -> i % of == shard - 1)
                .map(i -> trials[i])
                .toArray();
    }
}
