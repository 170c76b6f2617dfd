package io.onetape.backtest.importer.listing;

import io.onetape.journal.schema.Market;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Base and quote asset of a symbol that the venue's list of instruments does not name: {@code BTCUSDT} is BTC in USDT. Both are empty unless exactly
 * one known quote asset ends the symbol.
 */
record Assets(String base, String quote) {
    private static final List<String> QUOTES =
            List.of("USDT", "USDC", "FDUSD", "TUSD", "BUSD", "BTC", "ETH", "BNB", "TRY", "EUR");
    private static final List<String> INVERSE_QUOTES = List.of("USD");
    private static final Assets UNKNOWN = new Assets("", "");

    static Assets of(Market market, String symbol) {
        int expiry = symbol.indexOf('_'); // BTCUSD_PERP, BTCUSDT_240927
        String pair = expiry < 0 ? symbol : symbol.substring(0, expiry);
        List<String> quotes = (market == Market.COINM ? INVERSE_QUOTES : QUOTES)
                .stream()
                        .filter(quote -> pair.length() > quote.length() && pair.endsWith(quote))
                        .collect(Collectors.toList());
        if (quotes.size() != 1) {
            return UNKNOWN;
        }
        String quote = quotes.get(0);
        return new Assets(pair.substring(0, pair.length() - quote.length()), quote);
    }
}
