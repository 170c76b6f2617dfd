package io.onetape.tools.signals;

import io.onetape.backtest.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which columns of a file are which. Names are compared without case, dashes, underscores and blanks. */
final class SignalColumns {
    private static final List<String> AVAILABLE =
            List.of("availabletime", "availablens", "availablenanos", "availableat", "available");
    private static final List<String> SYMBOL = List.of("symbol");
    private static final List<String> NAME = List.of("name", "signal");
    private static final List<String> VALUE = List.of("value");
    private static final List<String> STRATEGY = List.of("strategy");
    private static final List<String> FAIR_PRICE = List.of("fairprice", "fair");
    private static final List<String> PRIORITY = List.of("priority");

    private final Map<String, String> byName = new HashMap<>(); // looked up, never iterated
    private final String file;
    private final List<String> found;

    SignalColumns(String file, List<String> found) {
        this.file = file;
        this.found = found;
        for (String column : found) {
            byName.putIfAbsent(column.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", ""), column);
        }
    }

    /** Throws {@link RefusedException} if there is none: a signal without it would let a backtest see the future. */
    String available() {
        return find(AVAILABLE)
                .orElseThrow(() -> new RefusedException(
                        "no column available_time in " + file + ", but " + found,
                        "when each signal was known: a time that the signal is about is not one, for a backtest would see the"
                                + " future by it",
                        "docs/quants.md, For Python and SQL"));
    }

    String symbol() {
        return required(SYMBOL);
    }

    String name() {
        return required(NAME);
    }

    String value() {
        return required(VALUE);
    }

    Optional<String> strategy() {
        return find(STRATEGY);
    }

    Optional<String> fairPrice() {
        return find(FAIR_PRICE);
    }

    Optional<String> priority() {
        return find(PRIORITY);
    }

    private String required(List<String> names) {
        return find(names)
                .orElseThrow(() -> new RefusedException(
                        "no column " + names.get(0) + " in " + file + ", but " + found,
                        "available_time, symbol, name, value, and if wanted strategy, fair_price, priority",
                        "docs/quants.md, For Python and SQL"));
    }

    private Optional<String> find(List<String> names) {
        return names.stream().filter(byName::containsKey).map(byName::get).findFirst();
    }
}
