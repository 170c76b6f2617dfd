package io.onetape.backtest.importer.databento;

import io.onetape.journal.fixed.Fixed8;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one contract counts as, by symbol: quantities of a tape are multiplied by it, so that price times quantity is money. Market-by-order files do not say it. Immutable.
 *
 * @param bySymbol Fixed8, above 0; symbols in upper case
 */
public record ContractSizes(Map<String, Long> bySymbol) {
    /** Each counts as 1. */
    public static final ContractSizes NONE = new ContractSizes(Map.of());

    public ContractSizes {
        bySymbol = Map.copyOf(bySymbol);
    }

    /** Of {@code SYMBOL=NUMBER} each, a number above 0; throws {@link IllegalArgumentException} for anything else. */
    public static ContractSizes parse(Collection<String> texts) {
        Map<String, Long> sizes = new TreeMap<>();
        for (String text : texts) {
            String[] parts = text.split("=", -1);
            if (parts.length != 2 || parts[0].isBlank() || sizeOf(parts[1]) <= 0) {
                throw new IllegalArgumentException(
                        "expected SYMBOL=NUMBER with a number above 0, as ESH6=50, found '" + text + "'");
            }
            sizes.put(parts[0].toUpperCase(Locale.ROOT), sizeOf(parts[1]));
        }
        return new ContractSizes(sizes);
    }

    private static long sizeOf(String text) {
        try {
            return Fixed8.parse(text);
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    /** Fixed8; 1 of a symbol that is not named. */
    long of(String symbol) {
        return bySymbol.getOrDefault(symbol.toUpperCase(Locale.ROOT), Fixed8.ONE);
    }

    /** Which of these symbols are not named. */
    public List<String> lacking(Collection<String> symbols) {
        return symbols.stream()
                .filter(symbol -> !bySymbol.containsKey(symbol.toUpperCase(Locale.ROOT)))
                .toList();
    }

    /** In one order, for an id. */
    public String text() {
        return new TreeMap<>(bySymbol).toString();
    }
}
