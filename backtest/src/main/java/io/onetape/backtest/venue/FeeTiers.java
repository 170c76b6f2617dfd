package io.onetape.backtest.venue;

import io.onetape.journal.fixed.Fixed8;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the venue charges, by the notional that was traded in the last thirty days.
 *
 * @param tiers the first from a notional of 0 on, each further one from a larger notional on
 */
public record FeeTiers(List<Tier> tiers) {
    private static final int MAX_TIERS = 100;

    /**
     * From a notional on, these rates hold. Fixed8; a negative rate is a rebate.
     */
    public record Tier(long notional, long makerRate, long takerRate) {}

    public FeeTiers {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.get(0).notional() != 0 || tiers.size() > MAX_TIERS) {
            throw new IllegalArgumentException(
                    "expected 1 to " + MAX_TIERS + " tiers, the first from 0 on, found " + tiers.size());
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).notional() <= tiers.get(i - 1).notional()) {
                throw new IllegalArgumentException("expected growing notionals above 0, found "
                        + Fixed8.toString(tiers.get(i).notional()) + " behind "
                        + Fixed8.toString(tiers.get(i - 1).notional()));
            }
        }
    }

    /** The same whatever is traded. */
    public static FeeTiers flat(long makerRate, long takerRate) {
        return new FeeTiers(List.of(new Tier(0, makerRate, takerRate)));
    }

    /** Rates until the first tier of {@code text} is reached: {@code notional:makerRate:takerRate}, separated by commas or lines; empty: no further tier. */
    public static FeeTiers parse(long makerRate, long takerRate, String text) {
        List<Tier> tiers = new ArrayList<>();
        tiers.add(new Tier(0, makerRate, takerRate));
        for (String word : TierText.words(text)) {
            String[] parts = word.split(":", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("expected notional:makerRate:takerRate, found '" + word + "'");
            }
            tiers.add(new Tier(Fixed8.parse(parts[0]), TierText.rate(parts[1]), TierText.rate(parts[2])));
        }
        return new FeeTiers(tiers);
    }

    /** What {@link #parse} reads: all but the first tier. */
    public String text() {
        return tiers.stream()
                .skip(1)
                .map(tier -> Fixed8.toString(tier.notional()) + ":" + Fixed8.toString(tier.makerRate()) + ":"
                        + Fixed8.toString(tier.takerRate()))
                .collect(Collectors.joining(","));
    }

    /** The tier that this much reaches. */
    Tier at(long notional) {
        int last = tiers.size() - 1;
        while (tiers.get(last).notional() > notional) {
            last--;
        }
        return tiers.get(last);
    }
}
