package io.onetape.backtest.sweep;

/**
 * Which trials of a grid.
 *
 * @param kind {@link #GRID}, {@link #RANDOM} or {@link #HALVING}
 * @param most only so many of them, by chance; 0: all
 * @param seed of the chance; 0 without
 * @param shard from 1 to {@code shards}: every {@code shards}th of them, from this one on
 */
public record Pick(String kind, int most, long seed, int shard, int shards) {
    public static final String GRID = "grid";
    public static final String RANDOM = "random";
    public static final String HALVING = "halving";

    public Pick {
        if (!kind.equals(GRID) && !kind.equals(RANDOM) && !kind.equals(HALVING)) {
            throw new IllegalArgumentException("expected grid, random or halving, found '" + kind + "'");
        }
        if (kind.equals(RANDOM) && most == 0) {
            throw new IllegalArgumentException("expected how many trials by chance, found none");
        }
        if (shard < 1 || shard > shards) {
            throw new IllegalArgumentException(
                    "expected one of so many shards such as 2/4, found " + shard + "/" + shards);
        }
    }

    /** In rising order. */
    public int[] numbers(Grid grid) {
        int[] all = most > 0 ? Search.random(grid, most, seed) : Search.all(grid);
        return Search.shard(all, shard, shards);
    }

    /** The same of all machines together. */
    public Pick whole() {
        return new Pick(kind, most, seed, 1, 1);
    }

    public boolean isWhole() {
        return shards == 1;
    }

    /** As typed. */
    public String shardText() {
        return shard + "/" + shards;
    }
}
