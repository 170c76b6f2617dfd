package io.onetape.backtest.sweep;

/**
 * The part of the tape that a trial runs over.
 *
 * @param kind what for: {@link #TRAIN}, {@link #TEST} or {@link #RUNG}; empty: the whole tape
 * @param number of the window or rung, from 1; 0 of the whole tape
 * @param fromNanos local time as recorded, inclusive: the strategies start there
 * @param toNanos exclusive: the run ends there
 */
public record Part(String kind, int number, long fromNanos, long toNanos) {
    public static final String TRAIN = "train";
    public static final String TEST = "test";
    public static final String RUNG = "rung";

    /** All of it. */
    public static final Part WHOLE = new Part("", 0, Long.MIN_VALUE, Long.MAX_VALUE);

    public boolean isWhole() {
        return kind.isEmpty();
    }
}
