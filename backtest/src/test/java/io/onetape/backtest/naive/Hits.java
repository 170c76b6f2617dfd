package io.onetape.backtest.naive;

import java.util.EnumMap;
import java.util.Map;

/** How often each rule was hit. */
final class Hits {
    final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);

    Hits() {
        for (Rule rule : Rule.values()) {
            counts.put(rule, 0);
        }
    }

    void hit(Rule rule) {
        counts.merge(rule, 1, Integer::sum);
    }

    void hitIf(boolean condition, Rule rule) {
        if (condition) {
            hit(rule);
        }
    }
}
