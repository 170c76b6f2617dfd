package io.onetape.backtest.sweep;

import io.onetape.backtest.SpanWords;
import io.onetape.journal.fixed.SpanText;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows that roll over a tape's time: each trains on so much and tests on what follows, and the next one begins one test later. So the tests follow each other without a gap.
 *
 * @param trainNanos above 0
 * @param testNanos above 0
 */
public record WalkForward(long trainNanos, long testNanos) {
    private static final int MOST = 10_000;

    /** One of them: from {@code fromNanos} it trains, from {@code testNanos} it tests, up to {@code toNanos}. */
    public record Window(int number, long fromNanos, long testNanos, long toNanos) {
        public Part train() {
            return new Part(Part.TRAIN, number, fromNanos, testNanos);
        }

        public Part test() {
            return new Part(Part.TEST, number, testNanos, toNanos);
        }
    }

    public WalkForward {
        if (trainNanos <= 0 || testNanos <= 0) {
            throw new IllegalArgumentException(
                    "expected spans above 0, found " + trainNanos + " ns and " + testNanos + " ns");
        }
    }

    /** The windows of a tape; the last test may be shorter than the others. Throws {@link IllegalArgumentException} if there is none, or too many. */
    public List<Window> windows(long firstNanos, long lastNanos) {
        long end = lastNanos + 1;
        List<Window> windows = new ArrayList<>();
        for (long from = firstNanos; end - from > trainNanos; from += testNanos) {
            if (windows.size() == MOST) {
                throw new IllegalArgumentException("expected at most " + MOST + " windows, found more");
            }
            long test = from + trainNanos;
            windows.add(new Window(windows.size() + 1, from, test, end - test < testNanos ? end : test + testNanos));
        }
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("expected a tape that is longer than the " + SpanWords.of(trainNanos)
                    + " to train on, found " + SpanWords.of(lastNanos - firstNanos));
        }
        return windows;
    }

    String text() {
        return trainNanos + " ns, " + testNanos + " ns";
    }

    /** Of two spans such as {@code 1d} and {@code 6h}; throws {@link IllegalArgumentException} naming what it found. */
    public static WalkForward parse(String train, String test) {
        return new WalkForward(SpanText.parse(train), SpanText.parse(test));
    }
}
