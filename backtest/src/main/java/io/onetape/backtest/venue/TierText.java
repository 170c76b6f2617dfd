package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import java.util.Arrays;
import java.util.List;

/** How tables of tiers are written: entries separated by commas, blanks or lines; behind a # comes a remark. */
final class TierText {
    private TierText() {}

    static List<String> words(String text) {
        return Arrays.stream(text.replaceAll("#[^\n]*", "").split("[,\\s]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A part of a notional, from -1 to 1. */
    static long rate(String text) {
        long rate = Fixed8.parse(text);
        if (rate < -Fixed8.ONE || rate > Fixed8.ONE) {
            throw new IllegalArgumentException("expected a rate from -1 to 1, found '" + text + "'");
        }
        return rate;
    }
}
